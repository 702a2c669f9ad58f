"""Addresses of the secretariat's planning: new events, their facts, agenda, and invitations."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.access.cast import OWN
from tests.access.house import House
from tests.access.kinds import READS, WRITES, Case, Visit, of, page, told

_BOTH = READS | WRITES


def _programmes(house: House) -> Mapping[str, Case]:
    """Return the programme of the events; programmes are nobody's secret."""
    house.record("event", "for everybody")
    return {
        "there": Case({"slug": "dialogue"}),
        "non-existent": Case({"slug": "no-programme"}, there=False),
    }


def _coming(house: House, *, cancelled: bool = False, **more: str) -> Mapping[str, Case]:
    """Return a meeting to come to which cities are invited."""
    from django.utils import timezone
    from tests.access.features.attendance import meeting

    from hanse.events.models import Event

    held, soon = meeting(house, "members"), timezone.localdate() + timedelta(days=40)
    off = timezone.localdate() if cancelled else None
    Event.objects.filter(pk=held.pk).update(starts_on=soon, cancelled_on=off)
    return {
        "there": Case({"slug": held.slug, **more}),
        "non-existent": Case({"slug": "no-meeting", **more}, there=False),
    }


def _first_count(event: Any) -> int:
    return int(event.count_list.get().pk)


def _first_session(event: Any) -> int:
    return int(event.session_list.get().pk)


_NEW = {
    "title": "A new meeting",
    "language": "en",
    "starts_on": "2027-03-01",
    "precision": "day",
    "format": "workshop",
    "place": "Aarhus",
    "rule": "members",
    "reached": "9",
    "create": "create",
}
ADDRESSES = {
    "events:new": told(page(post=True), **_NEW),
    "events:programmes": page(),
    "events:new-programme": page(post=True),
    "events:programme": Visit(_programmes, _BOTH),
    "events:plan": of("event", slug="slug"),
    "events:label": told(of("event", slug="slug", methods=_BOTH), label="green"),
    "events:change": of("event", slug="slug", step=lambda _event: "when", methods=_BOTH),
    "events:agenda": of("event", slug="slug", methods=_BOTH),
    "events:session": of("event", slug="slug", pk=_first_session, methods=_BOTH),
    "events:invite": told(
        of("event", slug="slug", methods=_BOTH),
        city=lambda house: house.cities[OWN].pk,
        label="green",
        send="send",
    ),
    "events:remind": replace(
        of("event", slug="slug", methods=_BOTH), silent="every city invited here has answered"
    ),
    "events:list": told(
        of("event", slug="slug", key=lambda _event: "outputs", methods=_BOTH), title="A guide"
    ),
    "events:row": told(
        of("event", slug="slug", key=lambda _event: "counts", pk=_first_count, methods=_BOTH),
        value="79",
    ),
    "events:cancel": Visit(_coming, _BOTH),
    "events:reinstate": Visit(lambda house: _coming(house, cancelled=True), _BOTH),
    "events:move": told(Visit(_coming, _BOTH), starts_on="2027-02-01"),
    "events:take-back": Visit(lambda house: _coming(house, city="boston"), _BOTH),
}
