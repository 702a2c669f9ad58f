"""From a city's exact counts to a table that is safe to publish, beside all that is out already."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hanse.analysis.disclosure import (
    Audit,
    Cell,
    CountTable,
    Period,
    Release,
    Span,
    State,
    finest_span,
    is_due,
    make_safe,
    protect,
)
from hanse.analysis.disclosure.tables import Key
from hanse.threats.queries.releases import OTHERWISE, CellKey, MonthTable
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

MONTHS_OF_A_YEAR, MONTHS_OF_A_QUARTER = 12, 3
Value = tuple[str, int | None]  # state and value, as stored
Said = Sequence[tuple[CellKey, Value]]  # all that was ever published, oldest first
Ladder = Mapping[tuple[str, int], int | None]
Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be published: new and revised cells, and how the attack on all of it went.

    `exact` are the counts of what changes, for the city alone. `protected` were withheld by the
    attack; `exposed` small counts are given away by what is out already, whatever follows.
    """

    new: Mapping[CellKey, Value]
    revised: Mapping[CellKey, Value]
    exact: Mapping[CellKey, int]
    ladder: Ladder
    attacked: int
    narrowest: float | None
    protected: frozenset[CellKey]
    exposed: int


def revisions_are_due(last: dt.date | None, today: dt.date) -> bool:
    """Tell whether the quarterly batch of revisions is open: none went out in this quarter."""
    if last is None:
        return True
    return _quarter(last) < _quarter(today)


def years_to_attack(counts: MonthTable, said: Said) -> int:
    """Return how many calendar years the attack goes through."""
    first, last = _reach(counts, said)
    return (last - 1) // MONTHS_OF_A_YEAR - first // MONTHS_OF_A_YEAR + 1


def propose(
    counts: MonthTable,
    said: Said,
    ladder: Ladder,
    *,
    today: dt.date,
    held: frozenset[CellKey] = frozenset(),
    revise: bool = False,
    advance: Advance | None = None,
) -> Proposal:
    """Put the next release together; what is out is changed only in the quarterly batch."""
    table, published = count_table(counts, said), dict(said)
    steps = _steps(table, min(counts.known, default=table.first_month)) | dict(ladder)
    wanted = _wanted(table, counts, steps, today)
    wanted |= {key: (State.WITHHELD.value, None) for key in wanted if key in held}
    changed = {
        key: value
        for key, value in wanted.items()
        if key not in published or (revise and published[key] != value)
    }
    safe, report = _make_safe(table, said, changed, advance)
    new = {key: value for key, value in safe.items() if key not in published}
    revised = {
        key: value for key, value in safe.items() if key in published and published[key] != value
    }
    place = {name: row for row, name in enumerate(table.nodes)}
    return Proposal(
        new=new,
        revised=revised,
        exact={
            (name, month, span): table.total(place[name], Period(month, Span(span))) or 0
            for name, month, span in [*new, *revised]
        },
        ladder=steps,
        attacked=report.attacked,
        narrowest=report.narrowest if report.attacked else None,
        protected=frozenset(key for key in changed if safe[key] != changed[key]),
        exposed=len(report.exposed),
    )


def count_table(counts: MonthTable, said: Said = ()) -> CountTable:
    """Arrange the counts as the analysis takes them: words, what stands above, and everything.

    The table reaches over all that was ever published; months that are not counted are gone.
    """
    seen = {node for node, _month in counts.counts} | {key[0] for key, _value in said}
    names = sorted(seen | {above for one in seen if (above := _above(one))} | {EVERYTHING})
    place = {name: row for row, name in enumerate(names)}
    first, last = _reach(counts, said)
    values = np.zeros((len(names), last - first), dtype=np.int64)
    for (node, month), number in counts.counts.items():
        if month not in counts.gone:
            values[place[node], month - first] = number
    children = tuple(tuple(place[one] for one in names if _above(one) == name) for name in names)
    counted = range(counts.first_month, counts.first_month + counts.months)
    gone = counts.gone | {month for month in range(first, last) if month not in counted}
    return CountTable(tuple(names), children, first, values, gone)


def _reach(counts: MonthTable, said: Said) -> tuple[int, int]:
    """Return the first month, and the one after the last, of what is counted or was published."""
    first = min([counts.first_month, *(key[1] for key, _value in said)])
    ends = [counts.first_month + counts.months, *(key[1] + key[2] for key, _value in said)]
    return first - first % MONTHS_OF_A_YEAR, max(ends)


def _above(name: str) -> str | None:
    """Return the word above; nothing stands above everything."""
    if name == EVERYTHING:
        return None
    if name.endswith(OTHERWISE):
        return name.removesuffix(OTHERWISE)
    return CATEGORIES[name].parent if name in CATEGORIES else EVERYTHING


def _steps(table: CountTable, begun: int) -> dict[tuple[str, int], int | None]:
    """Choose the finest period per category and year, by the twelve months before the year.

    Where those are not all known, the next twelve months that are decide: a city that `begun` to
    record in December was not quiet for the eleven months before.
    """
    first, found = table.first_month, {}
    last = first + table.counts.shape[1]
    for year in range(first // MONTHS_OF_A_YEAR, (last - 1) // MONTHS_OF_A_YEAR + 1):
        begins = range(max(MONTHS_OF_A_YEAR * (year - 1), first), last - MONTHS_OF_A_YEAR + 1)
        known = [a for a in begins if table.gone.isdisjoint(range(a, a + MONTHS_OF_A_YEAR))]
        start = next((a for a in known if a >= begun), next(iter(known), None))
        for row, name in enumerate(table.nodes):
            span = None
            if start is not None and OTHERWISE not in name:
                months = table.counts[row, start - first : start - first + MONTHS_OF_A_YEAR]
                span = finest_span(months.tolist())
            found[name, year] = int(span) if span else None
    return found


def _wanted(
    table: CountTable, counts: MonthTable, steps: Ladder, today: dt.date
) -> dict[CellKey, Value]:
    found: dict[CellKey, Value] = {}
    for row, name in enumerate(table.nodes):
        for span in Span:
            for period in table.periods(span):
                finest = steps.get((name, period.first_month // MONTHS_OF_A_YEAR))
                total = table.total(row, period)
                if finest is None or span < finest or total is None or not is_due(period, today):
                    continue
                silent = any(month not in counts.known for month in period.months)
                cell = Cell(State.MISSING) if silent else protect(total)
                found[name, period.first_month, int(span)] = (cell.state.value, cell.value)
    return found


def _make_safe(
    table: CountTable, said: Said, proposed: Mapping[CellKey, Value], advance: Advance | None
) -> tuple[dict[CellKey, Value], Audit]:
    """Withhold of what is proposed until no small count can be worked out from all of it."""
    place = {name: row for row, name in enumerate(table.nodes)}

    def as_key(key: CellKey) -> Key:
        return place[key[0]], Period(key[1], Span(key[2]))

    def as_cell(value: Value) -> Cell:
        return Cell(State(value[0]), value[1])

    release = Release(1, {as_key(key): as_cell(value) for key, value in proposed.items()})
    earlier = [(as_key(key), as_cell(value)) for key, value in said]
    safe, report = make_safe(table, release, earlier, advance)
    cells = {key: safe.cells[as_key(key)] for key in proposed}
    return {key: (cell.state.value, cell.value) for key, cell in cells.items()}, report


def _quarter(day: dt.date) -> int:
    return (MONTHS_OF_A_YEAR * day.year + day.month - 1) // MONTHS_OF_A_QUARTER
