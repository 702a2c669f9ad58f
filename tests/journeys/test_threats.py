"""A city hands over its own file, is warned, publishes a safe table and prints its alignment."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.outside import everything_read_by
from tests.journeys.toronto import toronto_file
from tests.journeys.visitors import Doors
from tests.shared.documents.reading import pdf_words
from tests.threats.conftest import make_person

from hanse.cities.models import Affiliation, Authority, Membership, Standing
from hanse.sharing.acting import as_system

RELIGION, RACE = "RELIGION_BIAS", "RACE_BIAS"


@pytest.fixture
def doors(transactional_db: None, browser: Browser, base_url: str) -> Iterator[Doors]:  # noqa: ARG001 - asks for its effect
    """Open the house."""
    yield Doors(browser, base_url)
    for context in list(browser.contexts):
        context.close()


@pytest.fixture
def editor(doors: Doors) -> Page:
    """Sign in as an editor of Toronto."""
    with as_system("a journey"):
        toronto = Authority.objects.create(
            slug="toronto", name="Toronto", country="CA", membership=Membership.MEMBER
        )
        person = make_person(toronto, "aino")
        Affiliation.objects.update(standing=Standing.EDITOR)
    return doors.open_for(person)


def test_a_city_imports_is_warned_publishes_and_prints(
    editor: Page, doors: Doors, tmp_path: Path, work_off_jobs: Callable[[], None]
) -> None:
    _import(editor, toronto_file(tmp_path))
    work_off_jobs()
    _see_trend_and_warning(editor)
    _publish(editor, work_off_jobs)
    _print_alignment(editor)

    stranger = doors.open()
    table = stranger.request.get("/threats/shared/toronto/table.csv").text()
    values = [row["value"] for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))]
    assert any(values)
    assert [value for value in values if value and int(value) % 5] == []
    outside = everything_read_by(stranger, "/threats/shared/", under="/threats/", words="Toronto")
    assert [
        path for path, text in outside.items() if "GO-20" in text or "Street workers" in text
    ] == []
    assert {path for path in outside if path.startswith("/threats/shared/toronto/table")}


def _import(page: Page, file: Path) -> None:
    page.goto("/threats/imports/")
    page.get_by_role("link", name="Import a file").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("link", name="Read the columns another way").click()
    for column in (RELIGION, RACE):
        page.get_by_role("checkbox", name=column).check()
    page.get_by_label("Number of the incident").select_option("EVENT_UNIQUE_ID")
    page.get_by_label("Who recorded it?").select_option("police")
    page.get_by_role("button", name="Read the file this way").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("What the import changed")).to_be_visible()


def _see_trend_and_warning(page: Page) -> None:
    page.get_by_role("link", name="See the trend").click()
    expect(page.locator("main")).to_contain_text("The record ends with the week of 2")
    for word in ("Antisemitism", "Anti-Black racism"):
        expect(page.get_by_role("link", name=f"{word} over three years")).to_be_visible()
    page.get_by_role("link", name="Warnings").click()
    page.get_by_role("link", name="Episodes in the city").click()
    row = page.get_by_role("row").filter(has_text="Antisemitism").filter(has_text="October 2023")
    expect(row.first).to_be_visible()


def _publish(page: Page, work_off_jobs: Callable[[], None]) -> None:
    page.get_by_role("link", name="Shared picture").click()
    page.get_by_role("link", name="Publish counts of Toronto").click()
    page.get_by_role("button", name="See what would go out").click()
    expect(page.get_by_role("heading", name="Your counts are being looked through")).to_be_visible()
    work_off_jobs()
    page.get_by_label("everyone").check()  # the page has looked again by itself
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("h1")).to_have_text("What Toronto shares")
    expect(page.locator("main")).to_contain_text("Version 1")


def _print_alignment(page: Page) -> None:
    page.goto("/threats/")
    page.get_by_role("link", name="Threat and resources").click()
    page.get_by_role("link", name="Add a measure").click()
    page.get_by_label("Measure", exact=True).fill("Street workers")
    page.get_by_label("Year").fill("2023")
    page.get_by_label("Amount").fill("100000")
    page.get_by_label("Currency").fill("CAD")
    for row, category in enumerate(("Antisemitism", "Racism, ethnic hate"), 1):
        page.get_by_label(f"Category {row}", exact=True).select_option(label=category)
        page.get_by_label(f"Per cent for category {row}").fill("50")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Alignment 2023")
    answer = page.request.get(str(page.get_by_role("link", name="PDF").get_attribute("href")))
    words = pdf_words(answer.body())
    assert "Threat and resources in Toronto" in words
    assert "Antisemitism" in words
