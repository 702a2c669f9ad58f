"""Reads of the room: who is in it, and what of its words, files and voices somebody may see."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from hanse.accounts.models import NetworkRole, User
from hanse.events.models import (
    Document,
    Event,
    Feedback,
    Note,
    Rapporteur,
    Registration,
    Report,
    Testimonial,
)
from hanse.events.queries.events import registrations_for
from hanse.sharing.acting import as_system
from hanse.sharing.actors import Person, actor_of
from hanse.sharing.models import Authorship
from hanse.sharing.policy import readable

_COMING = Registration.State.ACCEPTED


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody who was there: the people, and the cities they came for."""

    people: tuple[User, ...]
    cities: frozenset[uuid.UUID]
    city_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Which of the things told of a meeting there are for a reader, and whether they are of it."""

    notes: bool
    report: bool
    documents: bool
    testimonials: bool
    in_room: bool


def is_in_the_room(event: Event, person: Person) -> bool:
    """Tell whether somebody comes for a city, writes for the room, or runs the network."""
    if _runs_the_network(person):
        return True
    coming, writing = _places_of(person, event=event)
    return coming.values("event").union(writing.values("event")).exists()


def room_of(event: Event) -> Room:
    """Return who is in the room; for work that no page shows, such as addressing a RED note."""
    with as_system("see who is in the room"):
        accepted = Registration.objects.filter(event=event, state=_COMING)
        coming = list(accepted.select_related("person", "authority"))
        writing = list(Rapporteur.objects.filter(event=event).select_related("person"))
    known = {row.person for row in coming} | {row.person for row in writing}
    there = {person for person in known if person and person.is_active}
    return Room(
        tuple(sorted(there, key=lambda person: person.pk)),
        frozenset(row.authority_id for row in coming),
        tuple(sorted(row.authority.name for row in coming)),
    )


def notes_for(event: Event, person: Person) -> QuerySet[Note]:
    """Return the notes of a meeting somebody may read, in an order that tells nothing."""
    return readable(Note.objects.filter(event=event), actor_of(person)).select_related("session")


def reports_for(person: Person) -> QuerySet[Report]:
    """Return the reports somebody may read; drafts are for the secretariat alone."""
    shown = readable(Report.objects.all(), actor_of(person))
    if actor_of(person).network_role == NetworkRole.SECRETARIAT:
        return shown
    return shown.filter(status=Report.Status.PUBLISHED)


def documents_for(event: Event, person: Person) -> QuerySet[Document]:
    """Return the files of a meeting somebody may open, without their bytes."""
    return readable(Document.objects.filter(event=event), actor_of(person)).defer("content")


def testimonials_for(event: Event, person: Person) -> QuerySet[Testimonial]:
    """Return the testimonials somebody may read that are not taken back."""
    return readable(Testimonial.objects.filter(event=event, withdrawn_on=None), actor_of(person))


def feedback_for(event: Event, person: Person) -> QuerySet[Feedback]:
    """Return the answers about a meeting somebody may read: the secretariat all, others theirs."""
    return readable(Feedback.objects.filter(event=event), actor_of(person))


def signed_by(person: Person) -> Q:
    """Keep what a person wrote; the database shows the signatures of others to nobody."""
    mine = Authorship.objects.filter(person=actor_of(person).person_id)
    return Q(record__in=mine.values("record"))


def told_of(event: Event, person: Person) -> Told:
    """Say in one query what there is to read about a meeting, and whether one is in its room."""
    here = Event.objects.filter(pk=event.pk)
    mine = {"event": OuterRef("pk")}
    coming, writing = _places_of(person, **mine)
    found = here.values_list(
        Exists(readable(Note.objects.filter(**mine), actor_of(person))),
        Exists(reports_for(person).filter(**mine)),
        Exists(readable(Document.objects.filter(**mine), actor_of(person))),
        Exists(readable(Testimonial.objects.filter(**mine, withdrawn_on=None), actor_of(person))),
        Exists(coming),
        Exists(writing),
    )
    notes, report, documents, voices, comes, writes = found.first() or (False,) * 6
    in_room = comes or writes or _runs_the_network(person)
    return Told(notes, report, documents, voices, in_room)


def _runs_the_network(person: Person) -> bool:
    actor = actor_of(person)
    return actor.mfa and actor.network_role == NetworkRole.SECRETARIAT


def _places_of(
    person: Person, **event: object
) -> tuple[QuerySet[Registration], QuerySet[Rapporteur]]:
    """Return somebody's own places in the room of an event: coming for a city, or writing."""
    actor = actor_of(person)
    coming = registrations_for(person).filter(person=actor.person_id, state=_COMING, **event)
    writing = Rapporteur.objects.filter(person=actor.person_id, **event)
    return coming, writing if actor.mfa else writing.none()
