"""The published formulas of Polis, written out plainly; for tests and benchmarks only.

Agree is 1, disagree -1, pass 0, missing NaN. Steps are numbered as in docs/methods/polis-formulas.
Where the red-dwarf library departs from Polis (no base clusters, no smoothing of k, no top-up of
participants) this oracle departs with it, because recorded red-dwarf results are what it is
checked against.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ENOUGH_VOTES = 7
MOST_GROUPS = 5
PICKED = 5
MAJORITY = 0.5
ONE_SIDED_90 = 1.2816  # standard normal quantile
ROUNDS = 300


@dataclass(frozen=True)
class Tally:
    """Agrees, disagrees and all votes with passes, (G, C) for G groups or (1, C) for all."""

    agree: Floats
    disagree: Floats
    seen: Floats


@dataclass(frozen=True)
class Chosen:
    """A statement picked for a group or for everyone."""

    statement: int
    direction: int
    success: int
    trials: int
    share: float
    share_z: float
    ratio: float = float("nan")
    ratio_z: float = float("nan")


def zero_moderated(votes: Floats, moderated: NDArray[np.bool_]) -> Floats:
    """Step 2: a moderated statement counts as passed by everybody, voter or not."""
    return np.where(moderated, 0.0, votes)


def in_conversation(votes: Floats) -> NDArray[np.bool_]:
    """Step 3: participants with enough votes of their own."""
    return np.asarray((~np.isnan(votes)).sum(axis=1) >= min(ENOUGH_VOTES, votes.shape[1]))


def principal_axes(votes: Floats) -> tuple[Floats, Floats]:
    """Step 4: (2, C) axes of the votes with column means in the gaps, and the (C,) means.

    The largest loading of an axis is positive.
    """
    mean = np.nan_to_num(np.nanmean(votes, axis=0))
    centred = np.where(np.isnan(votes), 0.0, votes - mean)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:2]
    largest = np.abs(axes).argmax(axis=1)
    return axes * np.sign(axes[np.arange(len(axes)), largest])[:, None], mean


def project(votes: Floats, axes: Floats, mean: Floats) -> Floats:
    """Step 5: (P, 2) positions, stretched for those who voted on little."""
    voted = ~np.isnan(votes)
    plain = np.where(voted, votes - mean, 0.0) @ axes.T
    stretch = np.sqrt(votes.shape[1] / np.maximum(voted.sum(axis=1), 1))
    return plain * stretch[:, None]


def extremity(axes: Floats, mean: Floats) -> Floats:
    """Step 5: (C,) length of the projection of one virtual agree vote."""
    return np.linalg.norm((1 - mean) * axes, axis=0) * np.sqrt(axes.shape[1])


def k_means(points: Floats, k: int) -> Ints:
    """Step 7: Lloyd's rounds from the k leftmost distinct points."""
    centres = np.unique(points, axis=0)[:k]
    label = cdist(points, centres).argmin(axis=1)
    for _ in range(ROUNDS):
        centres = np.array([points[label == g].mean(axis=0) for g in range(len(centres))])
        again = cdist(points, centres).argmin(axis=1)
        if (again == label).all():
            break
        label = again
    return label


def silhouette(distance: Floats, label: Ints) -> float:
    """Step 7: mean silhouette; someone alone in a group scores 0."""
    member = np.eye(label.max() + 1)[label]
    size = member.sum(axis=0)
    total = distance @ member
    rows = np.arange(len(label))
    own = total[rows, label] / np.maximum(size[label] - 1, 1)
    other = np.where(member > 0, np.inf, total / size).min(axis=1)
    score = (other - own) / np.maximum(own, other)
    return float(np.where(size[label] > 1, score, 0.0).mean())


def find_groups(points: Floats) -> Ints:
    """Step 7: labels for the k from 2 to 5 with the best silhouette, the higher k on a tie."""
    distance = cdist(points, points)
    tried = [k_means(points, k) for k in range(2, MOST_GROUPS + 1)]
    score = [silhouette(distance, label) for label in tried]
    return tried[max(range(len(tried)), key=lambda i: (score[i], i))]


def tally(votes: Floats, label: Ints | None = None) -> Tally:
    """Step 8: counts per group over the votes as given, moderated ones too."""
    groups = [votes] if label is None else [votes[label == g] for g in range(label.max() + 1)]
    return Tally(
        np.array([(v == 1).sum(axis=0) for v in groups], float),
        np.array([(v == -1).sum(axis=0) for v in groups], float),
        np.array([(~np.isnan(v)).sum(axis=0) for v in groups], float),
    )


def probability(success: Floats, seen: Floats) -> Floats:
    """Step 9: share with one success and one failure added."""
    return (success + 1) / (seen + 2)


def one_proportion_z(success: Floats, seen: Floats) -> Floats:
    """Step 9: how far the share lies above one half."""
    return 2 * np.sqrt(seen + 1) * ((success + 1) / (seen + 1) - 0.5)


def two_proportion_z(success: Floats, seen: Floats, rest: Floats, rest_seen: Floats) -> Floats:
    """Step 9: how far the share lies above that of the rest; one is added to every count."""
    ours, theirs = (success + 1) / (seen + 1), (rest + 1) / (rest_seen + 1)
    pooled = (success + rest + 2) / (seen + rest_seen + 2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (rest_seen + 1)))
    return np.where(pooled == 1, 0.0, (ours - theirs) / np.where(pooled == 1, 1, spread))


def representativeness(success: Floats, seen: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Step 9 for one direction: probability, its z, ratio to the rest, its z; each (G, C)."""
    rest, rest_seen = success.sum(axis=0) - success, seen.sum(axis=0) - seen
    share = probability(success, seen)
    ratio = share / probability(rest, rest_seen)
    return (
        share,
        one_proportion_z(success, seen),
        ratio,
        two_proportion_z(success, seen, rest, rest_seen),
    )


def significant_for_group(counts: Tally, group: int, moderated: NDArray[np.bool_]) -> list[Chosen]:
    """Step 10: every statement that is significant for a group, the strongest first."""
    sides = [representativeness(n, counts.seen) for n in (counts.agree, counts.disagree)]
    success = (counts.agree, counts.disagree)
    found: list[Chosen] = []
    for j in np.flatnonzero(~moderated).tolist():
        passing = [
            s for s in (0, 1) if min(sides[s][1][group, j], sides[s][3][group, j]) > ONE_SIDED_90
        ]
        if not passing:
            continue
        side = 0 if sides[0][3][group, j] > sides[1][3][group, j] else 1
        share, share_z, ratio, ratio_z = (float(x[group, j]) for x in sides[side])
        n, trials = int(success[side][group, j]), int(counts.seen[group, j])
        found.append(Chosen(j, 1 - 2 * side, n, trials, share, share_z, ratio, ratio_z))
    return sorted(found, key=lambda c: -c.ratio * c.ratio_z * c.share * c.share_z)


def consensus(counts: Tally, moderated: NDArray[np.bool_]) -> tuple[list[Chosen], list[Chosen]]:
    """Step 11: up to five statements that all agree with, and five that all refuse."""
    picked = []
    for direction, success in ((1, counts.agree[0]), (-1, counts.disagree[0])):
        share, z = probability(success, counts.seen[0]), one_proportion_z(success, counts.seen[0])
        fit = np.flatnonzero(~moderated & (share > MAJORITY) & (z > ONE_SIDED_90)).tolist()
        best = sorted(fit, key=lambda j: -share[j] * z[j])[:PICKED]
        picked.append(
            [
                Chosen(j, direction, int(success[j]), int(counts.seen[0, j]), share[j], z[j])
                for j in best
            ]
        )
    return picked[0], picked[1]


def group_aware_consensus(counts: Tally) -> Floats:
    """Step 12: (C,) product over groups of the probability to agree."""
    return probability(counts.agree, counts.seen).prod(axis=0)


def priority(counts: Tally, extreme: Floats) -> Floats:
    """Step 13: (C,) weight with which a statement is shown next."""
    agree, seen = counts.agree[0], counts.seen[0]
    passed = seen - agree - counts.disagree[0]
    likely_pass, likely_agree = probability(passed, seen), probability(agree, seen)
    novelty = 1 + 8 * 2.0 ** (-seen / 5)
    return np.asarray(((1 - likely_pass) * (1 + extreme) * likely_agree * novelty) ** 2)
