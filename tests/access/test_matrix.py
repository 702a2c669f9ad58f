"""Every address, method, reader and thing: what the rules say is what happens.

Nothing here is recorded from a run. The door follows from the rule the address declares and
rule_table.py, what may be read behind it from the model of docs/sharing.md in tests/sharing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from tests.access.canaries import eyes, forbidden, numbers_told
from tests.access.cast import READERS
from tests.access.house import House, addresses
from tests.access.kinds import Case, Visit
from tests.access.rule_table import at_the_door
from tests.access.sending import believed
from tests.access.visiting import Answer, visit
from tests.access.walk import every_address

ADDRESSES = addresses()
RULE_OF = {found.name: found.rule.rule for found in every_address() if found.rule}
OTHERS = ("PUT", "PATCH", "DELETE", "OPTIONS")
ANY = {"open", "sign in", "second factor", "forbidden", "missing", "no such method"}
NAMES = sorted(ADDRESSES)


@dataclass(frozen=True)
class Cell:
    """One visit: what the rules say, and what happened."""

    reader: str
    method: str
    case: str
    expected: str
    answer: Answer

    def __str__(self) -> str:
        got = f"{self.answer.outcome} ({self.answer.status})"
        return f"{self.reader}: {self.method} {self.case}: {self.expected} expected, {got} met"


@pytest.mark.parametrize("name", NAMES)
def test_everybody_meets_what_the_rules_say(name: str, house: House) -> None:
    cells = list(tour(name, house))

    assert [str(cell) for cell in cells if not as_expected(cell, ADDRESSES[name])] == []
    assert [str(cell) for cell in cells if refused(cell) and changed(cell)] == []
    assert told_apart(cells) == []
    assert {leak for cell in cells for leak in leaks(name, cell, house)} == set()
    assert reached(name, cells)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_sent_from_elsewhere(name: str, house: House) -> None:
    path = reverse(name, kwargs=next(iter(house.cases[name].values())).named)

    for reader in READERS:
        answer = visit(house, reader, "POST", path, with_token=False)

        assert (answer.status, answer.wrote, answer.letters) == (403, frozenset(), 0)


def tour(name: str, house: House) -> Iterator[Cell]:
    """Visit an address in every way there is."""
    told, form = ADDRESSES[name], _form(name, house)
    for reader in READERS:
        for label, case in house.cases[name].items():
            path = reverse(name, kwargs=case.named)
            for method in methods_at(label):
                data = form if method == "POST" else None
                answer = visit(house, reader, method, path + _query(told, method), data)
                should = expected(name, reader, method, case, house)
                yield Cell(reader, method, label, should, answer)


def _form(name: str, house: House) -> Mapping[str, Any] | None:
    """Return what would be believed of somebody, so that others are refused for who they are."""
    takes = "POST" in ADDRESSES[name].methods and not ADDRESSES[name].lenient
    sent = believed(house, name) if takes else None
    return sent.answers if sent else None


def methods_at(label: str) -> tuple[str, ...]:
    """Return what is tried: everything on what is near, less where the answer is the same."""
    near = label in {"own", "the page", "there"}
    quick = ("HEAD",) if near or label in {"another city's", "non-existent"} else ()
    return ("GET", "POST", *quick, *(OTHERS if near else ()))


def expected(name: str, reader: str, method: str, case: Case, house: House) -> str:
    """Work out from the rules what a reader meets."""
    door = at_the_door(reader, RULE_OF[name], case.city)
    if door != "open":
        return door
    if method not in ADDRESSES[name].methods:
        return "no such method"
    return "open" if case.there and _may_see(reader, case, house) else "missing"


def _may_see(reader: str, case: Case, house: House) -> bool:
    name = eyes(reader)
    if case.seen_by is not None and name not in case.seen_by:
        return False
    return not case.key or case.key in house.world.sees(name)


def as_expected(cell: Cell, told: Visit) -> bool:
    """Tell whether the rules were kept; addresses of others may know more methods, or lead on."""
    met = cell.answer.outcome
    if cell.expected == met:
        return True
    own_ways = {"missing": {"no such method"}, "open": ANY, "no such method": ANY}
    return told.lenient and met in own_ways.get(cell.expected, ())


def refused(cell: Cell) -> bool:
    """Tell whether the reader was not let in."""
    return cell.expected != "open"


def changed(cell: Cell) -> bool:
    """Tell whether a visit left anything behind."""
    return bool(cell.answer.wrote or cell.answer.letters)


def told_apart(cells: list[Cell]) -> list[str]:
    """Return the ways in which what is hidden answers otherwise than what does not exist."""
    alike: dict[tuple[str, str, str], Cell] = {}
    found = []
    for cell in filter(refused, cells):
        first = alike.setdefault((cell.reader, cell.method, cell.expected), cell)
        if first.answer.stripped() != cell.answer.stripped():
            found.append(f"{cell.reader}: {cell.method} {first.case} and {cell.case} differ")
    return found


def leaks(name: str, cell: Cell, house: House) -> list[str]:
    """Name what an answer tells to somebody who must not know it."""
    reader = house.cases[name][cell.case].holder or cell.reader
    told = forbidden(house, reader, numbers_told(house, cell.answer))
    return [f"{cell.reader} learns of {origin} from {cell.case}" for origin in told]


def reached(name: str, cells: list[Cell]) -> bool:
    """Tell whether somebody got in, and somebody did not where not everybody may."""
    met = {(cell.expected, cell.answer.outcome) for cell in cells}
    opened = ("open", "open") in met or "open" not in {expected for expected, _ in met}
    turned_away = bool(met & {("sign in", "sign in"), ("missing", "missing")})
    return (opened or ADDRESSES[name].lenient) and (turned_away or RULE_OF[name] == "anyone")


def _query(told: Visit, method: str) -> str:
    return f"?{told.query}" if told.query and method in {"GET", "POST"} else ""
