"""Feedback without a name, and testimonials for as long as their author agrees."""

import pytest
from django.db import IntegrityError, transaction
from tests.events.room import Room

from hanse.events import models
from hanse.events.actions.attending import NotYoursError
from hanse.events.actions.voicing import (
    Answers,
    Praise,
    give_feedback,
    give_testimonial,
    publish_testimonial,
    withdraw_testimonial,
)
from hanse.events.actions.writing import NotInTheRoomError
from hanse.events.models import Feedback
from hanse.events.queries import room as reads
from hanse.sharing.acting import acting
from hanse.sharing.actors import PUBLIC, actor_of
from hanse.sharing.models import AuditEntry
from hanse.sharing.quotes import NotTheAuthorError, quote

pytestmark = pytest.mark.django_db
AGREED = "These words may be shown in public with my name, role and city."


def answer(room: Room, name: str, useful: int, **more: str) -> Feedback:
    person = room.fresh(name)
    with acting(actor_of(person)):
        return give_feedback(room.event, Answers(useful=useful, **more), person)


def praise(room: Room, name: str = "rita of Reno", rule: str = "named") -> models.Testimonial:
    person = room.fresh(name)
    said = Praise(words="It changed how we plan.", attribution=rule, consent=AGREED)
    with acting(actor_of(person)):
        return give_testimonial(room.event, said, person, key="a form")


def test_answers_are_read_by_the_secretariat_and_by_whoever_gave_them(room: Room) -> None:
    answer(room, "lena of Lublin", 4, takes_away="A checklist.")
    answer(room, "rita of Reno", 2)

    counts = {}
    for name in ("secretariat", "lena of Lublin", "boris of Bergen", "observer"):
        person = room.fresh(name)
        with acting(actor_of(person)):
            counts[name] = reads.feedback_for(room.event, person).count()
            assert Feedback.objects.count() == counts[name]

    assert counts == {"secretariat": 2, "lena of Lublin": 1, "boris of Bergen": 0, "observer": 0}
    assert set(Feedback.objects.values_list("attribution", "credit__name")) == {("chatham", None)}


def test_answering_again_replaces_the_answers(room: Room) -> None:
    first = answer(room, "lena of Lublin", 4)
    again = answer(room, "lena of Lublin", 5, change="More time.")

    assert (first.pk, Feedback.objects.get().useful) == (again.pk, 5)
    of_lena = AuditEntry.objects.filter(person=room.people["lena of Lublin"].pk)
    assert set(of_lena.values_list("verb", flat=True)) == {"add a way to sign in"}


def test_only_people_who_were_there_answer(room: Room) -> None:
    with pytest.raises(NotInTheRoomError):
        answer(room, "tom of Tartu", 1)
    with pytest.raises(NotInTheRoomError):
        praise(room, "tom of Tartu")


def shown_to_the_public(room: Room) -> list[str]:
    with acting(PUBLIC):
        assert set(models.Testimonial.objects.all()) == set(
            reads.testimonials_for(room.event, None)
        )
        return [quote(t, t.words, None).by for t in reads.testimonials_for(room.event, None)]


@pytest.mark.parametrize(
    ("rule", "line"),
    [("named", "rita of Reno, Mayor, Reno"), ("role", "Mayor, City"), ("chatham", "a participant")],
)
def test_a_testimonial_is_shown_as_agreed_once_the_secretariat_publishes_it(
    rule: str, line: str, room: Room
) -> None:
    said = praise(room, rule=rule)
    assert shown_to_the_public(room) == []

    with pytest.raises(NotYoursError):
        publish_testimonial(said, room.fresh("rita of Reno"))
    publish_testimonial(said, room.fresh("secretariat"))

    assert shown_to_the_public(room) == [line]
    assert said.consent == AGREED


@pytest.mark.parametrize("name", ["rita of Reno", "secretariat"])
def test_taking_consent_back_removes_words_and_name_and_keeps_that_it_was(
    name: str, room: Room
) -> None:
    said = praise(room)
    publish_testimonial(said, room.fresh("secretariat"))

    with acting(actor_of(room.fresh(name))):
        withdraw_testimonial(said, room.fresh(name))

    assert shown_to_the_public(room) == []
    kept = models.Testimonial.objects.get()
    assert (kept.words, kept.credit, kept.consent) == ("", {}, AGREED)
    with pytest.raises(ValueError, match="taken these words back"):
        publish_testimonial(kept, room.fresh("secretariat"))


def test_nobody_takes_back_for_somebody_else(room: Room) -> None:
    said = praise(room)

    with acting(actor_of(room.fresh("boris of Bergen"))), pytest.raises(NotTheAuthorError):
        withdraw_testimonial(said, room.fresh("boris of Bergen"))


def test_the_database_shows_no_words_whose_consent_ended(room: Room) -> None:
    said = praise(room)

    for change in ({"withdrawn_on": "2026-01-01"}, {"consent": ""}, {"sharing_label": "green"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            models.Testimonial.objects.filter(pk=said.pk).update(**change)
