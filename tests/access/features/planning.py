"""Addresses of the secretariat's planning: new events, their facts, agenda, and invitations."""

from collections.abc import Mapping
from typing import Any

from tests.access.house import House
from tests.access.kinds import READS, WRITES, Case, Visit, of, page

_BOTH = READS | WRITES


def _programmes(house: House) -> Mapping[str, Case]:
    """Return the programme of the events; programmes are nobody's secret."""
    house.record("event", "for everybody")
    return {
        "there": Case({"slug": "dialogue"}),
        "non-existent": Case({"slug": "no-programme"}, there=False),
    }


def _first_session(event: Any) -> int:
    return int(event.session_list.get().pk)


ADDRESSES = {
    "events:new": page(post=True),
    "events:programmes": page(),
    "events:new-programme": page(post=True),
    "events:programme": Visit(_programmes, _BOTH),
    "events:plan": of("event", slug="slug"),
    "events:label": of("event", slug="slug", methods=_BOTH),
    "events:change": of("event", slug="slug", step=lambda _event: "when", methods=_BOTH),
    "events:agenda": of("event", slug="slug", methods=_BOTH),
    "events:session": of("event", slug="slug", pk=_first_session, methods=_BOTH),
    "events:invite": of("event", slug="slug", methods=_BOTH),
    "events:remind": of("event", slug="slug", methods=_BOTH),
}
