"""Kinds of file a city keeps: renamed and removed with a trace, and what was imported stays."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.threats.conftest import make_city, make_person
from tests.threats.importing.tables import own

from hanse.accounts.models import AuditEntry, User
from hanse.cities.models import Affiliation, Authority, Standing
from hanse.threats.actions import import_jobs, importing
from hanse.threats.actions.saved_profiles import keep_profile
from hanse.threats.models import ImportRun, Observation, SavedProfile

LIST = b"number,day,kind\n1,2025-03-03,Jewish\n"


@pytest.fixture
def at_work(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def used(city: Authority, editor: User) -> ImportRun:
    run = importing.begin(city=city, person=editor, name="a.csv", content=LIST)
    keep_profile(run, editor, own())
    importing.choose(run, own())
    import_jobs.request_trial(run, editor)
    import_jobs.request_import(run, editor)
    return run


def page_of(kept: SavedProfile) -> str:
    return f"/threats/imports/kinds/{kept.record}/"


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_the_page_says_what_is_read_and_by_which_imports_it_was_used(
    at_work: Client, used: ImportRun
) -> None:
    kept = SavedProfile.objects.get()
    assert kept.get_absolute_url() in text(at_work, "/threats/imports/")

    seen = text(at_work, page_of(kept))

    assert "day, number, kind" in seen
    assert "1 import. It keeps the name" in seen
    assert used.get_absolute_url() in seen


def test_a_new_name_keeps_the_source_and_imports_keep_the_name_they_had(
    at_work: Client, used: ImportRun, city: Authority, editor: User
) -> None:
    kept = SavedProfile.objects.get()

    at_work.post(page_of(kept), {"name": "Police, monthly"})

    kept.refresh_from_db()
    used.refresh_from_db()
    assert (kept.name, kept.source, used.profile["name"]) == ("Police, monthly", "own", "Our list")
    assert "Our list" in text(at_work, used.get_absolute_url())
    entry = AuditEntry.objects.get(verb="rename a profile of files")
    assert (entry.person, entry.detail) == (editor.pk, {"source": "own"})
    again = importing.begin(city=city, person=editor, name="a.csv", content=LIST)
    importing.choose(again, own(name="Police, monthly"))
    import_jobs.request_trial(again, editor)
    again.refresh_from_db()
    assert again.found["change"]["same"] == 1


def test_removing_one_is_written_down_and_leaves_what_was_imported(
    at_work: Client, used: ImportRun
) -> None:
    kept = SavedProfile.objects.get()

    assert at_work.post(page_of(kept), {"remove": "yes"}).status_code == 302

    assert not SavedProfile.objects.exists()
    assert Observation.objects.filter(withdrawn_at=None).count() == 1
    assert "Our list" in text(at_work, used.get_absolute_url())
    assert AuditEntry.objects.get(verb="remove a profile of files").detail == {"source": "own"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "This field is required."),
        ("…", "Use letters or digits in the name."),
        ("Other", "Another kind of file you keep has this name."),
        ("STIX 2.1 bundle", "A kind of file that comes with Hanse has this name."),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    at_work: Client, used: ImportRun, editor: User, name: str, problem: str
) -> None:
    kept = SavedProfile.objects.get()
    keep_profile(used, editor, replace(own(), id="other", name="Other"))

    answer = at_work.post(page_of(kept), {"name": name})

    assert problem in answer.content.decode()
    kept.refresh_from_db()
    assert kept.name == "Our list"


def test_two_lists_without_a_name_of_their_own_are_kept_side_by_side(
    used: ImportRun, editor: User
) -> None:
    keep_profile(used, editor, replace(own(), id="own-2"))

    names = sorted(SavedProfile.objects.values_list("name", flat=True))
    assert names == ["Our list", "Our list (2)"]


def test_a_name_that_was_given_up_is_not_taken_for_the_old_kind(
    at_work: Client, city: Authority, editor: User
) -> None:
    run = importing.begin(city=city, person=editor, name="b.csv", content=LIST)
    keep_profile(run, editor, own(id="monthly", name="Monthly"))
    at_work.post(page_of(SavedProfile.objects.get()), {"name": "Yearly"})
    said = {"occurred": "day", "form": "%Y-%m-%d=day", "labels": ["kind"], "key": "number"}
    columns = f"{run.get_absolute_url()}columns/"

    refused = at_work.post(columns, {**said, "source_class": "police", "save_as": "Monthly"})
    at_work.post(columns, {**said, "source_class": "police", "save_as": "Yearly"})

    assert "was once called so" in refused.content.decode()
    assert [one.source for one in SavedProfile.objects.all()] == ["monthly"]


def test_editors_of_other_cities_find_nothing(used: ImportRun, client: Client) -> None:
    assert used.state
    kept = SavedProfile.objects.get()
    stranger = make_person(make_city("Bergen"), "bo")
    Affiliation.objects.filter(person=stranger).update(standing=Standing.EDITOR)
    client.force_login(stranger)

    assert client.get(page_of(kept)).status_code == 404
    assert client.post(page_of(kept), {"remove": "yes"}).status_code == 404
    assert SavedProfile.objects.exists()


def test_the_page_asks_the_database_little(at_work: Client, used: ImportRun) -> None:
    assert used.state
    page = page_of(SavedProfile.objects.get())
    with CaptureQueriesContext(connection) as queries:
        at_work.get(page)
    own_queries = [q["sql"] for q in queries.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(own_queries) <= 12, "\n".join(q[:150] for q in own_queries)


def test_who_may_not_import_is_told_who_does(client: Client, official: User) -> None:
    client.force_login(official)

    seen = text(client, "/threats/imports/")

    assert "Editors and stewards of your city import files" in seen
    assert "/threats/imports/new/" not in seen
    assert client.get("/threats/imports/new/").status_code == 404
