"""A city hands over a file of its own, sees its trend, imports it and takes it back."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from tests.journeys.seeing import show, shut_out
from tests.threats.conftest import make_city, make_person

from hanse.cities.models import Affiliation, Standing
from hanse.sharing.acting import as_system
from hanse.threats.models import Observation

START = "/threats/imports/"
SIZES = list(product((360, 1280), ("light", "dark")))
GRUND = ("Antisemitismus", "Rechts", "Islamfeindlich, Rassismus", "Neues Wort", "Roma")


def table() -> bytes:
    """Write a table as a German office would."""
    rows = ["Vorgangsnummer;Tatdatum;Themenfeld;Delikt"]
    for n in range(240):
        day, month = n % 28 + 1, n % 12 + 1
        year = 2022 + n // 80
        rows.append(f"A-{n};{day:02d}.{month:02d}.{year};{GRUND[n % 5]};Sachbeschädigung")
    rows.append("A-900;gestern;Rechts;Beleidigung")
    return ("\n".join(rows) + "\n").encode()


@pytest.fixture
def at_work(page: Page, context: BrowserContext, base_url: str) -> Page:
    with as_system("a journey"):
        editor = make_person(make_city(), "aino")
        Affiliation.objects.update(standing=Standing.EDITOR)
        client = Client()
        client.force_login(editor)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
    return page


@pytest.fixture
def sound(at_work: Page) -> Callable[[str], None]:
    def check(what: str) -> None:
        for width, theme in SIZES:
            show(at_work, width, theme)
            assert (what, shut_out(at_work)) == (what, [])

    return check


def hand_over(at_work: Page, file: Path, sound: Callable[[str], None]) -> None:
    """Upload the file, and say what its columns mean."""
    at_work.goto(START)
    sound("empty list")
    at_work.get_by_role("link", name="Import a file").click()
    sound("new")
    at_work.get_by_label("File", exact=True).set_input_files(file)
    at_work.get_by_role("button", name="Read the file").press("Enter")
    expect(at_work.locator("h1")).to_have_text("What the columns mean")
    sound("columns")
    at_work.get_by_label("Keep this for the next file as").fill("Monthly list")
    at_work.get_by_role("button", name="Read the file this way").press("Enter")


def test_a_city_imports_its_own_list_without_anybody_s_help(
    at_work: Page, sound: Callable[[str], None], tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(table())
    hand_over(at_work, file, sound)
    expect(at_work.get_by_text("How each label develops")).to_be_visible()
    sound("preview")
    at_work.get_by_role("link", name="Say what they mean").click()
    sound("words")
    at_work.get_by_label("“Neues Wort”").select_option("anti-migrant")
    at_work.get_by_role("button", name="Read the file again").click()
    at_work.get_by_label("Leave out the rows that cannot be used (1)").check()
    at_work.get_by_role("button", name="Import", exact=True).click()
    expect(at_work.get_by_text("What the import changed")).to_be_visible()
    sound("done")
    with as_system("a journey"):
        assert Observation.objects.filter(withdrawn_at=None).count() == 240
    at_work.goto(START)
    sound("list")
    at_work.get_by_role("link", name="list.csv").click()
    at_work.get_by_text("Take this import back").click()
    at_work.get_by_role("button", name="Take it back").click()
    expect(at_work.get_by_text("Taken back on")).to_be_visible()
    sound("taken back")
