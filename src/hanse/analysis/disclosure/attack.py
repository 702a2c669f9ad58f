"""The outsider's linear programme over one calendar year of a city's counts.

Source: methods, threats section 4, rule 6. The outsider knows every value ever published for the
city, the rounding rule, and how months, quarters, years and categories nest. No published period
reaches over the end of a year, so what is out about one year says nothing about another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.disclosure.cells import Cell
from hanse.analysis.disclosure.tables import CountTable, Key

if TYPE_CHECKING:
    from scipy.sparse import csr_array

WIDE_ENOUGH = 2.5

Row = tuple[list[int], list[float], float]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Year:
    """The columns of a table that lie in one calendar year, and what was published of it.

    `said`: cells with an interval; of a count that is not known any more only the newest one.
    """

    table: CountTable
    first: int
    months: int
    said: tuple[tuple[Key, Cell], ...]


class Attack:
    """Linear programme over the unknown monthly count of every node in one year.

    `belief` is how much the outsider could believe without contradiction, 0 the most.
    """

    def __init__(self, year: Year) -> None:
        self.year = year
        self.size = len(year.table.nodes) * year.months
        known = [one for one in year.said if year.table.total(*one[0]) is not None]
        nesting, single = self._nesting(), self._single_label()
        # beliefs from strict to lax; what was forgotten may contradict what is known of late
        beliefs: list[tuple[list[Row], Sequence[tuple[Key, Cell]]]]
        beliefs = [(single, year.said), ([], year.said), ([], known)]
        for self.belief, (extra, said) in enumerate(beliefs):
            self.rows, self.bounds = self._matrix([*nesting, *extra, *self._published(said)])
            if self._solve(np.zeros(self.size)) is not None:
                return
        raise RuntimeError("the published values contradict the counts they were made from")

    def ranges(
        self, targets: Sequence[Key], reached: Mapping[Key, Range] = MappingProxyType({})
    ) -> dict[Key, Range]:
        """Range of every target that an outsider cannot rule out, as far as 2.5 wide.

        Every solution also widens what is known of the other targets, so wide ones cost nothing.
        `reached` are ranges found before under the same belief with more published.
        """
        weights = [self._cells(key) for key in targets]
        ends = np.array([reached.get(key, (np.inf, -np.inf)) for key in targets])

        def narrow() -> list[int]:
            return [i for i, (low, high) in enumerate(ends) if not high - low >= WIDE_ENOUGH]

        most = len(targets) + 1
        while (left := narrow()) and len(left) < most:  # all at once, as long as that helps
            most = len(left)
            self._explore(left, weights, ends)
        for i in left:
            if ends[i, 1] - ends[i, 0] < WIDE_ENOUGH:
                self._explore([i], weights, ends)
        return {key: (float(a), float(b)) for key, (a, b) in zip(targets, ends, strict=True)}

    def _explore(
        self, chosen: Iterable[int], weights: Sequence[list[int]], ends: NDArray[np.float64]
    ) -> None:
        """Push the sum of some targets down and up, and note how far each target got."""
        objective = np.zeros(self.size)
        for i in chosen:
            objective[weights[i]] += 1
        for direction in (objective, -objective):
            solution = self._solve(direction)
            if solution is None:
                raise RuntimeError("the published values contradict each other")
            point = np.array([solution[cells].sum() for cells in weights])
            ends[:, 0] = np.minimum(ends[:, 0], point)
            ends[:, 1] = np.maximum(ends[:, 1], point)

    def _cells(self, key: Key) -> list[int]:
        node, period = key
        start = node * self.year.months + period.first_month - self.year.first
        return list(range(start, start + period.span))

    def _nesting(self) -> list[Row]:
        rows: list[Row] = []
        months = self.year.months
        for node, below in enumerate(self.year.table.children):
            for month in range(months if below else 0):
                own = node * months + month
                parts = [child * months + month for child in below]
                rows.append(([own, *parts], [1.0] + [-1.0] * len(parts), 0.0))
                rows += [([part, own], [1.0, -1.0], 0.0) for part in parts]
        return rows

    def _single_label(self) -> list[Row]:
        months = self.year.months
        return [
            (
                [node * months + m, *(c * months + m for c in below)],
                [-1.0] + [1.0] * len(below),
                0.0,
            )
            for node, below in enumerate(self.year.table.children)
            if below
            for m in range(months)
        ]

    def _published(self, said: Iterable[tuple[Key, Cell]]) -> list[Row]:
        rows: list[Row] = []
        for key, cell in said:
            if cell.interval is not None:
                cells = self._cells(key)
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
        known = max([cell.interval[1] for _, cell in self.year.said if cell.interval], default=0)
        most = 10 * float(max(known, self.year.table.counts.max(initial=0))) + 100
        result = scipy.optimize.milp(
            objective,
            constraints=scipy.optimize.LinearConstraint(self.rows, ub=self.bounds),
            bounds=scipy.optimize.Bounds(0, most),
        )
        return np.asarray(result.x) if result.status == 0 else None
