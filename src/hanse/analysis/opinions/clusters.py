"""Partition weighted points in the plane: k-means from deterministic starts, and silhouettes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

GRID = 64
FEW_POINTS = 512
COARSE_GRID = 20
MOST_ROUNDS = 40
DISTANCE_STEPS = float(2**22)


@dataclass(frozen=True, slots=True)
class Cells:
    """Points of the plane with weights; each stands for the participants in one grid cell.

    `point`: (M, 2) mean position of the members. `weight`: (M,) members. `member`: (N,) cell of
    each participant.
    """

    point: Floats
    weight: Floats
    member: Indices


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
    return np.asarray(_assign(point, centres[None])[0])


def _assign(point: Floats, centres: Floats) -> Indices:
    """(R, M) nearest of (R, K, 2) centres; centres of NaN are never chosen."""
    absent = np.isnan(centres[:, :, 0])
    there = np.where(absent[:, :, None], 0.0, centres)
    bias = np.where(absent, np.inf, (there**2).sum(axis=2) / 2)
    x, y = np.ascontiguousarray(point.T)
    label = np.zeros((len(centres), len(point)), np.intp)
    best = there[:, :1, 0] * x + there[:, :1, 1] * y - bias[:, :1]
    for k in range(1, centres.shape[1]):
        rows = np.flatnonzero(~absent[:, k])
        score = there[rows, k, 0, None] * x + there[rows, k, 1, None] * y - bias[rows, k, None]
        closer = score > best[rows]
        best[rows] = np.where(closer, score, best[rows])
        label[rows] = np.where(closer, k, label[rows])
    return label


def _means(point: Floats, weight: Floats, label: Indices, before: Floats) -> Floats:
    """(R, K, 2) weighted mean per run and cluster; an empty cluster keeps its centre."""
    runs, most = before.shape[:2]
    code = (label + np.arange(runs)[:, None] * most).ravel()
    size = runs * most
    mass = np.bincount(code, weights=weight.ravel(), minlength=size)
    sums = [
        np.bincount(code, weights=(weight * point[:, axis]).ravel(), minlength=size)
        for axis in range(2)
    ]
    means = np.stack(sums, axis=1) / np.maximum(mass, 1e-300)[:, None]
    shape = (runs, most, 1)
    return np.where(mass.reshape(shape) > 0, means.reshape(runs, most, 2), before)


def lloyd(point: Floats, weight: Floats, centres: Floats) -> tuple[Floats, Floats]:
    """Improve many sets of centres at once by Lloyd's iteration.

    Parameters
    ----------
    point
        (M, 2).
    weight
        (R, M) weights of each run.
    centres
        (R, K, 2) starts; a run with fewer than K clusters has NaN in the last ones.

    Returns
    -------
    centres, gain
        (R, K, 2), and (R,) weighted sum of squared centre norms: the larger, the tighter the
        partition, since it and the squared error add up to a constant.
    """
    centres = centres.copy()
    label = np.full(weight.shape, -1)
    moving = np.arange(len(centres))
    for _ in range(MOST_ROUNDS):
        fresh = _assign(point, centres[moving])
        moved = (fresh != label[moving]).any(axis=1)
        label[moving] = fresh
        moving = moving[moved]
        if not len(moving):
            break
        centres[moving] = _means(point, weight[moving], label[moving], centres[moving])
    mass = np.zeros(centres.shape[:2])
    for k in range(centres.shape[1]):
        mass[:, k] = np.where(label == k, weight, 0.0).sum(axis=1)
    norm = np.nan_to_num((centres**2).sum(axis=2))
    return centres, (mass * norm).sum(axis=1)


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
    label = (fraction[:, None, :] * sizes[None, :, None]).astype(np.intp)
    shape = (len(keys) * len(sizes), most, 2)
    flat = label.reshape(shape[0], -1)
    sliced = _means(point, np.broadcast_to(weight, flat.shape), flat, np.full(shape, np.nan))
    far = np.full((1, len(sizes), most, 2), np.nan)
    for i, size in enumerate(sizes):
        far[0, i, :size] = _farthest(point, off, most)[:size]
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


def best_partitions(cells: Cells, sizes: NDArray[np.int64]) -> list[Floats]:
    """Best k-means centres for each number of clusters in `sizes`.

    >>> cells = grid_cells(np.array([[0.0, 0.0], [1.0, 0.0], [8.0, 0.0], [9.0, 0.0]]))
    >>> best_partitions(cells, np.array([2]))[0].tolist()
    [[0.5, 0.0], [8.5, 0.0]]
    """
    begin = starts(cells.point, cells.weight, sizes)
    tries, many, most = begin.shape[:3]
    runs = begin.reshape(tries * many, most, 2)
    weight = np.broadcast_to(cells.weight, (len(runs), len(cells.weight)))
    centres, gain = lloyd(cells.point, weight, runs)
    winner = gain.reshape(tries, many).argmax(axis=0)
    chosen = centres.reshape(begin.shape)[winner, np.arange(many)]
    return [chosen[i, :size] for i, size in enumerate(sizes)]


def silhouettes(cells: Cells, partitions: list[Floats]) -> list[float]:
    """Mean silhouette of each partition (Rousseeuw 1987), distances between coarse cells.

    Many points are gathered once more in a coarse grid, with the members of every cluster
    counted per coarse cell, so that no distance between two people is ever computed. Distances
    are rounded to whole steps and weights are whole, so the products below are exact in any
    order of summation.

    >>> cells = grid_cells(np.array([[0.0, 0.0], [1.0, 0.0], [8.0, 0.0], [9.0, 0.0]]))
    >>> [round(s, 6) for s in silhouettes(cells, [np.array([[0.5, 0.0], [8.5, 0.0]])])]
    [0.87451]
    """
    coarse = grid_cells(cells.point, COARSE_GRID)
    gap = coarse.point[:, None, :] - coarse.point[None, :, :]
    distance = np.sqrt(gap[:, :, 0] ** 2 + gap[:, :, 1] ** 2)
    unit = max(float(distance.max()), 1e-300) / DISTANCE_STEPS
    distance = np.rint(distance / unit)
    counts = [
        np.bincount(
            coarse.member * len(centres) + nearest(cells.point, centres),
            weights=cells.weight,
            minlength=len(coarse.weight) * len(centres),
        )
        .astype(np.float64)
        .reshape(-1, len(centres))
        for centres in partitions
    ]
    sums = distance @ np.concatenate(counts, axis=1)
    ends = np.cumsum([len(centres) for centres in partitions])
    return [
        _silhouette(s, c) for s, c in zip(np.split(sums, ends[:-1], axis=1), counts, strict=True)
    ]


def _silhouette(sums: Floats, count: Floats) -> float:
    size = count.sum(axis=0)
    own = sums / np.maximum(size - 1, 1)
    away = np.where(size > 0, sums / np.maximum(size, 1), np.inf)
    ordered = np.sort(away, axis=1)
    other = np.where(away == ordered[:, :1], ordered[:, 1:2], ordered[:, :1])
    larger = np.maximum(own, other)
    score = np.where((larger > 0) & (size > 1), (other - own) / np.where(larger > 0, larger, 1), 0)
    return float((score * count).sum() / size.sum())
