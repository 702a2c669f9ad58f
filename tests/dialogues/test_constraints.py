"""What the database itself refuses."""

import datetime as dt
from typing import Any

import pytest
from django.db import Error, connection, transaction

from hanse.dialogues.models import Dialogue, Participant, Statement, Vote

pytestmark = pytest.mark.django_db


def refuses(name: str, write: Any) -> bool:
    """Tell whether a write fails on the constraint of this name."""
    with pytest.raises(Error) as failure, transaction.atomic():
        write()
    return name in str(failure.value)


def dialogue(**fields: Any) -> Dialogue:
    return Dialogue.objects.create(**{"slug": "here", "title": "Here", **fields})


def test_a_label_is_one_of_the_protocol() -> None:
    assert dialogue().sharing_label == "amber+strict"
    assert refuses("sharing_label_known", lambda: dialogue(slug="b", sharing_label="white"))


def test_a_dialogue_closes_after_it_opens() -> None:
    days = {"opened_on": dt.date(2026, 2, 1), "closed_on": dt.date(2026, 1, 1)}

    assert refuses("closes_after_it_opens", lambda: dialogue(**days))


def test_a_reference_is_used_once_in_a_dialogue() -> None:
    one, two = dialogue(), dialogue(slug="there")
    for host in (one, two):
        Statement.objects.create(dialogue=host, ref="1", position=0, text="More light.")
        Participant.objects.create(dialogue=host, ref="1", position=0)

    again = {"dialogue": one, "ref": "1", "position": 1}
    assert refuses("statement_ref_once", lambda: Statement.objects.create(**again))
    assert refuses("participant_ref_once", lambda: Participant.objects.create(**again))


def test_a_vote_is_one_of_three_has_its_place_and_is_never_rewritten() -> None:
    host = dialogue()
    statement = Statement.objects.create(dialogue=host, ref="1", position=0, text="More light.")
    person = Participant.objects.create(dialogue=host, ref="1", position=0)
    vote = {"dialogue": host, "statement": statement, "participant": person}
    Vote.objects.create(**vote, value=1, sequence=0)

    assert refuses("vote_value_known", lambda: Vote.objects.create(**vote, value=2, sequence=1))
    assert refuses("vote_sequence_once", lambda: Vote.objects.create(**vote, value=0, sequence=0))
    assert refuses("a vote is an event", lambda: Vote.objects.update(value=-1))
    assert Vote.objects.get().value == 1


def test_the_app_role_cannot_empty_the_table() -> None:
    def truncate() -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE dialogues_vote")

    assert refuses("permission denied", truncate)
