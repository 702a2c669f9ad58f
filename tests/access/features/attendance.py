"""Addresses of invitations to events, of who comes, and of people's own calendars."""

from collections.abc import Mapping
from typing import Any

from tests.access.cast import READERS
from tests.access.features.events import event
from tests.access.house import House
from tests.access.kinds import READS, WRITES, Case, Visit, page
from tests.sharing.rule import NETWORK, Something

_MEMBERS = Something("GREEN", NETWORK)
_NETWORK = frozenset(n for n, who in READERS.items() if who and not who.suspended) - {
    "national observer"
}


def _meeting(house: House, rule: str) -> Any:
    """Store an event for members to which the member comes for their city, and another city."""
    from django.utils import timezone

    from hanse.events.models import Event, Registration

    held = event(house, _MEMBERS, house.words(_NETWORK))
    Event.objects.filter(pk=held.pk).update(rule=rule)
    for name, city in house.cities.items():
        who = house.people["member"] if name == "Aarhus" else None
        Registration.objects.create(
            event=held,
            authority=city,
            state="accepted",
            person=who,
            answered_at=timezone.now(),
            named=True,
        )
    return held


def _invitations(house: House) -> Mapping[str, Case]:
    """Return the invitations of one event: each city sees its own."""
    slug = _meeting(house, "members").slug
    return {
        "own": Case({"slug": slug, "city": "aarhus"}, seen_by=house.inside("Aarhus") - _PLAIN),
        "another city's": Case({"slug": slug, "city": "boston"}, seen_by=frozenset()),
        "non-existent": Case({"slug": slug, "city": "atlantis"}, there=False),
    }


def _lists(house: House, *, to_take_along: bool) -> Mapping[str, Case]:
    """Return a meeting for members, and one of which only the room knows who came."""
    members = {"slug": _meeting(house, "members").slug}
    room = {"slug": _meeting(house, "chatham-house").slug}
    known = frozenset({"member", "secretariat"})
    return {
        "own": Case(members, seen_by=_NETWORK),
        "of the room": Case(room, seen_by=known, there=not to_take_along),
        "non-existent": Case({"slug": "no-meeting"}, there=False),
    }


def _calendars(house: House) -> Mapping[str, Case]:
    """Return the secret address of the member's own calendar."""
    from hanse.events.actions.calendars import make_calendar_key

    return {
        "there": Case({"token": make_calendar_key(house.people["member"])}),
        "non-existent": Case({"token": "nobodys"}, there=False),
    }


_PLAIN = {"member, password only"}
ADDRESSES = {
    "events:invitations": page(),
    "events:answer": Visit(_invitations, READS | WRITES),
    "events:own-event-calendar": Visit(_invitations),
    "events:my-calendar": page(post=True),
    "events:my-calendar-file": Visit(_calendars),
    "events:participants": Visit(lambda house: _lists(house, to_take_along=False)),
    "events:participants-csv": Visit(lambda house: _lists(house, to_take_along=True)),
}
