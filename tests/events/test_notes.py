"""Notes of the room: who writes, who reads, and that nothing tells who spoke."""

import uuid

import pytest
from django.db import DatabaseError, transaction
from tests.events.room import Room, build_room

from hanse.events.actions.attending import NotYoursError
from hanse.events.actions.writing import (
    NotInTheRoomError,
    Said,
    appoint_rapporteur,
    attributions_for,
    change_note,
    dismiss_rapporteur,
    withdraw_note,
)
from hanse.events.models import Note, Rapporteur
from hanse.events.queries.room import notes_for
from hanse.sharing.acting import acting
from hanse.sharing.actors import PUBLIC, actor_of
from hanse.sharing.models import Attribution, AuditEntry, Authorship
from hanse.sharing.quotes import NotTheAuthorError

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "lena of Lublin", "boris of Bergen", "rita of Reno", "romy of Reno", "tom of Tartu",
    "rapporteur", "secretariat", "observer",
)  # fmt: skip


def readers(room: Room, note: Note) -> set[str]:
    """Return who can read a note, once by the query and once by the database alone."""
    found = set()
    for name in EVERYBODY:
        person = room.fresh(name)
        with acting(actor_of(person)):
            by_query = notes_for(room.event, person).filter(pk=note.pk).exists()
            assert Note.objects.filter(pk=note.pk).exists() == by_query
        found |= {name} if by_query else set()
    return found


THE_ROOM = {"lena of Lublin", "boris of Bergen", "rita of Reno", "rapporteur"}
MEMBERS = {"lena of Lublin", "boris of Bergen", "rita of Reno", "romy of Reno", "tom of Tartu"}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("amber+strict", {"lena of Lublin", "secretariat"}),
        ("amber", {"lena of Lublin", "boris of Bergen", "rita of Reno", "romy of Reno"}
         | {"secretariat"}),
        ("red", THE_ROOM),
        ("green", MEMBERS | {"secretariat"}),
        ("clear", set(EVERYBODY)),
    ],
)  # fmt: skip
def test_a_note_is_read_by(label: str, expected: set[str], room: Room) -> None:
    note = room.write(sharing_label=label)

    assert readers(room, note) == expected
    with acting(PUBLIC):
        assert Note.objects.exists() == (label == "clear")


def test_who_comes_later_reads_no_red_note_of_before(room: Room) -> None:
    note = room.write(sharing_label="red")
    with acting(actor_of(room.fresh("secretariat"))):
        appoint_rapporteur(room.event, room.people["tom of Tartu"], room.fresh("secretariat"))

    assert "tom of Tartu" not in readers(room, note)


@pytest.mark.parametrize("name", ["romy of Reno", "tom of Tartu", "observer"])
def test_who_is_not_in_the_room_writes_nothing(name: str, room: Room) -> None:
    with pytest.raises(NotInTheRoomError):
        room.write(name)


@pytest.mark.parametrize("name", ["lena of Lublin", "rapporteur", "secretariat"])
def test_who_is_in_the_room_writes(name: str, room: Room) -> None:
    assert room.write(name).owner is None


def test_a_second_factor_is_needed_to_write(room: Room) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=room.people["lena of Lublin"]).delete()

    with pytest.raises(NotInTheRoomError):
        room.write("lena of Lublin")


def test_sending_twice_stores_one_note(room: Room) -> None:
    key = uuid.uuid4()

    first = room.write(key=key)
    again = room.write(key=key)
    of_another = room.write("boris of Bergen", key=key)

    assert first.pk == again.pk != of_another.pk
    assert Note.objects.count() == 2


def test_under_the_chatham_house_rule_nobody_is_named(room: Room) -> None:
    assert attributions_for(room.event) == (Attribution.CHATHAM, Attribution.NO_QUOTE)
    for rule in ("named", "role"):
        with pytest.raises(ValueError, match="rule of the meeting"):
            room.write(attribution=rule)


@pytest.mark.parametrize(
    ("rule", "first"), [("public", "named"), ("members", "role"), ("unknown", "chatham")]
)
def test_other_meetings_begin_with_their_own_rule(rule: str, first: str, programmes: None) -> None:
    del programmes
    event = build_room(rule).event

    assert attributions_for(event)[0] == first
    assert set(attributions_for(event)) == set(Attribution)


def test_a_named_note_shows_for_which_city_somebody_came(programmes: None) -> None:
    del programmes
    note = build_room("public").write(attribution="named")

    assert note.credit == {"name": "lena of Lublin", "role": "Practitioner", "city": "Lublin"}


def test_neither_note_nor_audit_says_who_wrote_or_when(room: Room) -> None:
    lena = room.people["lena of Lublin"]
    note = room.write()

    assert note.credit == {}
    assert not any(field.get_internal_type() in {"DateField", "DateTimeField", "TimeField"}
                   for field in Note._meta.get_fields() if field.concrete)  # fmt: skip
    entry = AuditEntry.objects.get(verb="write a note")
    assert (entry.person, entry.detail, str(note.record) in entry.target) == (None, {}, False)
    of_lena = AuditEntry.objects.filter(person=lena.pk)
    assert set(of_lena.values_list("verb", flat=True)) == {"add a way to sign in"}


def test_the_order_of_notes_is_not_that_of_writing(room: Room) -> None:
    written = [room.write(words=f"Note {number}.").pk for number in range(12)]

    with acting(actor_of(room.fresh("secretariat"))):
        listed = [note.pk for note in notes_for(room.event, room.fresh("secretariat"))]

    assert sorted(listed) == sorted(written)
    assert listed != written


def test_authors_change_their_own_note_and_nobody_else_does(room: Room) -> None:
    note = room.write()
    lena, boris = room.fresh("lena of Lublin"), room.fresh("secretariat")
    better = Said(words="Said better.", addressee="network", attribution="no-quote",
                  sharing_label="green")  # fmt: skip

    with acting(actor_of(boris)), pytest.raises(NotTheAuthorError):
        change_note(note, better, boris)
    with acting(actor_of(lena)):
        change_note(note, better, lena)
        assert Authorship.objects.get(record=note.record).attribution == "no-quote"

    kept = Note.objects.get(pk=note.pk)
    assert (kept.words, kept.sharing_label, kept.attribution) == (
        "Said better.", "green", "no-quote",
    )  # fmt: skip


def test_a_red_note_stays_red_and_no_other_becomes_red(room: Room) -> None:
    lena = room.fresh("lena of Lublin")
    red, strict = room.write(sharing_label="red"), room.write(words="Another.")

    with acting(actor_of(lena)):
        assert change_note(red, Said(words="x", sharing_label="clear"), lena).sharing_label == "red"
        kept = change_note(strict, Said(words="y", sharing_label="red"), lena)

    assert kept.sharing_label == "amber+strict"


def test_taking_a_note_back_leaves_neither_words_nor_signature(room: Room) -> None:
    note = room.write()
    lena = room.fresh("lena of Lublin")

    with acting(actor_of(room.fresh("boris of Bergen"))), pytest.raises(NotTheAuthorError):
        withdraw_note(note, room.fresh("boris of Bergen"))
    with acting(actor_of(lena)):
        withdraw_note(note, lena)
        assert not Authorship.objects.filter(record=note.record).exists()

    assert not Note.objects.exists()


def test_the_secretariat_alone_appoints_rapporteurs(room: Room) -> None:
    tom, sec = room.people["tom of Tartu"], room.fresh("secretariat")
    with pytest.raises(NotYoursError):
        appoint_rapporteur(room.event, tom, room.fresh("rita of Reno"))
    rita = actor_of(room.fresh("rita of Reno"))
    with acting(rita), pytest.raises(DatabaseError), transaction.atomic():
        Rapporteur.objects.create(event=room.event, person=tom)

    with acting(actor_of(sec)):
        made = appoint_rapporteur(room.event, tom, sec)
        assert appoint_rapporteur(room.event, tom, sec) == made
    assert room.write("tom of Tartu").pk
    with acting(actor_of(sec)):
        dismiss_rapporteur(made, sec)
    with pytest.raises(NotInTheRoomError):
        room.write("tom of Tartu")
