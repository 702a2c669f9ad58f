"""Importing in the browser: hand over, look, import, take back; nobody else's files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.threats.conftest import make_city, make_person

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Standing
from hanse.threats import furnish_imports
from hanse.threats.models import Confirmation, ImportRun, Observation, SavedProfile

START = "/threats/imports/"
NYPD = b"""Full Complaint ID,Record Create Date,Offense Description,Bias Motive Description
1,03/09/2022,ASSAULT 3 & RELATED OFFENSES,ANTI-BLACK
2,01/31/2021,CRIMINAL MISCHIEF & RELATED OF,ANTI-MARTIAN
"""
OWN = "Vorgang;Tatdatum;Themenfeld\n7;24.02.2025;Antisemitismus\n8;25.02.2025;Neues Wort\n"
PLACES = b"""date,location,state,community_id,category_en
2015-08-21,Heidenau,Sachsen,146280160160,assault
2015-08-22,Aarhus,Sachsen,146120000000,arson
"""


@pytest.fixture
def at_work(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def hand_over(client: Client, city: Authority, content: bytes, **more: str) -> str:
    file = SimpleUploadedFile("list.csv", content)
    answer = client.post(f"{START}new/", {"city": str(city.pk), "file": file, **more})
    return str(answer.headers["Location"])


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_file_is_read_looked_at_imported_and_taken_back(at_work: Client, city: Authority) -> None:
    page = hand_over(at_work, city, NYPD)

    seen = text(at_work, page)
    assert "2 rows, 2 incidents" in " ".join(seen.replace("\n", " ").split())
    assert "ANTI-MARTIAN" in seen
    assert not Observation.objects.exists()

    at_work.post(page, {"import": "", "complete": "on"})

    assert Observation.objects.filter(withdrawn_at=None).count() == 2
    assert Confirmation.objects.count() == 1
    assert "Take this import back" in text(at_work, page)

    at_work.post(page, {"undo": ""})

    assert not Observation.objects.filter(withdrawn_at=None).exists()
    assert "Taken back on" in text(at_work, page)


def test_the_columns_of_an_unknown_table_are_said_once_and_kept(
    at_work: Client, city: Authority
) -> None:
    columns = hand_over(at_work, city, OWN.encode())
    assert columns.endswith("/columns/")
    assert '<option value="Tatdatum" selected>' in text(at_work, columns)

    said = {
        "occurred": "Tatdatum",
        "form": "%d.%m.%Y=day",
        "labels": ["Themenfeld"],
        "key": "Vorgang",
        "source_class": "police",
        "save_as": "Monthly list",
    }
    page = at_work.post(columns, said).headers["Location"]

    run = ImportRun.objects.get()
    assert (run.state, run.profile["id"], run.found["incidents"]) == ("checked", "monthly-list", 2)
    again = hand_over(at_work, city, OWN.encode())
    assert again not in {page, columns}
    assert ImportRun.objects.order_by("-pk")[0].profile["id"] == "monthly-list"


def test_a_word_is_given_its_meaning_and_known_the_next_time(
    at_work: Client, city: Authority
) -> None:
    page = hand_over(at_work, city, NYPD)

    words = text(at_work, f"{page}words/")
    assert "“ANTI-MARTIAN”, 1 time" in words
    at_work.post(f"{page}words/", {"word-0": "anti-migrant", "keep": "on"})

    run = ImportRun.objects.get()
    assert (run.unknown, run.found["categories"]["anti-migrant"]) == ({}, 1)
    assert SavedProfile.objects.get().definition["id"] == "nypd"
    hand_over(at_work, city, NYPD)
    assert ImportRun.objects.order_by("-pk")[0].unknown == {}


def test_of_a_file_of_many_places_the_city_takes_its_own(at_work: Client, city: Authority) -> None:
    page = hand_over(at_work, city, PLACES)

    found = ImportRun.objects.get()
    assert (found.place, found.found["incidents"], found.found["elsewhere"]) == ("14612", 1, 1)

    at_work.post(page, {"again": "", "place": "14"})

    found.refresh_from_db()
    assert (found.place, found.found["incidents"]) == ("14", 2)


def test_rows_with_errors_are_listed_and_left_out_only_on_purpose(
    at_work: Client, city: Authority
) -> None:
    page = hand_over(at_work, city, NYPD + b"3,31/31/2021,ARSON,ANTI-JEWISH\n")

    assert "“31/31/2021” is not a date" in text(at_work, page)
    assert "3,31/31" not in text(at_work, f"{page}errors.csv")
    assert text(at_work, f"{page}errors.csv").startswith("\ufeffrow,column,problem")
    at_work.post(page, {"import": ""})
    assert not Observation.objects.exists()

    at_work.post(page, {"import": "", "without_errors": "on"})

    assert Observation.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"\x00\xff\x00", b"a\n"])
def test_what_is_no_table_is_refused_with_a_reason(
    at_work: Client, city: Authority, content: bytes
) -> None:
    file = SimpleUploadedFile("list.csv", content)

    answer = at_work.post(f"{START}new/", {"city": str(city.pk), "file": file}, follow=True)

    assert answer.status_code == 200
    assert not Observation.objects.exists()


def test_a_file_thrown_away_leaves_nothing(at_work: Client, city: Authority) -> None:
    page = hand_over(at_work, city, NYPD)

    assert at_work.post(page, {"discard": ""}).headers["Location"] == START

    assert not ImportRun.objects.exists()


def test_a_run_that_is_being_worked_on_looks_again_by_itself(
    at_work: Client, city: Authority
) -> None:
    page = hand_over(at_work, city, NYPD)
    ImportRun.objects.update(state="importing", rows_expected=10, rows_done=4)

    seen = text(at_work, page)

    assert '<meta http-equiv="refresh" content="2">' in seen
    assert 'value="40"' in seen
    assert at_work.get(f"{page}columns/").status_code == 404


def test_a_member_who_edits_nothing_and_another_city_s_editor_find_no_import(
    at_work: Client, city: Authority, client: Client
) -> None:
    page = hand_over(at_work, city, NYPD)
    bergen = make_city("Bergen")
    stranger = make_person(bergen, "bo")
    client.force_login(stranger)
    assert "list.csv" not in text(client, START)

    Affiliation.objects.filter(person=stranger).update(standing=Standing.EDITOR)

    assert client.get(START).status_code == 200
    for address in (page, f"{page}columns/", f"{page}words/", f"{page}errors.csv"):
        assert client.get(address).status_code == 404
    assert client.post(page, {"import": ""}).status_code == 404
    file = SimpleUploadedFile("list.csv", NYPD)
    answer = client.post(f"{START}new/", {"city": str(city.pk), "file": file})
    assert answer.status_code == 200
    assert ImportRun.objects.count() == 1


def test_each_page_asks_the_database_little(at_work: Client, city: Authority) -> None:
    page = hand_over(at_work, city, NYPD)
    hand_over(at_work, city, NYPD)

    for address in (START, f"{START}new/", page, f"{page}columns/", f"{page}words/"):
        with CaptureQueriesContext(connection) as queries:
            at_work.get(address)
        own = [q for q in queries.captured_queries if "SAVEPOINT" not in q["sql"]]
        assert len(own) <= 12, (address, [q["sql"][:90] for q in own])


def test_the_demonstration_has_a_file_to_decide_on(at_work: Client, city: Authority) -> None:
    Authority.objects.filter(pk=city.pk).update(slug="bratislava")

    furnish_imports.furnish()
    furnish_imports.furnish()

    run = ImportRun.objects.get()
    assert (run.state, run.simulated, run.found["rows"]) == ("checked", True, 181)
    assert (list(run.unknown), len(run.errors)) == (["Football tension"], 1)
    assert "Simulated" in text(at_work, run.get_absolute_url())


def test_a_city_cannot_name_its_list_like_one_of_ours(at_work: Client, city: Authority) -> None:
    columns = hand_over(at_work, city, OWN.encode())
    said = {
        "occurred": "Tatdatum",
        "form": "%d.%m.%Y=day",
        "labels": ["Themenfeld"],
        "source_class": "police",
        "save_as": "NYPD",
    }

    answer = at_work.post(columns, said)

    assert "A kind of file that comes with Hanse has this name." in answer.content.decode()
    assert not SavedProfile.objects.exists()
