"""Addresses of triggers: those of cities and those of the network."""

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.access.cast import OTHER, OWN, READERS
from tests.access.house import House, Words
from tests.access.kinds import READS, WRITES, Case, Kind, Visit, page
from tests.sharing.rule import NETWORK, Something


def trigger(house: House, about: Something, word: Words) -> Any:
    """Store a trigger."""
    from hanse.threats.models import Trigger

    day = dt.date(2026, 3, 2)
    row = Trigger(
        title=word("title"),
        happens_on=day,
        first_day=day,
        last_day=day + dt.timedelta(days=14),
        ended_at="2026-03-09T00:00:00Z",
        ended_because=word("endedbecause"),
    )
    return house.share(row, about)


SHELVES = {
    "own": Something("AMBER+STRICT", OWN),
    "another city's": Something("AMBER+STRICT", OTHER),
    "the network's": Something("GREEN", NETWORK),
    "deleted": Something("AMBER+STRICT", OWN),
}


def a_trigger(*, ended: bool = False) -> Visit:
    """Tell of an address of a trigger; partners see those of the network and come to no door."""

    def cases(house: House) -> dict[str, Case]:
        found = {}
        for shelf, about in house.shelves("trigger").items():
            record = house.record("trigger", shelf).record
            of_network = about.owner == NETWORK
            staff = frozenset(n for n, who in READERS.items() if who and who.job == "secretariat")
            seen = (staff if ended else None) if of_network else house.inside(about.owner)
            found[shelf] = Case(
                {"record": record},
                house.key("trigger", shelf),
                about.owner,
                seen,
                there=shelf != "deleted",
            )
        nothing = {"record": type(record)(int=0)}
        return {**found, "non-existent": Case(nothing, there=False)}

    return Visit(cases, WRITES if ended else READS)


KINDS = {"trigger": Kind(trigger, SHELVES)}
ADDRESSES = {
    "threats:triggers": page(),
    "threats:new-trigger": page(post=True),
    "threats:trigger": a_trigger(),
    "threats:end-trigger": replace(
        a_trigger(ended=True), silent="the checks of this house have ended already"
    ),
}
