"""An outsider's linear programme over many cities: their own tables, and what is said together."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import block_diag

from hanse.analysis.disclosure import Cell, protect

MONTHS = 3
Row = tuple[NDArray[np.float64], float, float]


def own(counts: NDArray[np.int64]) -> list[Row]:
    """Return every city's released months and quarter."""
    return [
        (weights(counts, city, months), *ends(protect(int(counts[city, months].sum()))))
        for city in range(len(counts))
        for months in ([0], [1], [2], [0, 1, 2])
    ]


def ends(cell: Cell) -> tuple[float, float]:
    """Return the smallest and the largest count that a cell allows."""
    low, high = cell.interval or (0, 10**4)
    return float(low), float(high)


def weights(counts: NDArray[np.int64], city: int, months: list[int]) -> NDArray[np.float64]:
    """Return which monthly counts, city by city, a value adds up."""
    found = np.zeros(counts.shape)
    found[city, months] = 1
    return found.ravel()


def alone(counts: NDArray[np.int64], month: int) -> list[float]:
    """Return the width that each small count of a month has by its own city's table, by hand."""
    found = []
    for city in np.flatnonzero(small(counts[:, month])):
        others = [ends(protect(int(n))) for n in counts[city]]
        whole = ends(protect(int(counts[city].sum())))
        low, high = others.pop(month)
        low = max(low, whole[0] - sum(one[1] for one in others))
        found.append(min(high, whole[1] - sum(one[0] for one in others)) - low)
    return found


def widths(networks: list[NDArray[np.int64]], told: list[list[Row]]) -> list[float]:
    """Return the width of what an outsider can infer of each small count, month by month.

    One month of every city is pushed at a time. Cities have nothing in common but the totals, so
    all of them reach their ends, unless a total held one back; and that is what is looked for.
    Networks stand beside each other in one programme, for speed alone.
    """
    blocks = [np.vstack([sign * row for row, _, _ in rows for sign in (1, -1)]) for rows in told]
    most = [end for rows in told for _, low, high in rows for end in (high, -low)]
    table = block_diag(blocks, format="csr")
    found: list[float] = []
    for month in range(MONTHS):
        goal = np.concatenate([_of_month(counts, month) for counts in networks])
        low, high = (linprog(s * goal, table, most, bounds=(0, 10**4)).x for s in (1, -1))
        found += (high - low)[goal > 0].tolist()
    return found


def _of_month(counts: NDArray[np.int64], month: int) -> NDArray[np.float64]:
    weights = np.zeros(counts.shape)
    weights[:, month] = small(counts[:, month])
    return weights.ravel()


def small(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which counts are from one to four."""
    return np.asarray((counts >= 1) & (counts <= 4))
