"""Emergent groups of like-minded participants, reported only if they are real."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.axes import centre, leading_axes
from hanse.analysis.opinions.clusters import best_partitions, grid_cells, nearest, silhouettes
from hanse.analysis.opinions.jaccard import bootstrap_jaccard
from hanse.analysis.opinions.null import counter_bits, shuffles, thin
from hanse.analysis.opinions.opinion_map import open_votes, open_votes_each, positions
from hanse.analysis.opinions.results import Groups, OpinionMap
from hanse.analysis.opinions.valleys import valley_probability
from hanse.analysis.opinions.votes import UNDECLARED, Attribute, VoteTable

Floats = NDArray[np.float64]

FEWEST_GROUPS, MOST_GROUPS = 2, 8
FEWEST_MEMBERS, USUAL_MEMBERS = 10, 25
SMALLEST_SHARE = 0.02
LEVEL = 0.05
SHUFFLES = 19
STABLE = 0.75
SAMPLE_STREAM = 2**32
ENOUGH_PEOPLE = 1_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to split the participants: (k, 2) centres and the mean silhouette."""

    centres: Floats
    silhouette: float


def find_groups(table: VoteTable, opinion_map: OpinionMap) -> Groups:
    """Look for groups on the opinion map and report them only if four checks hold.

    For k = 2..8 the best k-means partition whose smallest group has max(10, 2 %) of the placed
    participants is a candidate. The leading one is reported only if (1) fewer people stand
    between any two groups than in either, (2) every group keeps a mean Jaccard overlap of .75
    with its counterpart when participants are drawn anew, and (3) its silhouette beats the best
    silhouette found in each of nineteen tables whose votes were shuffled within statements.

    Parameters
    ----------
    table
        P participants, C statements.
    opinion_map
        Their places, from `place(table)`.

    Returns
    -------
    Groups
        Groups are ordered along the first axis, then the second.

    Notes
    -----
    Large tables are compared with their shuffles on a fixed random choice of about 1,000
    placed participants, observed and shuffled alike, which keeps the level of the test.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability. Rousseeuw (1987), Silhouettes.
    """
    placed = ~np.isnan(opinion_map.position[:, 0])
    position = opinion_map.position[placed]
    found = candidates(position)
    if not found:
        return Groups(0, None, 1, 0.0, 0.0, (), _no_candidate(position))
    votes_each = open_votes_each(table)[placed]
    best, valley = _leading(found, position, votes_each)
    jaccard = bootstrap_jaccard(position, best.centres) if valley <= LEVEL else ()
    stable = bool(jaccard) and min(jaccard) >= STABLE
    observed, bar = best.silhouette, np.nan
    if stable:
        observed, bar = _against_shuffles(table, placed, best)
    real = stable and observed > bar
    return Groups(
        count=len(best.centres) if real else 0,
        attribute=group_attribute(opinion_map, best.centres) if real else None,
        best_k=len(best.centres),
        silhouette=observed,
        null_silhouette=bar,
        jaccard=jaccard,
        reason=_reason(len(best.centres), parted=bool(jaccard), stable=stable, real=real),
    )


def candidates(position: Floats) -> list[Candidate]:
    """Every k-means partition of (N, 2) positions whose groups all have enough members."""
    fewest = _fewest_members(len(position))
    most = _most_groups(len(position))
    if most < FEWEST_GROUPS or not np.ptp(position, axis=0).any():
        return []
    cells = grid_cells(position)
    sized = [
        partition
        for partition in best_partitions(cells, np.arange(FEWEST_GROUPS, most + 1))
        if np.bincount(partition.label, cells.weight, len(partition.centres)).min() >= fewest
    ]
    if not sized:
        return []
    return [
        Candidate(p.centres[np.lexsort((p.centres[:, 1], p.centres[:, 0]))], silhouette)
        for p, silhouette in zip(sized, silhouettes(cells, sized), strict=True)
    ]


def group_attribute(opinion_map: OpinionMap, centres: Floats) -> Attribute:
    """Assign every participant to the nearest of (k, 2) centres, -1 where not placed."""
    placed = ~np.isnan(opinion_map.position[:, 0])
    codes = np.full(len(placed), UNDECLARED, np.int32)
    codes[placed] = nearest(opinion_map.position[placed], centres)
    levels = tuple(f"Group {chr(ord('A') + k)}" for k in range(len(centres)))
    return Attribute("group", levels, codes)


def _fewest_members(people: int) -> int:
    return max(FEWEST_MEMBERS, int(np.ceil(SMALLEST_SHARE * people)))


def _most_groups(people: int) -> int:
    return min(MOST_GROUPS, people // FEWEST_MEMBERS, max(FEWEST_GROUPS, people // USUAL_MEMBERS))


def _leading(
    found: list[Candidate], position: Floats, votes_each: NDArray[np.int64]
) -> tuple[Candidate, float]:
    """Highest silhouette among those parted by valleys, else among all; and its valley bound."""
    ordered = sorted(found, key=lambda c: -c.silhouette)
    bounds = [
        valley_probability(position, votes_each, nearest(position, c.centres)) for c in ordered
    ]
    first = next((i for i, bound in enumerate(bounds) if bound <= LEVEL), 0)
    return ordered[first], bounds[first]


def _against_shuffles(
    table: VoteTable, placed: NDArray[np.bool_], best: Candidate
) -> tuple[float, float]:
    """Observed silhouette and the largest among shuffles, on the same participants.

    Beating all of nineteen shuffles has a chance of one in twenty without structure. Shuffling
    stops at the first that reaches the observed silhouette.
    """
    observed, sample = best.silhouette, table
    if placed.sum() > ENOUGH_PEOPLE:
        chance = counter_bits(SAMPLE_STREAM, table.participants) >> np.uint64(11)
        sample = thin(table, placed & (chance < 2**53 * (ENOUGH_PEOPLE / placed.sum())))
        observed = _silhouette_of(sample, len(best.centres))
    bar = -1.0
    for shuffled in shuffles(sample, range(1, SHUFFLES + 1)):
        bar = max(bar, _silhouette_of(shuffled))
        if bar >= observed:
            break
    return observed, bar


def _silhouette_of(table: VoteTable, size: int | None = None) -> float:
    """Largest silhouette of any partition, or of the one into `size` groups."""
    votes = open_votes(table)
    centred = centre(votes.start, votes.statement, votes.ballot, votes.mean)
    position = positions(votes, centred, leading_axes(centred)[0])
    found = candidates(position[~np.isnan(position[:, 0])])
    wanted = [c.silhouette for c in found if size in (None, len(c.centres))]
    return max(wanted, default=-1.0)


def _no_candidate(position: Floats) -> str:
    if len(position) < 2 * FEWEST_MEMBERS:
        return (
            f"Only {len(position)} participants voted enough to be placed; two groups need at"
            f" least {2 * FEWEST_MEMBERS}."
        )
    if not np.ptp(position, axis=0).any():
        return "Everybody placed voted alike, so there is nothing to tell groups by."
    return "Opinion is one continuous spectrum: only a handful of people stand apart."


def _reason(size: int, *, parted: bool, stable: bool, real: bool) -> str:
    spectrum = "Opinion is one continuous spectrum:"
    if not parted:
        return f"{spectrum} people stand between the camps as densely as in them."
    if not stable:
        return f"{spectrum} the groups change when other participants are drawn."
    if not real:
        return f"{spectrum} votes dealt at random part just as clearly."
    return (
        f"{size} groups: few people stand in between, the groups stay when participants are"
        " drawn anew, and votes dealt at random part less clearly."
    )
