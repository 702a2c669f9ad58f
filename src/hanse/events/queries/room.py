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
    """Which of the things told of a meeting there are for a reader."""

    notes: bool
    report: bool
    documents: bool
    testimonials: bool


def is_in_the_room(event: Event, person: Person) -> bool:
    """Tell whether somebody comes for a city, writes for the room, or runs the network."""
    actor = actor_of(person)
    if not actor.mfa or actor.person_id is None:
        return False
    if actor.network_role == NetworkRole.SECRETARIAT:
        return True
    coming = registrations_for(person).filter(event=event, person=actor.person_id, state=_COMING)
    return coming.exists() or _is_rapporteur(event, person)


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
    """Say in one query what there is to read about a meeting."""
    here = Event.objects.filter(pk=event.pk)
    mine = {"event": OuterRef("pk")}
    found = here.values_list(
        Exists(readable(Note.objects.filter(**mine), actor_of(person))),
        Exists(reports_for(person).filter(**mine)),
        Exists(readable(Document.objects.filter(**mine), actor_of(person))),
        Exists(readable(Testimonial.objects.filter(**mine, withdrawn_on=None), actor_of(person))),
    )
    return Told(*(found.first() or (False,) * 4))


def _is_rapporteur(event: Event, person: Person) -> bool:
    return Rapporteur.objects.filter(event=event, person=actor_of(person).person_id).exists()
