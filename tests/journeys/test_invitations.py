"""Thirty cities are invited and one answers, in a browser, by those whose task it is."""

import re
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.seeing import shut_out

MEETING = "/events/simulated-workshop/"
PAGES = {
    "Marek": ("/events/invitations/", f"{MEETING}invitations/bratislava/", "/events/my-calendar/"),
    "Ines": (
        f"{MEETING}plan/",
        f"{MEETING}invite/?country=GB&all=1",
        f"{MEETING}agenda/",
        f"{MEETING}cancel/",
        f"{MEETING}move/",
        f"{MEETING}invitations/bratislava/take-back/",
        f"{MEETING}lists/counts/",
        "/events/simulated-seminar/",
        "/account/profile/",
        "/cities/?reach=out",
    ),
}


@pytest.fixture(autouse=True)
def demonstration(transactional_db: Any, settings: Any) -> None:
    """Furnish people, cities and events, and let visitors sign in with one click."""
    from hanse.accounts import furnish as accounts
    from hanse.cities import furnish as cities
    from hanse.events import furnish as events
    from hanse.sharing.acting import as_system

    del transactional_db
    settings.DEMO = True
    with as_system("furnish for a journey"):
        accounts.furnish()
        cities.furnish()
        events.furnish()


def enter(page: Page, name: str) -> None:
    """Sign in as one of the invented people."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from hanse.accounts.models import User

    person = User.objects.get(name__startswith=name)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key)}
    page.goto("/")
    page.context.add_cookies([{**cookie, "url": page.url}])


@pytest.mark.parametrize(("name", "width"), list(product(PAGES, (360, 1280))))
def test_the_pages_shut_nobody_out(name: str, width: int, page: Page) -> None:
    enter(page, name)
    page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES[name]:
        page.goto(address)

        assert shut_out(page) == []


def test_the_secretariat_plans_from_an_earlier_event_and_invites_thirty_cities(page: Page) -> None:
    enter(page, "Ines")
    page.goto("/events/new/")
    earlier = page.get_by_label("Earlier event").locator(
        "option", has_text="Holding a city together"
    )
    page.get_by_label("Earlier event").select_option(str(earlier.get_attribute("value")))
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Title").fill("Next year in Gothenburg")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("First day").fill("2028-03-08")
    for _ in range(5):
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Plan this event").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Next year in Gothenburg")

    page.get_by_role("link", name="Invite cities").click()
    page.get_by_role("link", name="Tick all that are shown").click()
    page.get_by_role("button", name="Look the letters over").click()
    page.get_by_label("The cities invited").check()
    page.get_by_role("button", name=re.compile(r"Invite \d+ cities")).click()

    expect(page.get_by_text(re.compile(r"\d\d cities are invited"))).to_be_visible()


def test_an_event_is_cancelled_and_reinstated_and_the_city_sees_it_without_javascript(
    browser: Any, base_url: str
) -> None:
    staff, adviser = (
        browser.new_context(java_script_enabled=False, base_url=base_url).new_page()
        for _ in range(2)
    )
    enter(staff, "Ines")
    enter(adviser, "Marek")
    staff.goto(f"{MEETING}plan/")
    staff.get_by_role("link", name="Cancel the event").click()
    staff.get_by_label("Reason").fill("The trains stand still.")
    staff.get_by_role("button", name="Cancel the event").click()
    adviser.goto(PAGES["Marek"][1])
    expect(adviser.get_by_text("This event is cancelled.")).to_be_visible()
    expect(adviser.get_by_text("The trains stand still.")).to_be_visible()
    expect(adviser.get_by_role("button", name="Send the answer")).to_have_count(0)

    staff.get_by_role("link", name="Let the event take place after all").click()
    staff.get_by_role("button", name="Reinstate the event").click()
    adviser.reload()

    expect(adviser.get_by_role("button", name="Send the answer")).to_be_visible()
    for page in (staff, adviser):
        page.context.close()


def test_the_advisers_city_answers_without_javascript(browser: Any, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    enter(page, "Marek")
    page.goto("/events/invitations/")
    page.get_by_role("link", name="Holding a city together").click()
    page.get_by_label("I come myself").check()
    page.get_by_role("button", name="Send the answer").click()

    expect(page.get_by_text("on the waiting list, and 3 cities are before you")).to_be_visible()
    context.close()
