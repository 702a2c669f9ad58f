"""From a city's exact counts to a table that is safe to publish, beside all that is out already."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from hanse.analysis.disclosure import (
    Cell,
    CountTable,
    Period,
    Release,
    Span,
    State,
    audit,
    finest_span,
    is_due,
    protect,
)
from hanse.analysis.disclosure.tables import Key
from hanse.threats.queries.releases import OTHERWISE, CellKey, MonthTable
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

MONTHS_OF_A_YEAR, MONTHS_OF_A_QUARTER = 12, 3
Value = tuple[str, int | None]  # state and value, as stored


class ExposedError(RuntimeError):
    """What is out already lets a small count be worked out; nothing new may follow."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be published: new and revised cells, and how the attack on all of it went."""

    new: Mapping[CellKey, Value]
    revised: Mapping[CellKey, Value]
    ladder: Mapping[tuple[str, int], int | None]
    attacked: int
    narrowest: float | None
    protected: frozenset[CellKey]


def revisions_are_due(last: dt.date | None, today: dt.date) -> bool:
    """Tell whether the quarterly batch of revisions is open: none went out in this quarter."""
    if last is None:
        return True
    return _quarter(last) < _quarter(today)


def propose(
    counts: MonthTable,
    published: Mapping[CellKey, Value],
    ladder: Mapping[tuple[str, int], int | None],
    *,
    today: dt.date,
    held: frozenset[CellKey] = frozenset(),
    revise: bool = False,
) -> Proposal:
    """Put the next release together; what is out is changed only in the quarterly batch."""
    table = count_table(counts)
    steps = dict(ladder) | {key: span for key, span in _steps(table).items() if key not in ladder}
    wanted = _wanted(table, counts, steps, today)
    wanted |= {key: (State.WITHHELD.value, None) for key in wanted if key in held}
    new = {key: value for key, value in wanted.items() if key not in published}
    revised = {
        key: value
        for key, value in wanted.items()
        if revise and key in published and published[key] != value
    }
    kept = {key: value for key, value in published.items() if key not in revised}
    safe, attacked, narrowest, taken = _make_safe(table, kept, new | revised)
    return Proposal(
        new={key: safe[key] for key in new},
        revised={key: safe[key] for key in revised if safe[key] != published[key]},
        ladder=steps,
        attacked=attacked,
        narrowest=narrowest,
        protected=frozenset(taken),
    )


def count_table(counts: MonthTable) -> CountTable:
    """Arrange the counts as the analysis takes them: words, what stands above, and everything."""
    names = sorted({node for node, _month in counts.counts} | {EVERYTHING})
    place = {name: row for row, name in enumerate(names)}
    values = np.zeros((len(names), counts.months), dtype=np.int64)
    for (node, month), number in counts.counts.items():
        values[place[node], month - counts.first_month] = number
    children = tuple(tuple(place[one] for one in names if _above(one) == name) for name in names)
    return CountTable(tuple(names), children, counts.first_month, values)


def _above(name: str) -> str | None:
    """Return the word above; nothing stands above everything."""
    if name == EVERYTHING:
        return None
    if name.endswith(OTHERWISE):
        return name.removesuffix(OTHERWISE)
    return CATEGORIES[name].parent


def _steps(table: CountTable) -> dict[tuple[str, int], int | None]:
    """Choose the finest period per category and year, by the twelve months before the year."""
    first, found = table.first_month, {}
    for year in range(first // 12, (first + table.counts.shape[1] - 1) // 12 + 1):
        start = max(12 * year - 12 - first, 0)
        for row, name in enumerate(table.nodes):
            months = table.counts[row, start : start + MONTHS_OF_A_YEAR].tolist()
            span = finest_span(months) if len(months) == MONTHS_OF_A_YEAR else None
            found[name, year] = int(span) if span and OTHERWISE not in name else None
    return found


def _wanted(
    table: CountTable,
    counts: MonthTable,
    steps: Mapping[tuple[str, int], int | None],
    today: dt.date,
) -> dict[CellKey, Value]:
    found: dict[CellKey, Value] = {}
    for row, name in enumerate(table.nodes):
        for span in Span:
            for period in table.periods(span):
                finest = steps.get((name, period.first_month // 12))
                total = table.total(row, period)
                if finest is None or span < finest or total is None or not is_due(period, today):
                    continue
                silent = any(month not in counts.known for month in period.months)
                cell = Cell(State.MISSING) if silent else protect(total)
                found[name, period.first_month, int(span)] = (cell.state.value, cell.value)
    return found


def _make_safe(
    table: CountTable, out: Mapping[CellKey, Value], proposed: Mapping[CellKey, Value]
) -> tuple[dict[CellKey, Value], int, float | None, set[CellKey]]:
    """Withhold of what is proposed until no small count can be worked out from all of it."""
    cells, taken = dict(proposed), set()
    while (report := audit(table, _release(table, {**out, **cells}))).exposed:
        key = _margin(table, cells, report.exposed[0])
        if key is None:
            raise ExposedError
        cells[key] = (State.WITHHELD.value, None)
        taken.add(key)
    narrowest = report.narrowest if report.attacked else None
    return cells, report.attacked, narrowest, taken


def _margin(table: CountTable, cells: Mapping[CellKey, Value], exposed: Key) -> CellKey | None:
    """Return the shortest proposed period over an exposed count, lowest category first."""
    row, period = exposed
    line = [table.nodes[row]]
    while (above := _above(line[-1])) is not None:
        line.append(above)
    said = {State.VALUE.value, State.UNDER_FIVE.value}
    near = [
        key
        for key, value in cells.items()
        if value[0] in said
        and key[0] in line
        and key[1] < period.first_month + period.span
        and period.first_month < key[1] + key[2]
    ]
    own = (table.nodes[row], period.first_month, int(period.span))
    return min(near, key=lambda key: (key == own, key[2], line.index(key[0]), key), default=None)


def _release(table: CountTable, values: Mapping[CellKey, Value]) -> Release:
    """Return what is out as the attack reads it; periods beyond the table do not touch it."""
    place = {name: row for row, name in enumerate(table.nodes)}
    cells: dict[Key, Cell] = {}
    for (name, first_month, span), (state, value) in values.items():
        period = Period(first_month, Span(span))
        if name in place and table.total(place[name], period) is not None:
            cells[place[name], period] = Cell(State(state), value)
    return Release(1, MappingProxyType(cells))


def _quarter(day: dt.date) -> int:
    return (12 * day.year + day.month - 1) // MONTHS_OF_A_QUARTER
