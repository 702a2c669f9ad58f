"""A city joins and meets others under the Chatham House Rule; only words leave the room."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.accounts.cast import person
from tests.cities.conftest import SLICE
from tests.journeys.visitors import Doors, accept_with_a_passkey, code_for, link_for

from hanse.cities.places import load_places

MAYOR = "mayor@athens.example"
COLLEAGUES = {"Eva Malá": "eva@athens.example", "Jo Fox": "jo@athens.example"}


@pytest.fixture
def doors(transactional_db: None, browser: Browser, base_url: str) -> Iterator[Doors]:  # noqa: ARG001 - asks for its effect
    """Open the house of a network that has nobody yet, with a gazetteer."""
    load_places([SLICE.encode()])
    yield Doors(browser, base_url)
    for context in list(browser.contexts):
        context.close()


def test_a_city_joins_meets_and_speaks_and_no_name_leaves_the_room(
    doors: Doors, work_off_jobs: Callable[[], None]
) -> None:
    steward = doors.open_for(person("steward", factor=True, email="steward@network.example"))

    mayor = _apply(doors, work_off_jobs)
    _approve(steward)
    work_off_jobs()
    accept_with_a_passkey(mayor, link_for(MAYOR, "/invitations/"), "Mayor of Athens")
    _invite_colleagues(mayor)
    work_off_jobs()
    eva = doors.open()
    accept_with_a_passkey(eva, link_for(COLLEAGUES["Eva Malá"], "/invitations/"), "Eva Malá")
    eva.goto("/account/profile/")

    expect(eva.locator("details.person summary")).to_have_text("Eva Malá")


def _apply(doors: Doors, work_off_jobs: Callable[[], None]) -> Page:
    page = doors.open()
    page.goto("/cities/join/?q=athens")
    page.get_by_role("link", name="Athens").nth(2).click()
    page.get_by_label("Your name").fill("Mayor of Athens")
    page.get_by_label("official e-mail").fill(MAYOR)
    page.get_by_label("Your role").select_option("mayor")
    page.get_by_role("button", name="Send the application").click()
    work_off_jobs()
    page.get_by_label("Code").fill(code_for(MAYOR))
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("main")).to_contain_text("Waiting for a decision")
    return page


def _approve(steward: Page) -> None:
    steward.goto("/cities/applications/")
    steward.get_by_role("link", name="Athens").click()
    steward.get_by_label("Approve").check()
    steward.get_by_label("Reason").fill("Known to us from the summit.")
    steward.get_by_role("button", name="Decide").click()
    expect(steward).to_have_url("/cities/applications/")


def _invite_colleagues(mayor: Page) -> None:
    mayor.goto("/cities/")
    mayor.get_by_role("link", name="Athens").first.click()
    mayor.get_by_role("link", name="Invite colleagues").click()
    for name, email in COLLEAGUES.items():
        mayor.get_by_label("Name").fill(name)
        mayor.get_by_label("E-mail").fill(email)
        mayor.get_by_role("button", name="Send the invitation").click()
        expect(mayor.locator("main")).to_contain_text("on its way")
