"""What the pages of a room show: its notes, feedback, testimonials and documents."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hanse.events.models import Document, Event, Feedback, Note, Testimonial
from hanse.events.queries import room as reads
from hanse.shared.paging import page_of
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.quotes import Quote, quote_each

PER_PAGE = 50
FEWEST_ANSWERS = 5  # fewer would let readers guess whose answer is whose
TYPE_NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "png": "PNG"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution with what may be shown of it; nothing when it is not for quotation."""

    row: Any
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class File:
    """A document in a list."""

    row: Document
    kind: str
    label: str


def trail(event: Event) -> list[dict[str, str]]:
    """Return the way from the list of events to the event."""
    return [
        {"address": reverse("events:events"), "label": _("Events")},
        {"address": event.get_absolute_url(), "label": event.title},
    ]


def base(event: Event, person: Person) -> dict[str, Any]:
    """Return what every page of a room knows."""
    actor = actor_of(person)
    return {
        "event": event,
        "trail": trail(event),
        "chatham": event.rule == Event.Rule.CHATHAM_HOUSE,
        "in_room": reads.is_in_the_room(event, person),
        "is_secretariat": _is_secretariat(actor),
    }


def notes_page(event: Event, request: HttpRequest) -> dict[str, Any]:
    """Return the notes a reader may see, by session; the order within tells nothing."""
    person = request.user
    ordered = reads.notes_for(event, person).order_by(
        F("session__position").asc(nulls_last=True), "record"
    )
    page = page_of(ordered, request.GET, PER_PAGE, whole=True)
    shown = [*_shown(list(page), person)]
    by_session = groupby(shown, key=lambda one: one.row.session)
    return base(event, person) | {
        "page": page,
        "groups": [(session, list(notes)) for session, notes in by_session],
    }


def told_beside(event: Event, person: Person) -> dict[str, Any]:
    """Return what an event's own page says of its room, in as few questions as there is to tell."""
    told = reads.told_of(event, person)
    return {
        "told": told,
        "in_room": told.in_room,
        "is_secretariat": _is_secretariat(actor_of(person)),
        "documents": files(event, person) if told.documents else [],
        "voices": public_voices(event, person) if told.testimonials else [],
    }


def files(event: Event, person: Person) -> list[File]:
    """Return the documents a reader may open."""
    return [
        File(row, TYPE_NAMES[row.kind], row.sharing_label.upper())
        for row in reads.documents_for(event, person)
    ]


def public_voices(event: Event, person: Person) -> list[Shown]:
    """Return the testimonials that are shown to everybody."""
    published = reads.testimonials_for(event, person).filter(sharing_label="clear")
    return [*_shown(list(published), person)]


def voices_page(event: Event, person: Person) -> dict[str, Any]:
    """Return the testimonials a reader may see; the secretariat also those that wait."""
    return base(event, person) | {
        "voices": [*_shown(list(reads.testimonials_for(event, person)), person)]
    }


def answers_page(event: Event, person: Person) -> dict[str, Any]:
    """Return the feedback once enough have answered."""
    answers = list(reads.feedback_for(event, person))
    enough = len(answers) >= FEWEST_ANSWERS
    counted = Counter(answer.useful for answer in answers)
    return base(event, person) | {
        "enough": enough,
        "number": len(answers),
        "fewest": FEWEST_ANSWERS,
        "useful": [(choice.label, counted[choice.value]) for choice in Feedback.Useful],
        "taken": [(a.language, a.takes_away) for a in answers if a.takes_away] if enough else [],
        "changes": [(a.language, a.change) for a in answers if a.change] if enough else [],
    }


def _shown(rows: list[Note] | list[Testimonial], person: Person) -> list[Shown]:
    quotes = quote_each([(row, row.words) for row in rows], person)
    return [Shown(row, quoted) for row, quoted in zip(rows, quotes, strict=True)]


def _is_secretariat(actor: Actor) -> bool:
    return actor.mfa and actor.network_role == "secretariat"
