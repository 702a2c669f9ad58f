"""Attack a release before it goes out, as an outsider who wants to pin down a small count.

Source: methods, threats section 4, rule 6. Whatever was ever published for the city takes part,
however long ago, in whichever version.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from hanse.analysis.disclosure.attack import WIDE_ENOUGH, Attack, Range, Year
from hanse.analysis.disclosure.cells import THRESHOLD, Cell, State
from hanse.analysis.disclosure.periods import Period, Span
from hanse.analysis.disclosure.tables import CountTable, Key, Release

Said = Sequence[tuple[Key, Cell]]
Reached = tuple[int, Mapping[Key, Range]]  # under which belief, and how far


@dataclass(frozen=True, slots=True)
class Audit:
    """What the attack found.

    `attacked`: counts over all nodes and periods that are from 1 to 4, or that may be and are not
    known any more. `narrowest`: smallest width of what an outsider can infer for one of them,
    infinity when there is none. `exposed`: those narrower than 2.5, narrowest first.
    """

    attacked: int
    narrowest: float
    exposed: tuple[Key, ...]


def audit(table: CountTable, release: Release, earlier: Said = ()) -> Audit:
    """Widths of the feasible interval of every true count from 1 to 4.

    An outsider may believe that each incident carries one label, which pins sums down harder; the
    attack does so whenever the published values allow that belief.

    Parameters
    ----------
    table
        Exact counts; it spans every month that was ever published.
    release
        What is about to go out.
    earlier
        Every cell that is out already, of every version, oldest first.
    """
    cells = release.cells
    return _together([_attack(table, year, cells, earlier)[0] for year in _years(table)])


def make_safe(
    table: CountTable,
    release: Release,
    earlier: Said = (),
    advance: Callable[[int], None] | None = None,
) -> tuple[Release, Audit]:
    """Withhold the finest margin over each exposed count until none is exposed.

    Parameters
    ----------
    table, release, earlier
        See `audit`; only cells of `release` can be withheld, what is out is out.
    advance
        Told after each year how many counts were attacked in it.

    Returns
    -------
    The safe release with its audit. A count that the audit still calls exposed is given away by
    what was out before, and nothing of its year is left in the release.
    """
    cells, found = dict(release.cells), []
    for year in _years(table):
        report, reached = _attack(table, year, cells, earlier)
        while key := _next_margin(table, cells, year, report.exposed):
            cells[key] = Cell(State.WITHHELD)
            report, reached = _attack(table, year, cells, earlier, reached)
        found.append(report)
        if advance:
            advance(report.attacked)
    return Release(release.version, MappingProxyType(cells)), _together(found)


def _attack(
    table: CountTable,
    year: range,
    cells: Mapping[Key, Cell],
    earlier: Said,
    before: Reached | None = None,
) -> tuple[Audit, Reached]:
    """Attack one year with all that was and all that would be published of it.

    What could be reached `before`, with more published, can be reached still.
    """
    fresh = _saying(cells.items(), year)
    small, doubtful = _small_counts(table, year), _forgotten(table, year) if fresh else []
    if not small and not doubtful:
        return Audit(0, float(np.inf), ()), (0, {})
    said = _standing(table, [*_saying(earlier, year), *fresh])
    attack = Attack(Year(table, year.start, len(year), said))
    reached = before[1] if before and before[0] == attack.belief else {}
    ranges = attack.ranges([*small, *doubtful], reached)
    # what is not known any more is taken for small where it may be
    attacked = small + [key for key in doubtful if ranges[key][0] < THRESHOLD and ranges[key][1]]
    widths = {key: ranges[key][1] - ranges[key][0] for key in attacked}
    order = sorted(attacked, key=lambda key: (widths[key], key))
    exposed = tuple(key for key in order if widths[key] < WIDE_ENOUGH)
    narrowest = float(min(widths.values(), default=np.inf))
    return Audit(len(attacked), narrowest, exposed), (attack.belief, ranges)


def _together(reports: Sequence[Audit]) -> Audit:
    return Audit(
        sum(one.attacked for one in reports),
        min((one.narrowest for one in reports), default=float(np.inf)),
        tuple(key for one in reports for key in one.exposed),
    )


def _years(table: CountTable) -> list[range]:
    last = table.first_month + table.counts.shape[1]
    starts = range(table.first_month - table.first_month % Span.YEAR, last, Span.YEAR)
    return [range(max(a, table.first_month), min(a + Span.YEAR, last)) for a in starts]


def _saying(cells: Iterable[tuple[Key, Cell]], year: range) -> list[tuple[Key, Cell]]:
    return [(k, c) for k, c in cells if c.interval is not None and k[1].first_month in year]


def _standing(table: CountTable, said: Said) -> tuple[tuple[Key, Cell], ...]:
    """Leave out what late reports overtook: it leads an outsider astray and informs nobody.

    Where the count is not known any more the newest word stands.
    """
    newest = dict(said)
    standing: dict[tuple[Key, Cell], None] = {}
    for key, cell in said:
        total, bounds = table.total(*key), cell.interval
        holds = bounds is not None and total is not None and bounds[0] <= total <= bounds[1]
        if holds or (total is None and newest[key] == cell):
            standing[key, cell] = None
    return tuple(standing)


def _periods(table: CountTable, year: range) -> list[Period]:
    return [one for span in Span for one in table.periods(span) if one.first_month in year]


def _small_counts(table: CountTable, year: range) -> list[Key]:
    return [
        (node, period)
        for node in range(len(table.nodes))
        for period in _periods(table, year)
        if 1 <= (table.total(node, period) or 0) < THRESHOLD
    ]


def _forgotten(table: CountTable, year: range) -> list[Key]:
    return [
        (node, period)
        for node in range(len(table.nodes))
        for period in _periods(table, year)
        if table.total(node, period) is None
    ]


def _next_margin(
    table: CountTable, cells: Mapping[Key, Cell], year: range, exposed: Sequence[Key]
) -> Key | None:
    """Margin over the first exposed count that has one, else anything left of that year."""
    if not exposed:
        return None
    for key in exposed:
        if margin := _finest_margin(table, cells, key):
            return margin
    return min((key for key, _ in _saying(cells.items(), year)), default=None)


def _finest_margin(table: CountTable, cells: Mapping[Key, Cell], key: Key) -> Key | None:
    """Shortest published period, lowest category above the exposed count; itself comes last."""
    node, period = key
    above = _ancestors(table, node)
    related = [
        other
        for other, cell in cells.items()
        if cell.interval is not None
        and other[0] in above
        and set(period.months) & set(other[1].months)
    ]
    rank = {candidate: depth for depth, candidate in enumerate(above)}
    return min(
        related, key=lambda k: (k == key, k[1].span, rank[k[0]], k[1].first_month), default=None
    )


def _ancestors(table: CountTable, node: int) -> list[int]:
    line = [node]
    for current in line:
        line += [p for p, below in enumerate(table.children) if current in below and p not in line]
    return line
