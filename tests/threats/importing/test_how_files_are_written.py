"""Where letters, separator or sheet are guessed wrong, a person says it, on the web and beyond."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.cli import build_parser
from hanse.threats.models import ImportRun, Observation, SavedProfile

START = "/threats/imports/"
POLISH = "numer;dzień;rodzaj\n1;2025-03-03;Żydzi\n2;2025-03-04;Żydzi\n"
NYPD = (
    "Full Complaint ID;Record Create Date;Offense Description;Bias Motive Description\n"
    "1;03/09/2022;ASSAULT, THEN MORE, AND ON;ANTI-BLACK\n"
)


@pytest.fixture
def at_work(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def hand_over(client: Client, city: Authority, content: bytes, name: str = "list.csv") -> ImportRun:
    file = SimpleUploadedFile(name, content)
    client.post(f"{START}new/", {"city": str(city.pk), "file": file})
    return ImportRun.objects.latest("pk")


def workbook() -> bytes:
    book = Workbook()
    book.active.title = "About"
    book.active.append(["These are the incidents of a year"])
    sheet = book.create_sheet("Incidents")
    for row in NYPD.strip().split("\n"):
        sheet.append(row.split(";"))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_letters_are_looked_at_and_put_right_before_the_columns_are_said(
    at_work: Client, city: Authority
) -> None:
    run = hand_over(at_work, city, POLISH.encode("cp1250"))
    page = f"{run.get_absolute_url()}written/"
    assert "¯ydzi" in at_work.get(page).content.decode()

    seen = at_work.post(page, {"encoding": "cp1250", "look": "1"}).content.decode()
    columns = at_work.post(page, {"encoding": "cp1250", "use": "1"}).headers["Location"]

    assert "Żydzi" in seen
    assert columns.endswith("columns/?encoding=cp1250")
    assert "Żydzi" in at_work.get(columns).content.decode()
    said = {"occurred": "dzień", "form": "%Y-%m-%d=day", "labels": ["rodzaj"], "key": "numer"}
    at_work.post(columns, {**said, "source_class": "police", "save_as": "Lista"})
    run.refresh_from_db()
    assert (run.state, list(run.unknown)) == ("checked", ["Żydzi"])


def test_what_was_said_is_known_for_the_next_file_of_its_kind(
    at_work: Client, city: Authority
) -> None:
    run = hand_over(at_work, city, POLISH.encode("cp1250"))
    columns = f"{run.get_absolute_url()}columns/?encoding=cp1250&separator=semicolon"
    said = {"occurred": "dzień", "form": "%Y-%m-%d=day", "labels": ["rodzaj"], "key": "numer"}
    at_work.post(columns, {**said, "source_class": "police", "save_as": "Lista"})

    again = hand_over(at_work, city, POLISH.encode("cp1250"))

    assert (again.state, list(again.unknown)) == ("checked", ["Żydzi"])
    assert SavedProfile.objects.get().definition["written"] == {
        "encoding": "cp1250",
        "separator": ";",
        "sheet": "",
    }


def test_a_known_kind_is_found_once_the_sheet_is_chosen(at_work: Client, city: Authority) -> None:
    run = hand_over(at_work, city, workbook(), "book.xlsx")
    page = f"{run.get_absolute_url()}written/"
    assert '<option value="Incidents">' in at_work.get(page).content.decode()
    assert "encoding" not in at_work.get(page).content.decode()

    answer = at_work.post(page, {"sheet": "Incidents", "use": "1"})

    run.refresh_from_db()
    assert answer.headers["Location"] == run.get_absolute_url()
    assert (run.profile["id"], run.found["incidents"]) == ("nypd", 1)


def test_a_choice_that_does_not_fit_says_which_line_cannot_be_read(
    at_work: Client, city: Authority
) -> None:
    run = hand_over(at_work, city, POLISH.encode("cp1250"))
    page = f"{run.get_absolute_url()}written/"

    seen = at_work.post(page, {"encoding": "utf-8", "use": "1"}).content.decode()

    assert "Written this way, the file cannot be read" in seen
    assert "Row 1:" in seen
    assert "its letters are not UTF-8" in seen


def test_a_file_that_cannot_be_read_offers_to_say_how_it_is_written(
    at_work: Client, city: Authority
) -> None:
    run = hand_over(at_work, city, b"day,kind,kind\n2025-03-03;x,Jewish,y\n")
    assert run.state == "failed"

    page = at_work.get(run.get_absolute_url()).content.decode()

    assert "two columns are named “kind”" in page
    assert f"{run.get_absolute_url()}written/" in page


def test_the_command_line_is_told_the_same(city: Authority, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook())
    command = ["import-incidents", str(file), "--city", city.slug, "--sheet", "Incidents"]
    parsed = build_parser().parse_args(command)

    assert parsed.run(parsed) is None

    assert Observation.objects.count() == 1
