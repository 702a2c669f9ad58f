"""What people say of a meeting afterwards: feedback without a name, testimonials by consent."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hanse.accounts.models import NetworkRole, User
from hanse.events.actions.inviting import need_secretariat
from hanse.events.actions.writing import (
    NotInTheRoomError,
    coming_for,
    own,
    record_for,
    store_signed,
)
from hanse.events.models import Event, Feedback, Testimonial
from hanse.events.queries.room import feedback_for, is_in_the_room, signed_by
from hanse.sharing import audit
from hanse.sharing.actors import PUBLIC, actor_of
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody answers about a meeting."""

    useful: int
    takes_away: str = ""
    change: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Praise:
    """Words for the public, how their author is shown, and the sentence they agreed to."""

    words: str
    attribution: str
    consent: str
    language: str = "en"


def give_feedback(event: Event, answers: Answers, person: User) -> Feedback:
    """Store one's answers; sent again they replace the earlier ones."""
    if not is_in_the_room(event, person):
        raise NotInTheRoomError("Only people who were there give feedback.")
    columns = {
        "useful": answers.useful,
        "takes_away": answers.takes_away,
        "change": answers.change,
        "language": answers.language,
    }
    held = own_feedback(event, person)
    if held is None:
        made = Feedback(
            event=event,
            record=record_for(person, "feedback", event.pk),
            simulated=event.simulated,
            **columns,
        )
        held = store_signed(made, person, None)
    for name, value in columns.items():
        setattr(held, name, value)
    held.save(update_fields=list(columns))
    return held


def own_feedback(event: Event, person: User) -> Feedback | None:
    """Return the answers a person gave before."""
    return feedback_for(event, person).filter(signed_by(person)).first()


def give_testimonial(event: Event, praise: Praise, person: User, *, key: object) -> Testimonial:
    """Store words with the consent to show them; the secretariat publishes them or does not."""
    if not is_in_the_room(event, person):
        raise NotInTheRoomError("Only people who were there give testimonials.")
    made = Testimonial(
        event=event,
        record=record_for(person, "testimonial", key),
        words=praise.words,
        attribution=praise.attribution,
        consent=praise.consent,
        language=praise.language,
        agreed_on=timezone.localdate(),
        simulated=event.simulated,
    )
    return store_signed(made, person, coming_for(event, person))


@transaction.atomic
def publish_testimonial(testimonial: Testimonial, person: User) -> Testimonial:
    """Show words whose author agrees to it."""
    need_secretariat(person)
    held = Testimonial.objects.select_for_update().get(pk=testimonial.pk)
    if held.withdrawn_on:
        raise ValueError("The author has taken these words back.")
    audit.record("publish a testimonial", held, person)
    held.sharing_label = SharingLabel.CLEAR
    held.save(update_fields=["sharing_label"])
    return held


@transaction.atomic
def withdraw_testimonial(testimonial: Testimonial, person: User) -> Testimonial:
    """End a consent: the words and whom they named are gone; that they were agreed to is kept.

    The author does it, or the secretariat for somebody who asks.
    """
    if actor_of(person).network_role == NetworkRole.SECRETARIAT:
        need_secretariat(person)
        held = Testimonial.objects.get(pk=testimonial.pk)
    else:
        held = own(Testimonial, testimonial, person)
    audit.record("take back a testimonial", held, PUBLIC)
    held.words, held.credit, held.attribution = "", {}, Attribution.CHATHAM
    held.sharing_label, held.withdrawn_on = SharingLabel.AMBER_STRICT, timezone.localdate()
    held.save()
    return held
