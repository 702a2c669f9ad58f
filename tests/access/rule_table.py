"""Whom each rule lets in, in sets and plain Python: no database and none of our code.

Adding a rule in some rules.py means adding its line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.access.cast import READERS, Reader

EDITORS = {"editor", "steward"}
STAFF = {"secretariat", "steward"}


@dataclass(frozen=True)
class Rule:
    """Whom a rule lets in; `city` is whose the thing is that the address names."""

    lets_in: Callable[[Reader, str], bool]
    two_factors: bool = True


RULES = {
    "anyone": Rule(lambda _who, _city: True, two_factors=False),
    "signed in": Rule(lambda _who, _city: True, two_factors=False),
    "second factor": Rule(lambda _who, _city: True),
    "member": Rule(lambda who, _city: bool(who.homes), two_factors=False),
    "secretariat": Rule(lambda who, _city: who.job == "secretariat"),
    "network steward": Rule(lambda who, _city: who.job == "steward"),
    "staff": Rule(lambda who, _city: who.job in STAFF),
    "observer": Rule(lambda who, _city: who.job == "observer", two_factors=False),
    "decide on applications": Rule(lambda who, _city: who.job in STAFF),
    "read observations": Rule(lambda who, _city: bool(who.homes)),
    "report for a city": Rule(lambda who, _city: bool(inside(who))),
    "declare a trigger": Rule(lambda who, _city: bool(inside(who)) or who.job == "secretariat"),
    "import incidents": Rule(lambda who, _city: bool(EDITORS & set(who.standings.values()))),
    "look after people": Rule(lambda who, _city: who.job in STAFF),
    "keep the register": Rule(lambda who, _city: who.job in STAFF),
    "read the audit": Rule(lambda who, _city: who.job in STAFF),
    "see a membership": Rule(
        lambda who, city: who.job in STAFF or who.standings.get(city) in EDITORS
    ),
    "see a city from inside": Rule(lambda who, city: city in inside(who)),
    "edit a city": Rule(lambda who, city: who.standings.get(city) in EDITORS),
    "invite colleagues": Rule(lambda who, city: who.standings.get(city) == "steward"),
}


def inside(who: Reader) -> set[str]:
    """Return the cities a reader is of; partners work for one without being of it."""
    return {city for city, role in who.homes.items() if role != "partner"}


def at_the_door(name: str, rule: str, city: str) -> str:
    """Say what a reader of the cast meets: the page, sign-in, a second factor, or nothing."""
    who = READERS[name]
    if rule == "anyone":
        return "open"
    if who is None or who.suspended:
        return "sign in"
    if not RULES[rule].lets_in(who, city):
        return "missing"
    return "open" if who.two_factors or not RULES[rule].two_factors else "second factor"
