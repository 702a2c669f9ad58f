"""Partition weighted points in the plane: k-means from deterministic starts, and silhouettes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Labels = NDArray[np.int8]

GRID = 64
FEW_POINTS = 512
COARSE_GRID, ROUGH_GRID = 20, 24
MOST_ROUNDS, ROUGH_ROUNDS, FINE_ROUNDS = 15, 5, 8
DISTANCE_STEPS = float(2**22)
SMALLEST = 1e-300


@dataclass(frozen=True, slots=True)
class Cells:
    """Points of the plane with weights; each stands for the participants in one grid cell.

    `point`: (M, 2) mean position of the members. `weight`: (M,) members. `member`: (N,) cell of
    each participant.
    """

    point: Floats
    weight: Floats
    member: Indices


@dataclass(frozen=True, slots=True)
class Partition:
    """A way to split cells: (k, 2) centres, and the (M,) nearest of them for each cell."""

    centres: Floats
    label: Indices


def grid_cells(position: Floats, grid: int = GRID, few: int = FEW_POINTS) -> Cells:
    """Gather (N, 2) positions in the cells of a square grid; few positions stay as they are.

    >>> grid_cells(np.array([[0.0, 0.0], [0.1, 0.0], [9.0, 9.0]]), grid=2, few=0).weight.tolist()
    [2.0, 1.0]
    """
    if len(position) <= few:
        return Cells(position, np.ones(len(position)), np.arange(len(position)))
    low, width = position.min(axis=0), np.ptp(position, axis=0)
    steps = np.minimum((position - low) * (grid / np.where(width > 0, width, 1.0)), grid - 1)
    column = steps.astype(np.int64)
    code = column[:, 0] * grid + column[:, 1]
    occupied = np.bincount(code, minlength=grid * grid) > 0
    member = (np.cumsum(occupied) - 1)[code]
    weight = np.bincount(member).astype(np.float64)
    sums = [np.bincount(member, weights=position[:, axis]) for axis in range(2)]
    return Cells(np.stack(sums, axis=1) / weight[:, None], weight, member)


def nearest(point: Floats, centres: Floats) -> Indices:
    """Index of the nearest centre for each point; the lower index wins a tie.

    >>> nearest(np.array([[0.0, 0.0], [3.0, 0.0]]), np.array([[1.0, 0.0], [4.0, 0.0]])).tolist()
    [0, 1]
    """
    return np.asarray(_assign(point, centres[None])[0], np.intp)


def _assign(point: Floats, centres: Floats) -> Labels:
    """(R, M) nearest of (R, K, 2) centres, NaN where a run has none; longest runs come first."""
    x, y = np.ascontiguousarray(point.T)
    longest = (~np.isnan(centres[:, :, 0])).sum(axis=0).tolist()
    bias = (centres**2).sum(axis=2) / 2
    label = np.zeros((len(centres), len(point)), np.int8)
    best = np.full(label.shape, -np.inf)
    for k, runs in enumerate(longest):
        score = centres[:runs, k, 0, None] * x
        score += centres[:runs, k, 1, None] * y
        score -= bias[:runs, k, None]
        closer = score > best[:runs]
        np.maximum(label[:runs], closer * np.int8(k), out=label[:runs])  # k only grows
        np.maximum(best[:runs], score, out=best[:runs])
    return label


def _moments(point: Floats, weight: Floats) -> Floats:
    """(3, R, M) weight, and weight times either coordinate."""
    return np.stack([weight, weight * point[:, 0], weight * point[:, 1]])


def _means(moments: Floats, label: Labels, before: Floats) -> tuple[Floats, Floats]:
    """(R, K, 2) weighted means per run and cluster, and (R, K) their weights.

    An empty cluster keeps its centre.
    """
    runs, most = before.shape[:2]
    code = (label + np.arange(runs)[:, None] * most).ravel()
    mass, sum_x, sum_y = (
        np.bincount(code, weights=moment.ravel(), minlength=runs * most).reshape(runs, most)
        for moment in moments
    )
    means = np.stack([sum_x, sum_y], axis=2) / np.maximum(mass, SMALLEST)[:, :, None]
    return np.where(mass[:, :, None] > 0, means, before), np.asarray(mass, np.float64)


def lloyd(
    point: Floats, weight: Floats, centres: Floats, rounds: int = MOST_ROUNDS
) -> tuple[Floats, Floats]:
    """Improve many sets of centres at once by Lloyd's iteration.

    Parameters
    ----------
    point
        (M, 2).
    weight
        (R, M) weights of each run.
    centres
        (R, K, 2) starts, runs with most clusters first; a run with fewer than K clusters has
        NaN in the last ones.
    rounds
        Stop after so many rounds at the latest.

    Returns
    -------
    centres, gain
        (R, K, 2), and (R,) weighted sum of squared centre norms: the larger, the tighter the
        partition, since it and the squared error add up to a constant.
    """
    centres, mass = centres.copy(), np.zeros(centres.shape[:2])
    moments = _moments(point, weight)
    label = np.full(weight.shape, -1, np.int8)
    moving = np.arange(len(centres))
    for _ in range(rounds):
        fresh = _assign(point, centres[moving])
        moved = (fresh != label[moving]).any(axis=1)
        moving = moving[moved]
        if not len(moving):
            break
        label[moving] = fresh[moved]
        centres[moving], mass[moving] = _means(moments[:, moving], fresh[moved], centres[moving])
    return centres, (mass * np.nan_to_num((centres**2).sum(axis=2))).sum(axis=1)


def starts(point: Floats, weight: Floats, sizes: NDArray[np.int64]) -> Floats:
    """(4, S, K, 2) starting centres for each number of clusters in `sizes`.

    Slices of equal weight along either axis, slices of equal weight by angle around the mean,
    and the points that lie farthest from one another.
    """
    most = int(sizes.max())
    middle = (point * weight[:, None]).sum(axis=0) / weight.sum()
    off = point - middle
    keys = (off[:, 0], off[:, 1], np.arctan2(off[:, 1], off[:, 0]))
    fraction = np.stack([_weighted_rank(key, weight) for key in keys])
    label = (fraction[:, None, :] * sizes[None, :, None]).astype(np.int8)
    shape = (len(keys) * len(sizes), most, 2)
    flat = label.reshape(shape[0], -1)
    moments = _moments(point, np.broadcast_to(weight, flat.shape))
    sliced, _ = _means(moments, flat, np.full(shape, np.nan))
    far = np.tile(_farthest(point, off, most), (1, len(sizes), 1, 1))
    far[0, np.arange(most) >= sizes[:, None]] = np.nan
    return np.concatenate([sliced.reshape(len(keys), len(sizes), most, 2), far])


def _weighted_rank(key: Floats, weight: Floats) -> Floats:
    """Share of the weight that lies before the middle of each point, in [0, 1)."""
    order = np.argsort(key, kind="stable")
    rank = np.empty(len(key))
    total = np.cumsum(weight[order])
    rank[order] = (total - weight[order] / 2) / total[-1]
    return rank


def _farthest(point: Floats, off: Floats, count: int) -> Floats:
    chosen = [int((off**2).sum(axis=1).argmax())]
    distance = ((point - point[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, ((point - point[chosen[-1]]) ** 2).sum(axis=1))
    return point[chosen]


def best_partitions(cells: Cells, sizes: NDArray[np.int64]) -> list[Partition]:
    """Find the best k-means partition for each number of clusters in `sizes`.

    >>> cells = grid_cells(np.array([[0.0, 0.0], [1.0, 0.0], [8.0, 0.0], [9.0, 0.0]]))
    >>> best_partitions(cells, np.array([2]))[0].centres.tolist()
    [[0.5, 0.0], [8.5, 0.0]]
    """
    rough = grid_cells_again(cells)
    falling = sizes[::-1]
    begin = starts(rough.point, rough.weight, falling).swapaxes(0, 1)
    many, tries, most = begin.shape[:3]
    runs = begin.reshape(many * tries, most, 2)
    weight = np.broadcast_to(rough.weight, (len(runs), len(rough.weight)))
    centres, gain = lloyd(rough.point, weight, runs, ROUGH_ROUNDS)
    winner = gain.reshape(many, tries).argmax(axis=1)
    chosen = centres.reshape(begin.shape)[np.arange(many), winner]
    weight = np.broadcast_to(cells.weight, (many, len(cells.weight)))
    centres, _ = lloyd(cells.point, weight, chosen, FINE_ROUNDS)
    label = _assign(cells.point, centres).astype(np.intp)
    return [
        Partition(centres[many - 1 - i, :size], label[many - 1 - i]) for i, size in enumerate(sizes)
    ]


def grid_cells_again(cells: Cells) -> Cells:
    """Gather cells into a rough grid, to try many starts on."""
    if len(cells.weight) <= FEW_POINTS:
        return cells
    rough = grid_cells(cells.point, ROUGH_GRID)
    weight = np.bincount(rough.member, weights=cells.weight).astype(np.float64)
    sums = [
        np.bincount(rough.member, weights=cells.weight * cells.point[:, axis]) for axis in range(2)
    ]
    return Cells(np.stack(sums, axis=1) / weight[:, None], weight, rough.member)


def silhouettes(cells: Cells, partitions: list[Partition]) -> list[float]:
    """Mean silhouette of each partition (Rousseeuw 1987), distances between coarse cells.

    Many points are gathered once more in a coarse grid, with the members of every cluster
    counted per coarse cell, so that no distance between two people is ever computed. Distances
    are rounded to whole steps and weights are whole, so the products below are exact in any
    order of summation.

    >>> cells = grid_cells(np.array([[0.0, 0.0], [1.0, 0.0], [8.0, 0.0], [9.0, 0.0]]))
    >>> [round(s, 6) for s in silhouettes(cells, best_partitions(cells, np.array([2])))]
    [0.87451]
    """
    coarse = grid_cells(cells.point, COARSE_GRID)
    x, y = coarse.point.T
    distance = np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2)
    unit = max(float(distance.max()), SMALLEST) / DISTANCE_STEPS
    distance = np.rint(distance / unit)
    counts = [_members(coarse, cells.weight, partition) for partition in partitions]
    sums = np.split(
        distance @ np.concatenate(counts, axis=1),
        np.cumsum([count.shape[1] for count in counts])[:-1],
        axis=1,
    )
    return [_silhouette(s, count) for s, count in zip(sums, counts, strict=True)]


def _members(coarse: Cells, weight: Floats, partition: Partition) -> Floats:
    """(M', k) members of each cluster in each coarse cell."""
    size = len(partition.centres)
    code = coarse.member * size + partition.label
    count = np.bincount(code, weights=weight, minlength=len(coarse.weight) * size)
    return np.asarray(count.reshape(-1, size), np.float64)


def _silhouette(sums: Floats, count: Floats) -> float:
    size = count.sum(axis=0)
    own = sums / np.maximum(size - 1, 1)
    away = np.where(size > 0, sums / np.maximum(size, 1), np.inf)
    ordered = np.sort(away, axis=1)
    other = np.where(away == ordered[:, :1], ordered[:, 1:2], ordered[:, :1])
    larger = np.maximum(own, other)
    score = np.where((larger > 0) & (size > 1), (other - own) / np.where(larger > 0, larger, 1), 0)
    return float((score * count).sum() / size.sum())
