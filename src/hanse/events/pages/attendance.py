"""What a city sees of its invitations, and what anybody sees of who comes."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from hanse.accounts.models import User
from hanse.accounts.rules import is_secretariat
from hanse.events.forms.answering import AnswerForm, ConsentForm
from hanse.events.models import Event, Registration
from hanse.events.queries.attendance import own_registrations, queue_of
from hanse.events.queries.participants import Participants, anybody_comes
from hanse.events.wording import date_words, place_words, turn_words, turns_of
from hanse.shared.countries import country_name
from hanse.shared.paging import page_of
from hanse.sharing.actors import Person

State = Registration.State
OVER_ON_A_PAGE = 25
_COMES = (State.ACCEPTED, State.WAITING)


@dataclass(frozen=True, slots=True)
class Line:
    """An invitation in a city's list: the event, when and where, and what became of it."""

    registration: Registration
    when: str
    where: str
    state: str


def own_page(registrations: list[Registration], query: QueryDict) -> dict[str, Any]:
    """Return a person's invitations: what wants an answer, what is answered, off, or over."""
    coming = [row for row in registrations if not row.event.is_over()]
    over = [_line(row) for row in registrations if row.event.is_over()][::-1]
    standing = [row for row in coming if not _is_off(row)]
    return {
        "open": [_line(row) for row in standing if row.state == State.INVITED],
        "answered": [_line(row) for row in standing if row.state != State.INVITED],
        "off": [_line(row) for row in coming if _is_off(row)],
        "over": page_of(over, query, OVER_ON_A_PAGE),
    }


def beside_event(event: Event, person: User | AnonymousUser) -> dict[str, Any]:
    """Return what an event's page offers this reader beside what is known of the event."""
    own = list(own_registrations(person).filter(event=event)) if isinstance(person, User) else []
    return {
        "own": [(row, state_words(row, _queue_before(row), person)) for row in own],
        "plans": is_secretariat(person),
        "listed": (own or not event.is_over()) and anybody_comes(event, person, own),
    }


def answer_page(
    registration: Registration, person: Person, form: AnswerForm, consent: ConsentForm
) -> dict[str, Any]:
    """Return an invitation, what became of it, and the question."""
    event, queue = registration.event, queue_of(registration)
    own = isinstance(person, User) and registration.person_id == person.pk
    return {
        "registration": registration,
        "event": event,
        "city": registration.authority,
        "sharing": event.sharing_label.upper(),
        "when": date_words(event),
        "where": place_words(event),
        "over": event.is_over(),
        "cancelled": event.cancelled_on is not None,
        "closed": _is_off(registration) or event.is_over(),
        "turns": [turn_words(turn) for turn in turns_of(event)],
        "state": state_words(registration, queue.before, person),
        "left": _left_words(queue.free),
        "form": form,
        "consent": consent if own and registration.state in _COMES else None,
    }


def state_words(registration: Registration, before: int, person: Person) -> str:
    """Say what became of an invitation, to whoever asks; `before` cities wait longer."""
    city = registration.authority.name
    if registration.state == State.INVITED:
        return gettext("%(city)s has not answered yet.") % {"city": city}
    if registration.state == State.WITHDRAWN:
        return gettext("The invitation of %(city)s was taken back.") % {"city": city}
    if registration.state == State.DECLINED:
        return gettext("Nobody comes for %(city)s.") % {"city": city}
    if isinstance(person, User) and registration.person_id == person.pk:
        who = gettext("You come for %(city)s.") % {"city": city}
    else:
        name = str(registration.person or gettext("Somebody"))
        who = gettext("%(name)s comes for %(city)s.") % {"name": name, "city": city}
    return f"{who} {_queue_words(registration, before)}".strip()


def participants_page(event: Event, listed: Participants) -> dict[str, Any]:
    """Return who comes, as far as this reader may know."""
    return {
        "event": event,
        "sharing": event.sharing_label.upper(),
        "when": date_words(event),
        "where": place_words(event),
        "listed": listed,
        "rows": participant_rows(listed),
    }


def participant_rows(listed: Participants) -> list[dict[str, str]]:
    """Return the list as texts: for the page, for paper and to take along."""
    return [
        {
            "city": one.city.name,
            "kind": str(one.city.get_kind_display()),
            "country": country_name(one.city.country),
            "name": one.name,
        }
        for one in listed.coming
    ]


def _is_off(registration: Registration) -> bool:
    return registration.state == State.WITHDRAWN or registration.event.cancelled_on is not None


def _line(registration: Registration) -> Line:
    event = registration.event
    state = str(registration.get_state_display())
    if event.cancelled_on and registration.state != State.WITHDRAWN:
        state = gettext("Cancelled")
    return Line(registration, date_words(event), place_words(event), state)


def _queue_before(registration: Registration) -> int:
    """Return how many wait longer; only who waits has a queue to ask for."""
    return queue_of(registration).before if registration.state == State.WAITING else 0


def _queue_words(registration: Registration, before: int) -> str:
    if registration.state != State.WAITING:
        return ""
    if before == 0:
        return gettext("Every place is taken: you are on the waiting list, and the next in turn.")
    return ngettext(
        "Every place is taken: you are on the waiting list, and %(number)s city is before you.",
        "Every place is taken: you are on the waiting list, and %(number)s cities are before you.",
        before,
    ) % {"number": before}


def _left_words(left: int | None) -> str:
    if left is None:
        return ""
    if left == 0:
        return gettext("Every place is taken. Whoever says yes now waits for one.")
    return ngettext("%(number)s place is free.", "%(number)s places are free.", left) % {
        "number": left
    }
