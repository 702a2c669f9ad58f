"""`hanse verify` is content with a sound house, and names each thing that is not."""

import os
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.home.test_front_page import edition

from hanse.cities.models import Authority, Membership
from hanse.dialogues.models import Dialogue
from hanse.events.models import Event, Registration
from hanse.findings.models import BriefFile
from hanse.home.verifying import CHECKS, verify
from hanse.sharing.acting import as_system


def failures() -> dict[str, tuple[str, ...]]:
    return {check.what: check.against for check in verify() if check.against}


@pytest.mark.django_db
def test_a_sound_house_passes_every_check() -> None:
    edition(2)
    Dialogue.objects.create(slug="open", title="Open", sharing_label="clear")

    assert failures() == {}
    assert len(list(verify())) == len(CHECKS)


@pytest.mark.django_db
def test_a_red_record_for_nobody_is_named() -> None:
    Dialogue.objects.create(slug="red", title="Red", sharing_label="red")

    assert failures() == {"every RED record names its people": ("dialogues_dialogue: 1 of 1",)}


@pytest.mark.django_db
def test_too_many_guests_are_named() -> None:
    event = Event.objects.create(
        slug="full", title="Full", starts_on="2026-01-01", precision="day", format="panel",
        rule="public", online=True, capacity=1,
    )  # fmt: skip
    for name in ("Oslo", "Essen"):
        city = Authority.objects.create(
            slug=name, name=name, country="NO", membership=Membership.MEMBER
        )
        Registration.objects.create(
            event=event, authority=city, state="accepted", answered_at="2026-01-01T00:00Z"
        )

    assert failures() == {"no event has more guests than places": ("full: 2 for 1",)}


@pytest.mark.django_db
def test_a_brief_that_changed_after_it_was_published_is_named() -> None:
    brief = BriefFile.objects.create(
        edition=edition(1), version="1.0", format="pdf", content=b"other", sha256="0" * 64, size=5
    )

    assert failures() == {
        "published briefs are the bytes they were": (f"brief {brief.pk} has changed",)
    }


HARM = (
    "ALTER TABLE dialogues_dialogue DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {history} DISABLE TRIGGER append_only",
    "DELETE FROM home_searchentry",
)
MEND = (
    "ALTER TABLE dialogues_dialogue ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {history} ENABLE TRIGGER append_only",
    "SELECT search_rebuild_dialogue()",
)


@pytest.mark.django_db(transaction=True)
def test_what_an_owner_switched_off_or_lost_is_named() -> None:
    with as_system("a test"):
        Dialogue.objects.create(slug="open", title="Open", sharing_label="clear")
    with as_owner() as owner:
        trigger = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'"
        [table, *_more] = [name for (name,) in owner.execute(trigger).fetchall()]
        for statement in HARM:
            owner.execute(statement.format(history=table))
        try:
            with as_system("a test"):
                found = failures()
        finally:
            for statement in MEND:
                owner.execute(statement.format(history=table))

    assert found == {
        "every shared table is guarded by the one rule": ("dialogues_dialogue is switched off",),
        "history is added to, never rewritten": (f"{table} is switched off",),
        "the search says what the records say": ("dialogue: 1",),
    }


def as_owner() -> "psycopg.Connection[tuple[Any, ...]]":
    name = connection.settings_dict["NAME"]
    address = {"host": os.environ["HANSE_PGHOST"], "user": "hanse_owner", "dbname": name}
    return psycopg.connect(**address, autocommit=True)
