"""An official writes down what was seen, on a phone: quickly, and without losing anything."""

import re
from itertools import product

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.seeing import show, shut_out
from tests.threats.conftest import make_city, make_person, observe

from hanse.cities.models import Authority
from hanse.sharing.acting import as_system
from hanse.threats.counts import WEEK
from hanse.threats.models import Observation

NEW = "/threats/observations/new/"
PAGES = (
    *("/threats/", "/threats/trends/all/", "/threats/observations/", NEW),
    *("/threats/signals/", "/threats/signals/new/", "/threats/signals/nothing-to-report/"),
    *("/threats/vocabulary/", "/threats/methods/", "/threats/?kind=potential"),
)
WORDS = "Words were sprayed on the wall of a synagogue."


@pytest.fixture
def city(transactional_db: None) -> Authority:
    del transactional_db
    with as_system("a journey"):
        return make_city()


@pytest.fixture
def key(city: Authority) -> dict[str, str]:
    """Return the cookie of an official who is signed in."""
    client = Client()
    with as_system("a journey"):
        client.force_login(make_person(city, "aino"))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


@pytest.fixture
def phone(page: Page, context: BrowserContext, key: dict[str, str], base_url: str) -> Page:
    context.add_cookies([{**key, "url": base_url}])  # type: ignore[typeddict-item] # a cookie
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def stored() -> list[Observation]:
    with as_system("a journey"):
        return list(Observation.objects.all())


def fill(page: Page) -> None:
    """Answer what has to be answered."""
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("Antisemitism").check()
    page.get_by_label("Extreme right").check()
    page.get_by_label("Damage to property").check()


@pytest.mark.parametrize(("width", "theme"), list(product((360, 1280), ("light", "dark"))))
def test_pages_of_the_threat_picture_shut_nobody_out(
    width: int, theme: str, phone: Page, city: Authority
) -> None:
    with as_system("a journey"):
        observe(city, timezone.localdate() - WEEK)
    show(phone, width, theme)
    for address in PAGES:
        phone.goto(address)
        phone.evaluate("for (const more of document.querySelectorAll('details')) more.open = true")

        assert shut_out(phone) == []


def test_an_observation_takes_five_answers(phone: Page) -> None:
    phone.goto(NEW)
    fill(phone)
    phone.get_by_role("button", name="Record it").press("Enter")

    expect(phone.locator("h1")).to_have_text("Antisemitism, Extreme right")
    assert [one.severity for one in stored()] == [3]


def test_what_was_typed_survives_a_lost_page_and_goes_once_it_is_stored(phone: Page) -> None:
    phone.goto(NEW)
    fill(phone)
    phone.goto("/threats/")
    phone.goto(NEW)

    expect(phone.get_by_label("What happened?")).to_have_value(WORDS)
    expect(phone.get_by_label("Extreme right")).to_be_checked()
    phone.get_by_role("button", name="Record it").click()
    phone.goto(NEW)
    expect(phone.get_by_label("What happened?")).to_have_value("")
    assert len(stored()) == 1


def test_a_refused_form_leads_to_the_mistake_and_keeps_the_rest(phone: Page) -> None:
    phone.goto(NEW)
    fill(phone)
    phone.get_by_label("What happened?").fill("Mrs Miller was shouted at.")
    phone.get_by_role("button", name="Record it").click()

    expect(phone).to_have_title(re.compile("^Error: Record an observation"))
    phone.get_by_role("link", name="Mrs Miller").click()
    expect(phone.get_by_label("What happened?")).to_be_focused()
    expect(phone.get_by_label("Extreme right")).to_be_checked()
    assert stored() == []


def test_it_all_works_without_scripts(browser: Browser, key: dict[str, str], base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    context.add_cookies([{**key, "url": base_url}])  # type: ignore[typeddict-item] # a cookie
    page = context.new_page()
    page.goto(NEW)
    fill(page)
    page.get_by_role("button", name="Record it").click()
    page.goto("/threats/signals/nothing-to-report/")
    page.get_by_role("button", name="Confirm").click()

    expect(page.locator("main")).to_contain_text("Confirmed: nothing else to report")
    assert len(stored()) == 1
    context.close()
