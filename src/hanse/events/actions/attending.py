"""Who comes to an event: invite, accept, decline, send somebody else, and the waiting list.

Places are counted over all cities, of which each sees its own alone; so what is allowed is
checked first, and the counting is the system's work.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from hanse.accounts.models import NetworkRole, User
from hanse.cities.models import Authority, Role
from hanse.cities.queries import active_affiliations
from hanse.events.models import Event, Registration
from hanse.sharing import audit
from hanse.sharing.acting import as_system
from hanse.sharing.actors import actor_of

State = Registration.State
_WHY = "keep the places of an event"


class NotYoursError(PermissionError):
    """Only the secretariat invites, and only a city's own people answer for it."""


class FullError(ValueError):
    """More have accepted than the places that would be left."""


@transaction.atomic
def invite(event: Event, cities: Iterable[Authority], person: User) -> list[Registration]:
    """Invite cities that are not invited yet; return the new invitations."""
    _need_secretariat(person)
    with as_system(_WHY):
        there = set(event.registrations.values_list("authority_id", flat=True))
        wanted = {city.pk: city for city in cities if city.pk not in there}
        made = Registration.objects.bulk_create(
            Registration(event=event, authority=city) for city in wanted.values()
        )
        for registration in made:
            audit.record("invite to an event", event, person, city=str(registration.authority_id))
    return made


def accept(registration: Registration, person: User) -> Registration:
    """Come for one's city; when every place is taken, wait for one."""
    _need_own(registration, person)
    return _answer(registration, person, coming=person)


def delegate(registration: Registration, to: User, person: User) -> Registration:
    """Send somebody else of the same city; an unanswered invitation is accepted with it."""
    _need_own(registration, person)
    own = active_affiliations(to).filter(authority=registration.authority_id)
    if not own.exclude(role=Role.PARTNER).exists():
        raise NotYoursError("Only somebody of the same city can come in your place.")
    return _answer(registration, person, coming=to)


@transaction.atomic
def decline(registration: Registration, person: User) -> Registration:
    """Stay away; a place that becomes free goes to whoever waits longest."""
    _need_own(registration, person)
    with as_system(_WHY):
        event = _locked(registration.event_id)
        held = Registration.objects.get(pk=registration.pk)
        _write(held, State.DECLINED, None, person)
        _fill(event, person)
    return held


@transaction.atomic
def set_capacity(event: Event, places: int | None, person: User) -> None:
    """Say how many can come, None for no limit; places that are added go to those who wait."""
    _need_secretariat(person)
    with as_system(_WHY):
        held = _locked(event.pk)
        taken = _taken(held)
        if places is not None and taken > places:
            raise FullError(f"{taken} have accepted already; that is more than {places}.")
        held.capacity = places
        held.save(update_fields=["capacity"])
        audit.record("set the places of an event", held, person, places=places)
        _fill(held, person)
    event.capacity = places


@transaction.atomic
def _answer(registration: Registration, person: User, *, coming: User) -> Registration:
    with as_system(_WHY):
        event = _locked(registration.event_id)
        held = Registration.objects.get(pk=registration.pk)
        state = held.state
        if state not in (State.ACCEPTED, State.WAITING):
            state = State.ACCEPTED if _free(event) else State.WAITING
        _write(held, State(state), coming, person)
    return held


def _fill(event: Event, person: User) -> None:
    """Give free places to those who wait, the longest first."""
    waiting = event.registrations.filter(state=State.WAITING).order_by("answered_at", "id")
    for registration in waiting:
        if not _free(event):
            return
        _write(registration, State.ACCEPTED, registration.person, person)


def _write(held: Registration, state: State, coming: User | None, person: User) -> None:
    """Store an answer; who changes only the person keeps their place in the order."""
    before = held.state
    if before != state:
        held.state, held.answered_at = state, timezone.now()
    held.person = coming
    held.save(update_fields=["state", "answered_at", "person"])
    detail = {"city": str(held.authority_id), "before": before, "after": str(state)}
    audit.record("answer an invitation", held.event, person, **detail)


def _locked(event_id: int) -> Event:
    """Return the event, so that nobody else gives out its places meanwhile."""
    return Event.objects.select_for_update().get(pk=event_id)


def _taken(event: Event) -> int:
    return event.registrations.filter(state=State.ACCEPTED).count()


def _free(event: Event) -> bool:
    return event.capacity is None or _taken(event) < event.capacity


def _need_secretariat(person: User) -> None:
    actor = actor_of(person)
    if not actor.mfa or actor.network_role != NetworkRole.SECRETARIAT:
        raise NotYoursError("Only the secretariat invites and sets the places.")


def _need_own(registration: Registration, person: User) -> None:
    actor = actor_of(person)
    if not actor.mfa or registration.authority_id not in actor.cities:
        raise NotYoursError("Only the city's own people answer its invitation.")
