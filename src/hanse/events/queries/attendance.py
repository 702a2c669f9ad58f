"""Reads of invitations: whom to write to, who waits for what, and what a city may see of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models import Q, QuerySet

from hanse.accounts.models import User
from hanse.cities.models import Authority, Contact, Standing
from hanse.cities.queries import people_of
from hanse.events.models import CalendarKey, Registration
from hanse.events.queries.events import (
    registrations_for,
    visible_to,
)
from hanse.events.queries.whole import with_lists
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing.acting import as_system
from hanse.sharing.actors import Person, actor_of

State = Registration.State
_TOLD_TO_THE_NETWORK = (SharingLabel.CLEAR, SharingLabel.GREEN)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who hears of an invitation for a city; `account` tells whether they can sign in."""

    name: str
    email: str
    language: str
    account: bool = True


def recipients_of(cities: Iterable[Authority]) -> dict[uuid.UUID, list[Recipient]]:
    """Return whom to write to in each city: its stewards, else its editors, else its contacts.

    Everybody else of the city comes before contacts: they can answer, contacts have no account.
    """
    wanted = list(cities)
    found: dict[uuid.UUID, list[Recipient]] = {}
    ranks: dict[uuid.UUID, dict[str, list[Recipient]]] = defaultdict(lambda: defaultdict(list))
    for place in people_of(wanted):
        who = Recipient(place.person.get_full_name(), place.person.email, place.person.language)
        ranks[place.authority_id][place.standing].append(who)
    for city, ranked in ranks.items():
        order = (Standing.STEWARD, Standing.EDITOR, Standing.MEMBER)
        found[city] = next(ranked[standing] for standing in order if ranked[standing])
    silent = [city.pk for city in wanted if city.pk not in found]
    contacts = Contact.objects.filter(
        authority__in=silent, sharing_label__in=_TOLD_TO_THE_NETWORK
    ).exclude(email="")
    for contact in contacts.order_by("authority_id", "post"):
        who = Recipient(contact.name or contact.post, contact.email, "en", account=False)
        found.setdefault(contact.authority_id, []).append(who)
    return found


def own_registrations(person: Person) -> QuerySet[Registration]:
    """Return the invitations of a person's cities, those of the soonest event first."""
    return (
        registrations_for(person)
        .filter(authority__in=actor_of(person).cities, event__in=visible_to(person))
        .select_related("event", "authority", "person")
        .order_by("event__starts_on", "authority__name")
    )


def with_whole_events(rows: Iterable[Registration], person: Person) -> list[Registration]:
    """Return registrations with all that is known of their events, in a handful of queries."""
    found = list(rows)
    visible = visible_to(person).filter(pk__in=[row.event_id for row in found])
    events = {event.pk: event for event in with_lists(visible)}
    for row in found:
        row.event = events[row.event_id]
    return found


@dataclass(frozen=True, slots=True)
class Queue:
    """How many places are free, None without a limit, and how many cities come before this one."""

    free: int | None
    before: int


def queue_of(registration: Registration) -> Queue:
    """Return where a city stands among all, of whom it learns no more than these two numbers."""
    earlier = Q(answered_at__lt=registration.answered_at) | Q(
        answered_at=registration.answered_at, pk__lt=registration.pk
    )
    waiting = registration.state == State.WAITING
    ahead = Q(state=State.WAITING) & earlier if waiting else Q(pk__isnull=True)
    with as_system("tell a city its place in the queue"):
        counted = Registration.objects.filter(event=registration.event_id).aggregate(
            taken=Number("pk", filter=Q(state=State.ACCEPTED)), before=Number("pk", filter=ahead)
        )
    places = registration.event.capacity
    free = None if places is None else max(places - counted["taken"], 0)
    return Queue(free, counted["before"])


def colleagues_of(registration: Registration, person: User) -> list[User]:
    """Return who else of the same city could come."""
    others = people_of([registration.authority]).exclude(person=person)
    return [place.person for place in others]


def person_with_key(token_hash: bytes) -> User | None:
    """Return whose calendar an address opens; suspended people have none."""
    key = CalendarKey.objects.filter(
        token_hash=token_hash, person__is_active=True, person__suspended_at=None
    )
    found = key.select_related("person").first()
    return found.person if found else None
