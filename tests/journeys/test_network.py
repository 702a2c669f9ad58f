"""A city joins and meets others under the Chatham House Rule; only words leave the room."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.accounts.cast import person
from tests.cities.conftest import SLICE
from tests.journeys.outside import everything_read_by
from tests.journeys.visitors import Doors, accept_with_a_passkey, code_for, link_for

from hanse.accounts.models import User
from hanse.cities.actions.belonging import belong
from hanse.cities.models import Authority, Role, Standing
from hanse.cities.places import load_places
from hanse.sharing.acting import as_system

MAYOR = "mayor@athens.example"
COLLEAGUES = {"Eva Malá": "eva@athens.example", "Jo Fox": "jo@athens.example"}
TITLE = "Cohesion after a shock"
SAID = "Shopkeepers heard of the march before the police did"
# what would tell who spoke: the name, the city, the role, and where a letter would reach them
TELLS = ("Eva Malá", "Eva", "Athens", "Practitioner", "eva@athens.example")


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
    desk = doors.open_for(person("secretariat", factor=True, email="desk@network.example"))

    mayor = _apply(doors, work_off_jobs)
    _approve(steward)
    work_off_jobs()
    accept_with_a_passkey(mayor, link_for(MAYOR, "/invitations/"), "Mayor of Athens")
    _invite_colleagues(mayor)
    work_off_jobs()
    eva = doors.open()
    accept_with_a_passkey(eva, link_for(COLLEAGUES["Eva Malá"], "/invitations/"), "Eva Malá")
    _plan_and_invite(desk)
    work_off_jobs()
    _register(eva)
    _write_a_note(eva)
    _report(desk)

    for outsider in (doors.open(), doors.open_for(_neighbour())):
        _finds_words_and_nobody(outsider)
    inside = everything_read_by(eva, "/events/", under="/events/", words="Shopkeepers march")
    assert "Athens" in "\n".join(inside.values())  # the reading itself is not blind


def _finds_words_and_nobody(reader: Page) -> None:
    read = everything_read_by(reader, "/events/", under="/events/", words="Shopkeepers march")
    assert {"report.pdf", "report.docx", "report.json"} <= {path.split("/")[-1] for path in read}
    assert [path for path in read if path.endswith("report/") and SAID in read[path]]
    assert [(path, told) for path, text in read.items() for told in TELLS if told in text] == []
    for told in TELLS:  # nor does a search for who spoke lead to what was said
        assert SAID not in reader.request.get("/search/", params={"q": told}).text()


def _neighbour() -> User:
    """Return somebody of another member city, who was not in the room."""
    person_there = person(factor=True, email="kari@oslo.example")
    with as_system("a member of another city"):
        oslo = Authority.objects.create(
            slug="oslo",
            name="Oslo",
            country="NO",
            latitude=59.9,
            longitude=10.7,
            membership="member",
        )
        belong(person_there, oslo, role=Role.OFFICIAL, standing=Standing.MEMBER)
    return person_there


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
        mayor.get_by_label("Role").select_option("practitioner")
        mayor.get_by_role("button", name="Send the invitation").click()
        expect(mayor.locator("main")).to_contain_text("on its way")


def _plan_and_invite(desk: Page) -> None:
    desk.goto("/events/")
    desk.get_by_role("link", name="Plan an event").click()
    proceed = desk.get_by_role("button", name="Continue")
    if desk.get_by_label("Earlier event").count():
        proceed.click()
    desk.get_by_label("Title").fill(TITLE)
    proceed.click()
    desk.get_by_label("First day").fill(dt.date.today().isoformat())  # noqa: DTZ011 - any day will do
    proceed.click()
    desk.get_by_label("City or place").fill("Oslo")
    proceed.click()
    desk.get_by_label("Format", exact=True).select_option("workshop")
    desk.get_by_label("Chatham House Rule").check()
    proceed.click()
    proceed.click()  # as many as like to come
    desk.get_by_label("Summary").fill("What to do in the first days.")
    proceed.click()
    desk.get_by_role("button", name="Plan this event").click()
    desk.get_by_role("link", name="Invite cities").click()
    desk.get_by_label("Athens").check()
    desk.get_by_role("button", name="Look the letters over").click()
    desk.get_by_label("Everyone").check()
    desk.get_by_role("button", name="Invite 1 city").click()
    expect(desk.locator("main")).to_contain_text("Athens")


def _register(eva: Page) -> None:
    eva.goto("/events/invitations/")
    eva.get_by_role("link", name=TITLE).first.click()
    eva.get_by_label("I come myself").check()
    eva.get_by_role("button", name="Send the answer").click()
    expect(eva.locator("main")).to_contain_text("come")


def _write_a_note(eva: Page) -> None:
    eva.goto("/events/")
    eva.get_by_role("link", name=TITLE).first.click()
    eva.get_by_role("link", name="Notes").click()
    eva.get_by_role("link", name="Write a note").click()
    eva.get_by_label("What was said").fill(SAID)
    eva.get_by_label("mayors").check()
    eva.get_by_label("a participant").check()
    eva.get_by_role("button", name="Save the note").click()
    expect(eva.locator("main")).to_contain_text("only you see this line")


def _report(desk: Page) -> None:
    desk.goto("/events/")
    desk.get_by_role("link", name=TITLE).first.click()
    desk.get_by_role("button", name="Draft the report").click()
    desk.get_by_label("Opening").fill("Cities met to speak of the first days.")
    desk.get_by_role("button", name="Save the draft").click()
    desk.get_by_role("link", name="Publish").click()
    desk.get_by_label("everyone (CLEAR)").check()
    desk.get_by_label("Why this label").fill("The room agreed that the words may be used.")
    desk.get_by_label("I have read the text").check()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator("main")).to_contain_text(SAID)
