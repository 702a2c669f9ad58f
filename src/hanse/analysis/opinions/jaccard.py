"""How well groups survive when other participants might have come."""

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.clusters import Cells, grid_cells, lloyd, nearest, starts
from hanse.analysis.opinions.null import counter_bits

Floats = NDArray[np.float64]

BOOTSTRAPS = 50
BOOTSTRAP_GRID = 32


def bootstrap_jaccard(position: Floats, centres: Floats) -> tuple[float, ...]:
    """Mean overlap of each group with its counterpart when participants are drawn anew.

    Parameters
    ----------
    position
        (N, 2) placed participants.
    centres
        (k, 2) the partition under test.

    Notes
    -----
    Poisson(1) weights per participant and replicate; k-means anew from every start; overlap is
    members in both over members in either, with the best matching group of the replicate.
    """
    cells = grid_cells(position, BOOTSTRAP_GRID)
    count, size = len(cells.weight), len(centres)
    drawn = _poisson_weights(len(position), BOOTSTRAPS)
    rows = np.arange(BOOTSTRAPS)[:, None] * count
    weight = np.bincount(
        (rows + cells.member).ravel(), weights=drawn.ravel(), minlength=BOOTSTRAPS * count
    ).reshape(BOOTSTRAPS, count)
    begin = starts(cells.point, cells.weight, np.array([size]))[:, 0]
    runs = np.repeat(begin, BOOTSTRAPS, axis=0)
    again, gain = lloyd(cells.point, np.tile(weight, (len(begin), 1)), runs)
    winner = gain.reshape(len(begin), BOOTSTRAPS).argmax(axis=0)
    again = again.reshape(len(begin), BOOTSTRAPS, size, 2)[winner, np.arange(BOOTSTRAPS)]
    before = nearest(cells.point, centres)
    overlap = np.stack([_overlap(cells, before, c) for c in again])
    mine, theirs = overlap.sum(axis=2, keepdims=True), overlap.sum(axis=1, keepdims=True)
    jaccard = (overlap / np.maximum(mine + theirs - overlap, 1)).max(axis=2)
    return tuple(float(x) for x in jaccard.mean(axis=0))


def _overlap(cells: Cells, before: NDArray[np.intp], centres: Floats) -> Floats:
    size = len(centres)
    code = before * size + nearest(cells.point, centres)
    shared = np.bincount(code, weights=cells.weight, minlength=size * size)
    return np.asarray(shared.reshape(size, size), np.float64)


def _poisson_weights(people: int, replicates: int) -> NDArray[np.float64]:
    """(replicates, people) Poisson(1) draws by inversion of counter-based random words."""
    words = counter_bits(0, people * replicates) >> np.uint64(11)
    share = words.astype(np.float64) / float(2**53)
    ladder = np.cumsum(np.exp(-1) / np.cumprod([1.0, 1, 2, 3, 4, 5, 6, 7, 8]))
    draws = np.searchsorted(ladder, share, side="right")
    return draws.astype(np.float64).reshape(replicates, people)
