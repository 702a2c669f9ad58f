"""A city's exact counts, what is published of them, and how a revision differs.

Source: methods, threats section 4, rules 1 to 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.disclosure.cells import Cell, protect
from hanse.analysis.disclosure.periods import Period, Span

Key = tuple[int, Period]


@dataclass(frozen=True, slots=True)
class CountTable:
    """Distinct incidents per category node and month. Stays inside the city.

    Attributes
    ----------
    nodes
        N names: leaf categories, parents, and one for all categories together.
    children
        Per node the indices of its children; empty for a leaf. One incident can carry several
        labels, so a parent counts at most the sum, and at least the largest, of its children.
    first_month
        Month number of the first column.
    counts
        (N, T) int64.
    gone
        Month numbers whose counts nobody has any more; something may be out about them.
    """

    nodes: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    first_month: int
    counts: NDArray[np.int64]
    gone: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a table that contradicts itself."""
        if self.counts.ndim != 2 or len(self.nodes) != len(self.counts):  # noqa: PLR2004 - rows, columns
            raise ValueError("counts must be nodes x months")
        if len(self.children) != len(self.nodes) or (self.counts < 0).any():
            raise ValueError("every node needs its children, and no count is negative")
        for node, below in enumerate(self.children):
            parts = self.counts[list(below)]
            own = self.counts[node]
            if below and ((own > parts.sum(axis=0)) | (own < parts.max(axis=0))).any():
                raise ValueError(f"{self.nodes[node]} cannot be made of its children")

    def total(self, node: int, period: Period) -> int | None:
        """Count in a period, or None where the table does not know all of it."""
        first = period.first_month - self.first_month
        if first < 0 or first + period.span > self.counts.shape[1]:
            return None
        if self.gone and not self.gone.isdisjoint(period.months):
            return None
        return int(self.counts[node, first : first + period.span].sum())

    def periods(self, span: Span) -> list[Period]:
        """Whole periods of one span that the table covers."""
        last = self.first_month + self.counts.shape[1]
        first = -(-self.first_month // span) * span
        return [Period(month, span) for month in range(first, last - span + 1, span)]


@dataclass(frozen=True, slots=True)
class Release:
    """An immutable set of published cells; releases are numbered and never deleted."""

    version: int
    cells: Mapping[Key, Cell]


def publish(
    table: CountTable, spans: Sequence[Span | None], *, version: int = 1, due: Sequence[Period] = ()
) -> Release:
    """Protected cells of every node in its finest span and every longer one.

    Parameters
    ----------
    table
        Exact counts.
    spans
        Per node its finest span (see `finest_span`); None publishes nothing for that node.
    due
        The periods that may be released; empty means every whole period of the table.

    Returns
    -------
    Release with one cell per node and period, margins included. Margins come from true counts and
    are rounded on their own, so they need not add up.
    """
    allowed = set(due)
    cells: dict[Key, Cell] = {}
    for node, finest in enumerate(spans):
        for span in Span:
            if finest is None or span < finest:
                continue
            for period in table.periods(span):
                count = table.total(node, period)
                if count is not None and (not allowed or period in allowed):
                    cells[node, period] = protect(count)
    return Release(version, MappingProxyType(cells))


def revise(old: Release, new: Release) -> Release:
    """Next release in the quarterly batch: `old` with the cells that `new` shows differently.

    A true count that moves without changing what is shown leaves no trace.
    """
    changed = {key: cell for key, cell in new.cells.items() if old.cells.get(key) != cell}
    if not changed:
        return old
    return Release(old.version + 1, MappingProxyType({**old.cells, **changed}))
