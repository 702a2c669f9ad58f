"""An event is cancelled, takes place after all or moves, and an invitation is taken back.

Everybody invited hears of each turn by one letter, and calendars by a higher revision.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app as procrastinate

from hanse.accounts.models import User
from hanse.events import letters
from hanse.events.actions.attending import fill, whom_to_tell
from hanse.events.actions.inviting import CancelledError, need_secretariat
from hanse.events.actions.planning import DATES
from hanse.events.models import Event, Precision, Registration, Turn
from hanse.events.queries.attendance import Recipient, recipients_of
from hanse.sharing import audit
from hanse.sharing.acting import as_system
from hanse.sharing.actions import uninvite
from hanse.sharing.labels import SharingLabel

WRITE = "events.write_of_a_turn"
State = Registration.State
_WHY = "tell who is invited to an event what becomes of it"


class NotThatWayError(ValueError):
    """An event is cancelled once and before it is over; only a cancelled one is reinstated."""


@transaction.atomic
def cancel(event: Event, person: User, *, reason: str) -> Turn:
    """Let an event not take place; nobody can be invited to it or answer any more."""
    held = _held(event, person)
    if not held.takes_answers():
        raise NotThatWayError("Only an event that is to come can be cancelled.")
    held.cancelled_on = timezone.localdate()
    made = _turned(held, Turn.What.CANCELLED, reason, person)
    held.save(update_fields=["cancelled_on", "revision"])
    event.cancelled_on, event.revision = held.cancelled_on, held.revision
    return made


@transaction.atomic
def reinstate(event: Event, person: User, *, reason: str) -> Turn:
    """Let a cancelled event take place after all; every answer stands as it was."""
    held = _held(event, person)
    if held.cancelled_on is None or held.is_over():
        raise NotThatWayError("Only a cancelled event that is to come can be reinstated.")
    held.cancelled_on = None
    made = _turned(held, Turn.What.REINSTATED, reason, person)
    held.save(update_fields=["cancelled_on", "revision"])
    event.cancelled_on, event.revision = None, held.revision
    with as_system(_WHY):
        fill(held, person)
    return made


@transaction.atomic
def move(event: Event, dates: dict[str, Any], person: User, *, reason: str) -> Turn | None:
    """Give an event other dates, its agenda with it; answers stand until somebody changes them."""
    held = _held(event, person)
    if held.cancelled_on:
        raise CancelledError("Reinstate the event first.")
    before = {name: getattr(held, name) for name in DATES}
    if all(before[name] == dates[name] for name in DATES):
        return None
    made = _turned(held, Turn.What.MOVED, reason, person)
    for name in DATES:
        setattr(held, name, dates[name])
        setattr(event, name, dates[name])
    held.save(update_fields=[*DATES, "revision"])
    event.revision = held.revision
    _move_agenda(held, before["starts_on"])
    return made


@transaction.atomic
def withdraw(registration: Registration, person: User, *, reason: str) -> Registration:
    """Take an invitation back, answered or not; its place goes to whoever waits longest."""
    need_secretariat(person)
    with as_system(_WHY):
        event = Event.objects.select_for_update().get(pk=registration.event_id)
        found = Registration.objects.select_related("event", "authority", "person")
        held = found.get(pk=registration.pk)
        if held.state == State.WITHDRAWN:
            return held
        before, told = held.state, _told([held])[held.pk]
        held.state, held.withdrawn_at, held.withdrawn_because = (
            State.WITHDRAWN,
            timezone.now(),
            reason,
        )
        held.reason, held.named = "", False
        held.revision += 1
        held.save()
        if event.sharing_label == SharingLabel.AMBER:
            uninvite(event, held.authority, person)
        for to in told:
            letters.taken_back(held, to)
        detail = {"city": str(held.authority_id), "before": before}
        audit.record("take back an invitation to an event", event, person, **detail)
        fill(event, person)
    return held


def write_of_a_turn(turn: int) -> None:
    """Post the letters about a turn to everybody who is invited; each is posted once."""
    made = Turn.objects.select_related("event").get(pk=turn)
    rows = made.event.registrations.exclude(state=State.WITHDRAWN)
    invited = list(rows.select_related("event", "authority", "person"))
    recipients = _told(invited)
    for row in invited:
        for to in recipients[row.pk]:
            letters.turn(made, row, to)


def _told(rows: list[Registration]) -> dict[int, list[Recipient]]:
    """Return whom to write to about each invitation: whom it was written to, and who comes."""
    recipients = recipients_of(row.authority for row in rows)
    found = {}
    for row in rows:
        people = {to.email: to for to in recipients.get(row.authority_id, ())}
        if row.person:
            people |= {to.email: to for to in whom_to_tell(row)}
        found[row.pk] = list(people.values())
    return found


def _held(event: Event, person: User) -> Event:
    need_secretariat(person)
    return Event.objects.select_for_update().get(pk=event.pk)


def _turned(event: Event, what: Turn.What, reason: str, person: User) -> Turn:
    """Write a turn down with the dates of before, and have the letters written."""
    event.revision += 1
    dates = {name: getattr(event, name) for name in DATES}
    made = Turn.objects.create(event=event, what=what, reason=reason, **dates)
    audit.record(_VERBS[what], event, person)
    procrastinate.configure_task(WRITE).defer(turn=made.pk)
    return made


def _move_agenda(event: Event, began: dt.date) -> None:
    """Move every session by as many days; where the day is not known, none is."""
    last = event.ends_on or event.starts_on
    for session in event.session_list.exclude(day=None):
        assert session.day is not None  # noqa: S101 - asked for above
        day = session.day + (event.starts_on - began)
        inside = event.precision == Precision.DAY and event.starts_on <= day <= last
        session.day = day if inside else None
        if session.day is None:
            session.starts_at = session.ends_at = None
        session.save(update_fields=["day", "starts_at", "ends_at"])


_VERBS = {
    Turn.What.CANCELLED: "cancel an event",
    Turn.What.REINSTATED: "reinstate an event",
    Turn.What.MOVED: "move an event",
}
