"""Attack a release before it goes out, as an outsider who wants to pin down a small count.

Source: methods, threats section 4, rule 6. The outsider knows every value ever published for the
city, the rounding rule, and how months, quarters, years and categories nest.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.disclosure.cells import THRESHOLD, Cell, State
from hanse.analysis.disclosure.periods import Period, Span
from hanse.analysis.disclosure.tables import CountTable, Key, Release

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NARROWEST = 2.5

Row = tuple[list[int], list[float], float]


@dataclass(frozen=True, slots=True)
class Audit:
    """What the attack found.

    `attacked`: true counts from 1 to 4 over all nodes and periods. `narrowest`: smallest width
    of what an outsider can infer for one of them, infinity when there is none. `exposed`: those
    narrower than 2.5, narrowest first.
    """

    attacked: int
    narrowest: float
    exposed: tuple[Key, ...]


def audit(table: CountTable, release: Release) -> Audit:
    """Widths of the feasible interval of every true count from 1 to 4.

    An outsider may believe that each incident carries one label, which pins sums down harder; the
    attack does so whenever the published values allow that belief.
    """
    attack = _Attack(table, release)
    targets = _small_counts(table)
    widths = attack.widths(targets)
    order = sorted(range(len(targets)), key=lambda i: (widths[i], targets[i]))
    exposed = tuple(targets[i] for i in order if widths[i] < NARROWEST)
    return Audit(len(targets), float(min(widths, default=np.inf)), exposed)


def make_safe(table: CountTable, release: Release) -> tuple[Release, Audit]:
    """Withhold the finest margin over each exposed count until none is exposed.

    Returns
    -------
    The safe release with the audit that found nothing exposed in it.

    Raises
    ------
    RuntimeError
        An exposed count has nothing left to withhold; cannot happen, since an unpublished count
        is bounded by nothing.
    """
    while (report := audit(table, release)).exposed:
        key = _finest_margin(table, release, report.exposed[0])
        if key is None:
            raise RuntimeError("an exposed count has no published margin left to withhold")
        cells = {**release.cells, key: Cell(State.WITHHELD)}
        release = Release(release.version, MappingProxyType(cells))
    return release, report


def _small_counts(table: CountTable) -> list[Key]:
    return [
        (node, period)
        for node in range(len(table.nodes))
        for span in Span
        for period in table.periods(span)
        if 1 <= (table.total(node, period) or 0) < THRESHOLD
    ]


def _finest_margin(table: CountTable, release: Release, key: Key) -> Key | None:
    """Shortest published period, lowest category above the exposed count; itself comes last."""
    node, period = key
    above = _ancestors(table, node)
    related = [
        other
        for other, cell in release.cells.items()
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


class _Attack:
    """Linear programme over the unknown monthly count of every node."""

    def __init__(self, table: CountTable, release: Release) -> None:
        self.table = table
        self.months = table.counts.shape[1]
        self.size = len(table.nodes) * self.months
        nesting = self._nesting()
        published = self._published(release)
        self.rows, self.bounds = self._matrix([*nesting, *self._single_label(), *published])
        if self._solve(np.zeros(self.size)) is None:
            self.rows, self.bounds = self._matrix([*nesting, *published])

    def widths(self, targets: list[Key]) -> list[float]:
        """Feasible width per target; every solution also widens what is known of the others."""
        weights = [self._cells(node, period) for node, period in targets]
        low, high = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)

        def explore(objective: NDArray[np.float64]) -> None:
            solution = self._solve(objective)
            if solution is None:
                raise RuntimeError("the published values contradict each other")
            reached = np.array([solution[cells].sum() for cells in weights])
            np.minimum(low, reached, out=low)
            np.maximum(high, reached, out=high)

        for i in [-1, *range(len(targets))]:
            if not targets or (i >= 0 and high[i] - low[i] >= NARROWEST):
                continue
            objective = np.zeros(self.size)
            for cells in weights if i < 0 else [weights[i]]:
                objective[cells] += 1
            explore(objective)
            explore(-objective)
        return [float(width) for width in high - low]

    def _cells(self, node: int, period: Period) -> list[int]:
        start = period.first_month - self.table.first_month
        return [node * self.months + start + month for month in range(period.span)]

    def _nesting(self) -> list[Row]:
        rows: list[Row] = []
        for node, below in enumerate(self.table.children):
            for month in range(self.months if below else 0):
                own = node * self.months + month
                parts = [child * self.months + month for child in below]
                rows.append(([own, *parts], [1.0] + [-1.0] * len(parts), 0.0))
                rows += [([part, own], [1.0, -1.0], 0.0) for part in parts]
        return rows

    def _single_label(self) -> list[Row]:
        return [
            (
                [node * self.months + m, *(c * self.months + m for c in below)],
                [-1.0] + [1.0] * len(below),
                0.0,
            )
            for node, below in enumerate(self.table.children)
            if below
            for m in range(self.months)
        ]

    def _published(self, release: Release) -> list[Row]:
        rows: list[Row] = []
        for (node, period), cell in release.cells.items():
            if cell.interval is not None:
                cells = self._cells(node, period)
                rows.append((cells, [1.0] * len(cells), float(cell.interval[1])))
                rows.append((cells, [-1.0] * len(cells), -float(cell.interval[0])))
        return rows

    def _matrix(self, rows: list[Row]) -> tuple["csr_array", NDArray[np.float64]]:
        where = [i for i, (cells, _, _) in enumerate(rows) for _ in cells]
        column = [cell for cells, _, _ in rows for cell in cells]
        value = [v for _, values, _ in rows for v in values]
        shape = (len(rows), self.size)
        return (
            scipy.sparse.csr_array(scipy.sparse.coo_array((value, (where, column)), shape=shape)),
            np.array([bound for _, _, bound in rows]),
        )

    def _solve(self, objective: NDArray[np.float64]) -> NDArray[np.float64] | None:
        # Without an upper bound a count nobody published would make the programme unbounded.
        most = 10 * float(self.table.counts.max(initial=0)) + 100
        result = scipy.optimize.milp(
            objective,
            constraints=scipy.optimize.LinearConstraint(self.rows, ub=self.bounds),
            bounds=scipy.optimize.Bounds(0, most),
        )
        return np.asarray(result.x) if result.status == 0 else None
