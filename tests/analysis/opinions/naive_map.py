"""Slow, obvious twins of the opinion map, its groups and its representative statements."""

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.prediction import Side, VoteModel
from hanse.analysis.opinions.votes import VoteTable

Floats = NDArray[np.float64]


def dense(table: VoteTable) -> Floats:
    """(P, C) matrix, NaN where nobody voted."""
    matrix = np.full((table.participants, table.statements), np.nan)
    matrix[table.participant, table.statement] = table.vote
    return matrix


def place(table: VoteTable) -> tuple[Floats, Floats]:
    """Positions and axes by filling missing votes with means and a full decomposition."""
    matrix = dense(table)[:, ~table.moderated]
    filled = np.where(np.isnan(matrix), np.nanmean(matrix, axis=0), matrix)
    centred = filled - np.nanmean(matrix, axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:2].T
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), range(2)])
    votes = (~np.isnan(matrix)).sum(axis=1)
    position = centred @ axes * np.sqrt(matrix.shape[1] / np.maximum(votes, 1))[:, None]
    position[votes < min(7, matrix.shape[1])] = np.nan
    return position, axes


def silhouette(points: Floats, label: NDArray[np.intp]) -> float:
    """Mean silhouette from all distances between people."""
    distance = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    scores = []
    for i, mine in enumerate(label):
        same = (label == mine) & (np.arange(len(label)) != i)
        if not same.any():
            scores.append(0.0)
            continue
        own = distance[i, same].mean()
        other = min(distance[i, label == g].mean() for g in set(label) - {mine})
        scores.append((other - own) / max(own, other))
    return float(np.mean(scores))


def tally_without_own_vote(table: VoteTable, axes: Floats, centres: Floats) -> NDArray[np.int64]:
    """(k, 3, C) counts, each cell placed anew from the person's other votes."""
    matrix = dense(table)
    mean = np.nanmean(matrix, axis=0)
    tally = np.zeros((len(centres), 3, table.statements), np.int64)
    fewest = min(7, table.statements)
    for votes in matrix:
        seen = np.flatnonzero(~np.isnan(votes))
        if len(seen) < fewest:
            continue
        for j in seen:
            others = seen[seen != j]
            stand = (votes[others] - mean[others]) @ axes[others]
            stand = stand * np.sqrt(table.statements / max(len(others), 1))
            group = int(((centres - stand) ** 2).sum(axis=1).argmin())
            tally[group, int(votes[j]) + 1, j] += 1
    return tally


def regress_statements(table: VoteTable, model: VoteModel) -> Floats:
    """(C, 1 + r) statement levels and leanings after one more step, by loops."""
    people, asked, rank = model.participants, model.statements, model.rank
    spread = np.column_stack([asked.mean[:, 0] - asked.mean[:, 0].mean(), asked.mean[:, 1:]])
    variance = (spread**2).mean(axis=0) + asked.covariance.mean(axis=0).diagonal()
    matrix = dense(table)
    result = np.zeros_like(asked.mean)
    for j in range(table.statements):
        precision = np.diag(1 / variance)
        target = np.eye(1 + rank)[0] * asked.mean[:, 0].mean() / variance[0]
        for i in np.flatnonzero(np.abs(matrix[:, j]) == 1):
            seen = np.concatenate([[1.0], people.mean[i, 1:]])
            second = np.outer(seen, seen)
            second[1:, 1:] += people.covariance[i, 1:, 1:]
            offset = people.mean[i, 0] * seen
            offset[1:] += people.covariance[i, 0, 1:]
            bend = np.sqrt(_expected_square(people, asked, i, j))
            weight = np.tanh(bend / 2) / (2 * bend)
            precision += weight * second
            target += matrix[i, j] / 2 * seen - weight * offset
        result[j] = np.linalg.solve(precision, target)
    return result


def _expected_square(people: Side, asked: Side, i: int, j: int) -> float:
    """Mean square of level + level + leanings times leanings, both sides independent."""
    me = np.concatenate([[people.mean[i, 0], 1.0], people.mean[i, 1:]])
    it = np.concatenate([[1.0, asked.mean[j, 0]], asked.mean[j, 1:]])
    mine, its = np.outer(me, me), np.outer(it, it)
    own_levels = [0, *range(2, len(me))]
    other_levels = list(range(1, len(me)))
    mine[np.ix_(own_levels, own_levels)] += people.covariance[i]
    its[np.ix_(other_levels, other_levels)] += asked.covariance[j]
    return float((mine * its).sum())


def lloyd(point: Floats, centres: Floats) -> Floats:
    """K-means rounds until nothing moves; an empty cluster keeps its centre."""
    centres = centres.copy()
    label = np.full(len(point), -1)
    while True:
        fresh = ((point[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        if (fresh == label).all():
            return centres
        label = fresh
        for k in set(label.tolist()):
            centres[k] = point[label == k].mean(axis=0)
