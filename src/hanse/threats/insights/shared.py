"""What published values say of a city, worked out from them alone, so that nothing more leaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from hanse.analysis.disclosure import (
    Cell,
    NetworkTotal,
    State,
    add_intervals,
    network_total,
    side_totals,
)
from hanse.threats.queries.releases import CellKey
from hanse.threats.vocabulary import Axis, of_axis

YEAR = 12
FEWEST = 10  # a ratio is shown only if both of its parts are at least this
CHANCE = 1.96  # standard deviations
LOW, RAISED, HIGH = 2 / 3, 1.5, 2.0
Values = Mapping[CellKey, tuple[str, int | None]]
Together = NetworkTotal


class Position(StrEnum):
    """A city's newest period against its own past."""

    FEW = "too few"
    BELOW = "below"
    EXPECTED = "as expected"
    RAISED = "raised"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class AgainstPast:
    """How the newest period stands; `direction` compares the last two years."""

    position: Position
    first_month: int
    span: int
    direction: str


@dataclass(frozen=True, slots=True)
class Part:
    """A category's share of the year, with the interval that rounding leaves."""

    category: str
    share: float
    low: float
    high: float


def against_past(values: Values, category: str) -> AgainstPast | None:
    """Compare the newest period of a category with the year before it, in published values.

    The finest period that can be compared stands; where none can, the finest there is.
    """
    spans = sorted({key[2] for key in values if key[0] == category})
    found = [_compared(values, category, span) for span in spans]
    usable = (one for one in found if one.position is not Position.FEW)
    return next(usable, found[0] if found else None)


def _compared(values: Values, category: str, span: int) -> AgainstPast:
    newest = max(key[1] for key in values if key[0] == category and key[2] == span)
    observed = _middle([_cell(values.get((category, newest, span)))])
    expected = _expected(values, category, newest, span)
    return AgainstPast(_position(observed, expected), newest, span, _direction(values, category))


def _expected(values: Values, category: str, newest: int, span: int) -> float | None:
    """Return the mean of the twelve months before, or the share of the calendar year before."""
    before = [(category, newest - n * span, span) for n in range(1, YEAR // span + 1)]
    year = (category, newest - newest % YEAR - YEAR, YEAR)
    for keys in (before, [year]):
        past = _middle([_cell(values.get(key)) for key in keys])
        if past is not None:
            return past * span / YEAR
    return None


def profile(values: Values, axis: Axis = Axis.TARGET) -> tuple[int, tuple[Part, ...]] | None:
    """Return the newest year with its categories' shares; those rolled up are left out."""
    tops = [key for key, one in of_axis(axis).items() if not one.parent]
    years = {key[1] for key in values if key[0] in tops and key[2] == YEAR}
    if not years:
        return None
    year = max(years)
    bounds = {
        name: bound
        for name in tops
        if (bound := _cell(values.get((name, year, YEAR))).interval) is not None
    }
    parts = []
    for name, (low, high) in bounds.items():
        others = [bound for other, bound in bounds.items() if other != name]
        rest_low, rest_high = sum(b[0] for b in others), sum(b[1] for b in others)
        middle, rest = (low + high) / 2, (rest_low + rest_high) / 2
        if middle + rest:
            parts.append(
                Part(
                    name,
                    middle / (middle + rest),
                    low / (low + rest_high) if low + rest_high else 0.0,
                    high / (high + rest_low) if high + rest_low else 1.0,
                )
            )
    return year // YEAR, tuple(sorted(parts, key=lambda part: (-part.share, part.category)))


def together(
    cells: Mapping[str, tuple[str, int | None]], published: Iterable[frozenset[str]]
) -> Together | None:
    """Return what the released cells of several cities say together, if that gives nobody away."""
    return network_total({city: _cell(value) for city, value in cells.items()}, published)


def sides(
    cells: Mapping[str, tuple[str, int | None]],
    side_of: Mapping[str, str],
    published: Iterable[frozenset[str]],
) -> Mapping[str, Together]:
    """Return what the released cells say by side: of every side, or of none."""
    found = {city: _cell(value) for city, value in cells.items()}
    return side_totals(found, side_of, published) or {}


def interval(value: tuple[str, int | None]) -> tuple[int, int] | None:
    """Return the smallest and largest count a published value allows."""
    return _cell(value).interval


def _cell(value: tuple[str, int | None] | None) -> Cell:
    return Cell(State(value[0]), value[1]) if value else Cell(State.NOT_COLLECTED)


def _middle(cells: list[Cell]) -> float | None:
    bounds = add_intervals(cells)
    return (bounds[0] + bounds[1]) / 2 if bounds else None


def _position(observed: float | None, expected: float | None) -> Position:
    if observed is None or expected is None or min(observed, expected) < FEWEST:
        return Position.FEW
    ratio = observed / expected
    if ratio > HIGH:
        return Position.HIGH
    if ratio >= RAISED:
        return Position.RAISED
    return Position.BELOW if ratio < LOW else Position.EXPECTED


def _direction(values: Values, category: str) -> str:
    """Say whether the last two published years differ beyond what rounding hides, and chance.

    Chance alone moves two counts of one rate apart by more than twice the root of their sum in
    less than one year out of twenty (Poisson, the difference of two counts).
    """
    years = sorted(key[1] for key in values if key[0] == category and key[2] == YEAR)
    if len(years) < 2 or years[-1] - years[-2] != YEAR:  # noqa: PLR2004 - a year and the one before
        return ""
    before, after = (_cell(values[category, year, YEAR]).interval for year in years[-2:])
    if before is None or after is None:
        return ""
    if after[0] - before[1] > CHANCE * sqrt(after[0] + before[1]):
        return "rising"
    return "falling" if before[0] - after[1] > CHANCE * sqrt(before[0] + after[1]) else "steady"
