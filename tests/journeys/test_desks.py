"""The desks shut nobody out: newcomers, cities, the secretariat, observers."""

from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.accounts.cast import person
from tests.journeys.seeing import show, shut_out
from tests.journeys.visitors import Doors

from hanse.accounts import furnish as accounts
from hanse.accounts.models import User
from hanse.cities.actions.belonging import belong
from hanse.cities.actions.membership import invite
from hanse.cities.models import Authority, Membership
from hanse.events import upcoming
from hanse.events.actions import record_programme
from hanse.sharing.acting import as_system


@pytest.fixture
def people(transactional_db: None) -> dict[str, User]:
    """Give the invented people, a newcomer, and a workshop to which cities are invited."""
    del transactional_db
    cast = accounts.furnish()
    newcomer = person(email="new@bratislava.example")
    for slug in ("bratislava", "stockholm", "oslo"):
        Authority.objects.create(
            slug=slug, name=slug.title(), country="SE", membership=Membership.MEMBER
        )
    home = Authority.objects.get(slug="bratislava")
    belong(cast["adviser"], home, role="official", standing="steward")
    belong(newcomer, home, role="official", standing="member")
    invite(
        home, name="Berit", email="b@bratislava.example", role="mayor", standing="member",
        invited_by=cast["adviser"], language="en",
    )  # fmt: skip
    record_programme({"slug": "transatlantic-dialogue", "name": "The dialogue"})
    with as_system("furnish a journey"):
        upcoming.furnish()
    return {**cast, "newcomer": newcomer}


@pytest.fixture
def doors(people: dict[str, User], browser: Browser, base_url: str) -> Doors:
    del people
    return Doors(browser, base_url)


@pytest.mark.parametrize("who", ["secretariat", "adviser", "policymaker", "newcomer"])
def test_a_desk_shuts_nobody_out(who: str, people: dict[str, User], doors: Doors) -> None:
    page = doors.open_for(people[who])
    for width, theme in product((360, 1280), ("light", "dark")):
        show(page, width, theme)
        page.goto("/desk/")

        assert shut_out(page) == []
    page.context.close()


def test_an_adviser_comes_from_the_desk_to_an_answer(people: dict[str, User], doors: Doors) -> None:
    page = doors.open_for(people["adviser"])
    _open_the_desk_from_the_menu(page)
    assert "TLP:AMBER+STRICT" in page.locator(".print-head").text_content()

    page.get_by_role(
        "link", name="Answer the invitation: Holding a city together (simulation)"
    ).press("Enter")

    expect(page.locator("h1")).to_contain_text("Holding a city together")
    page.context.close()


def _open_the_desk_from_the_menu(page: Page) -> None:
    page.goto("/")
    page.locator(".person summary").press("Enter")
    first = page.locator(".person li a").first
    expect(first).to_have_text("My desk")
    first.press("Enter")
    expect(page.locator("h1")).to_have_text("My desk")
