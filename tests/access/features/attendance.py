"""Addresses of invitations to events, of who comes, and of people's own calendars."""

from collections.abc import Mapping
from typing import Any

from tests.access.cast import NETWORK, READERS
from tests.access.features.events import event
from tests.access.house import House
from tests.access.kinds import READS, WRITES, Case, Visit, page
from tests.sharing.rule import NETWORK as THE_NETWORK
from tests.sharing.rule import Something

_OPEN = Something("CLEAR", THE_NETWORK)


def meeting(house: House, rule: str) -> Any:
    """Store an event everybody sees, to which the member comes for their city, and another city."""
    from django.utils import timezone

    from hanse.events.models import Event, Registration

    held = event(house, _OPEN, house.words(frozenset(READERS)))
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
    held = meeting(house, "members")
    slug = held.slug
    type(held).objects.filter(pk=held.pk).update(starts_on="2099-05-08")  # answers are taken
    return {
        "own": Case({"slug": slug, "city": "aarhus"}, seen_by=house.inside("Aarhus") - _PLAIN),
        "another city's": Case({"slug": slug, "city": "boston"}, seen_by=frozenset()),
        "non-existent": Case({"slug": slug, "city": "atlantis"}, there=False),
    }


def _lists(house: House, *, to_take_along: bool) -> Mapping[str, Case]:
    """Return a meeting for members, and one of which only the room knows who came."""
    members = {"slug": meeting(house, "members").slug}
    room = {"slug": meeting(house, "chatham-house").slug}
    known = frozenset({"member", "secretariat"})
    return {
        "own": Case(members, seen_by=NETWORK),
        "of the room": Case(room, seen_by=known, there=not to_take_along),
        "non-existent": Case({"slug": "no-meeting"}, there=False),
    }


def _calendars(house: House) -> Mapping[str, Case]:
    """Return the secret address of the member's own calendar."""
    from hanse.events.actions.calendars import make_calendar_key

    return {
        "there": Case({"token": make_calendar_key(house.people["member"])}, holder="member"),
        "non-existent": Case({"token": "nobodys"}, there=False),
    }


def _invite(house: House) -> None:
    from hanse.events.actions.inviting import invite, write_invitations

    held = house.record("event", "for members")
    made = invite(held, house.cities.values(), house.people["secretariat"])
    write_invitations([row.pk for row in made])


_PLAIN = {"member, password only"}
LETTERS = {"an invitation to an event": _invite}
ADDRESSES = {
    "events:invitations": page(),
    "events:answer": Visit(_invitations, READS | WRITES),
    "events:own-event-calendar": Visit(_invitations),
    "events:my-calendar": page(post=True),
    "events:my-calendar-file": Visit(_calendars),
    "events:participants": Visit(lambda house: _lists(house, to_take_along=False)),
    "events:participants-csv": Visit(lambda house: _lists(house, to_take_along=True)),
}
