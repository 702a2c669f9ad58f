"""A city's part of who comes: accept, decline, send somebody else, and the waiting list.

Places are counted over all cities, of which each sees its own alone; so what is allowed is
checked first, and the counting is the system's work.
"""

from django.db import transaction
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Role
from hanse.cities.queries import active_affiliations
from hanse.events import letters
from hanse.events.actions.inviting import CancelledError, NotYoursError, need_secretariat
from hanse.events.models import Event, Registration
from hanse.events.queries.attendance import Recipient, recipients_of
from hanse.sharing import audit
from hanse.sharing.acting import as_system
from hanse.sharing.actors import actor_of

State = Registration.State
_WHY = "keep the places of an event"


class FullError(ValueError):
    """More have accepted than the places that would be left."""


class OverError(ValueError):
    """An event that is over has nobody to expect."""


class WithdrawnError(ValueError):
    """An invitation that was taken back has no answer any more."""


def accept(registration: Registration, person: User, *, named: bool = False) -> Registration:
    """Come for one's city; when every place is taken, wait for one.

    `named` is one's word that one's own name may be listed.
    """
    _need_own(registration, person)
    return _answer(registration, person, coming=person, named=named)


def delegate(registration: Registration, to: User, person: User) -> Registration:
    """Send somebody else of the same city; an unanswered invitation is accepted with it."""
    _need_own(registration, person)
    own = active_affiliations(to).filter(authority=registration.authority_id)
    if not own.exclude(role=Role.PARTNER).exists():
        raise NotYoursError("Only somebody of the same city can come in your place.")
    held = _answer(registration, person, coming=to, named=False)
    if to != person:
        who = Recipient(to.get_full_name(), to.email, to.language)
        letters.sent_by_a_colleague(held, who, person.get_full_name())
    return held


@transaction.atomic
def decline(registration: Registration, person: User, *, reason: str = "") -> Registration:
    """Stay away; a place that becomes free goes to whoever waits longest."""
    _need_own(registration, person)
    with as_system(_WHY):
        event = _locked(registration.event_id)
        held = _standing(registration)
        held.reason = reason
        _write(held, State.DECLINED, None, person)
        fill(event, person)
    return held


@transaction.atomic
def consent(registration: Registration, person: User, *, named: bool) -> None:
    """Say of oneself whether one's name may be listed."""
    with as_system(_WHY):
        own = Registration.objects.filter(pk=registration.pk, person=person.pk)
        if not own.update(named=named):
            raise NotYoursError("Only who comes says whether their name may be listed.")
        audit.record("consent to be listed", registration.event, person, named=named)


@transaction.atomic
def set_capacity(event: Event, places: int | None, person: User) -> None:
    """Say how many can come, None for no limit; places that are added go to those who wait."""
    need_secretariat(person)
    with as_system(_WHY):
        held = Event.objects.select_for_update().get(pk=event.pk)
        taken = _taken(held)
        if places is not None and taken > places:
            raise FullError(f"{taken} have accepted already; that is more than {places}.")
        held.capacity = places
        held.save(update_fields=["capacity"])
        audit.record("set the places of an event", held, person, places=places)
        fill(held, person)
    event.capacity = places


@transaction.atomic
def _answer(registration: Registration, person: User, *, coming: User, named: bool) -> Registration:
    with as_system(_WHY):
        event = _locked(registration.event_id)
        held = _standing(registration)
        state = held.state
        if state not in (State.ACCEPTED, State.WAITING):
            state = State.ACCEPTED if _free(event) else State.WAITING
        held.named, held.reason = named, ""
        _write(held, State(state), coming, person)
    return held


def fill(event: Event, person: User) -> None:
    """Give free places to those who wait, the longest first, and tell them."""
    waiting = event.registrations.filter(state=State.WAITING).order_by("answered_at", "id")
    for registration in waiting.select_related("event", "authority", "person"):
        if not event.takes_answers() or not _free(event):
            return
        _write(registration, State.ACCEPTED, registration.person, person)
        for to in whom_to_tell(registration):
            letters.place_free(registration, to)


def whom_to_tell(registration: Registration) -> list[Recipient]:
    """Return who comes; when they have gone, those who look after the city's people."""
    if coming := registration.person:
        return [Recipient(coming.get_full_name(), coming.email, coming.language)]
    return recipients_of([registration.authority]).get(registration.authority_id, [])


def _write(held: Registration, state: State, coming: User | None, person: User) -> None:
    """Store an answer; who changes only the person keeps their place in the order."""
    before = held.state
    if before != state:
        held.state, held.answered_at = state, timezone.now()
    held.person = coming
    held.save(update_fields=["state", "answered_at", "person", "named", "reason"])
    detail = {"city": str(held.authority_id), "before": before, "after": str(state)}
    audit.record("answer an invitation", held.event, person, **detail)


def _locked(event_id: int) -> Event:
    """Return the event, so that nobody else gives out its places meanwhile."""
    event = Event.objects.select_for_update().get(pk=event_id)
    if event.is_over():
        raise OverError("The event is over.")
    if event.cancelled_on:
        raise CancelledError("The event is cancelled.")
    return event


def _standing(registration: Registration) -> Registration:
    """Return the invitation as it is now, unless it was taken back."""
    held = Registration.objects.get(pk=registration.pk)
    if held.state == State.WITHDRAWN:
        raise WithdrawnError("The invitation was taken back.")
    return held


def _taken(event: Event) -> int:
    return event.registrations.filter(state=State.ACCEPTED).count()


def _free(event: Event) -> bool:
    return event.capacity is None or _taken(event) < event.capacity


def _need_own(registration: Registration, person: User) -> None:
    actor = actor_of(person)
    if not actor.mfa or registration.authority_id not in actor.cities:
        raise NotYoursError("Only the city's own people answer its invitation.")
