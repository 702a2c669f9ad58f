"""The secretariat's part of who comes: share the event, invite cities, remind, set the places."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app as procrastinate

from hanse.accounts.models import NetworkRole, User
from hanse.cities.models import Authority
from hanse.events import letters
from hanse.events.models import Event, Registration
from hanse.events.queries.attendance import recipients_of
from hanse.sharing import audit
from hanse.sharing.acting import as_system
from hanse.sharing.actions import relabel
from hanse.sharing.actors import actor_of
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Invited

WRITE = "events.write_invitations"
SHARED = (SharingLabel.AMBER, SharingLabel.GREEN, SharingLabel.CLEAR)
State = Registration.State
_WHY = "keep the places of an event"


class NotYoursError(PermissionError):
    """Only the secretariat plans and invites, and only a city's own people answer for it."""


class NotSharedError(ValueError):
    """Cities cannot be invited to an event they may not see."""


class CancelledError(ValueError):
    """Nobody is invited to an event that is cancelled, reminded of it, or answers."""


def need_secretariat(person: User) -> None:
    """Refuse everybody but the secretariat."""
    actor = actor_of(person)
    if not actor.mfa or actor.network_role != NetworkRole.SECRETARIAT:
        raise NotYoursError("Only the secretariat does this.")


@transaction.atomic
def invite(event: Event, cities: Collection[Authority], person: User) -> list[Registration]:
    """Invite cities that are not invited yet and have letters written; return what is new."""
    need_secretariat(person)
    if event.sharing_label not in SHARED:
        raise NotSharedError("Say first that the cities invited may see the event.")
    need_standing(event)
    with as_system(_WHY):
        there = dict(event.registrations.values_list("authority_id", "state"))
        wanted = {city.pk: city for city in cities if city.pk not in there}
        made = Registration.objects.bulk_create(
            Registration(event=event, authority=city) for city in wanted.values()
        )
        made += _renewed(event, [city for city in cities if there.get(city.pk) == State.WITHDRAWN])
        open_to_invited(event)
        for registration in made:
            audit.record("invite to an event", event, person, city=str(registration.authority_id))
    if made:
        procrastinate.configure_task(WRITE).defer(registrations=[row.pk for row in made])
    return made


def _renewed(event: Event, cities: Collection[Authority]) -> list[Registration]:
    """Invite cities anew whose invitation was taken back."""
    rows = event.registrations.filter(authority__in=cities)
    rows.update(
        state=State.INVITED,
        invited_at=timezone.now(),
        answered_at=None,
        reminded_at=None,
        withdrawn_at=None,
        withdrawn_because="",
        person=None,
        named=False,
    )
    return list(rows)


def need_standing(event: Event) -> None:
    """Refuse an event that is cancelled now, and let nobody else turn it or invite meanwhile."""
    if Event.objects.select_for_update().get(pk=event.pk).cancelled_on:
        raise CancelledError("The event is cancelled.")


def write_invitations(registrations: list[int]) -> None:
    """Post the letters of invitations; who has theirs gets no second one."""
    found = Registration.objects.filter(pk__in=registrations, state=State.INVITED)
    rows = list(found.select_related("event", "authority"))
    recipients = recipients_of(row.authority for row in rows)
    for row in rows:
        for to in recipients.get(row.authority_id, ()):
            letters.invitation(row, to)


@transaction.atomic
def remind(event: Event, person: User) -> int:
    """Write once more to the cities that have not answered, each once; return how many."""
    need_secretariat(person)
    need_standing(event)
    with as_system(_WHY):
        silent = unreminded(event).select_related("event", "authority")
        rows = list(silent.select_for_update(of=["self"]))
        recipients = recipients_of(row.authority for row in rows)
        for row in rows:
            for to in recipients.get(row.authority_id, ()):
                letters.reminder(row, to)
            audit.record("remind of an event", event, person, city=str(row.authority_id))
        Registration.objects.filter(pk__in=[row.pk for row in rows]).update(
            reminded_at=timezone.now()
        )
    return len(rows)


def unreminded(event: Event) -> QuerySet[Registration]:
    """Return the invitations that have neither answer nor reminder."""
    return Registration.objects.filter(event=event.pk, state=State.INVITED, reminded_at=None)


@transaction.atomic
def share(event: Event, label: SharingLabel, person: User) -> None:
    """Say who may see an event; cities that are invited to it go on seeing it."""
    need_secretariat(person)
    if label not in SHARED and event.registrations.exclude(state=State.WITHDRAWN).exists():
        raise NotSharedError("Cities are invited already, and may go on seeing the event.")
    if label != event.sharing_label:
        relabel(event, label, person)
        with as_system(_WHY):
            open_to_invited(event)


def open_to_invited(event: Event) -> None:
    """Let the cities invited to an AMBER event read it."""
    if event.sharing_label == SharingLabel.AMBER:
        standing = event.registrations.exclude(state=State.WITHDRAWN)
        cities = standing.values_list("authority_id", flat=True)
        rows = [Invited(record=event.record, authority_id=city) for city in cities]
        Invited.objects.bulk_create(rows, ignore_conflicts=True)
