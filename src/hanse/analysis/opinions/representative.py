"""Statements that set one emergent group apart, without testing groups on their own votes."""

from dataclasses import dataclass

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.opinions.axes import CHOICES
from hanse.analysis.opinions.opinion_map import OpenVotes, open_votes
from hanse.analysis.opinions.results import Groups, OpinionMap, Representative
from hanse.analysis.opinions.votes import AGREE, DISAGREE, VoteTable

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

FALSE_DISCOVERIES = 0.05
SMALLEST_DIFFERENCE = 0.15
FEWEST_VOICES = 10
PRIOR = 0.5
BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Contrast:
    """Every group against the rest, per statement left in; all arrays are (k, C').

    `inside`, `outside`: voices. `difference`: agreement share of the group minus that of the
    rest. `log_odds`, `deviation`: posterior mean and standard deviation of the log odds ratio.
    """

    inside: Counts
    outside: Counts
    difference: Floats
    log_odds: Floats
    deviation: Floats


def representative_statements(
    table: VoteTable, opinion_map: OpinionMap, groups: Groups
) -> tuple[Representative, ...]:
    """Statements on which one group differs from the rest.

    Whoever voted on a statement is put in the group nearest to where they would stand without
    that vote, so that no statement helps to choose the group it is then compared between. The
    log odds of agreement inside and outside are compared by their Beta posteriors; 5 % false
    discoveries (Benjamini-Hochberg) are allowed over all groups, statements and directions. At
    least ten voices inside and outside and a difference of .15 between the shares are required.

    Parameters
    ----------
    table
        P participants, C statements.
    opinion_map, groups
        From `place` and `find_groups` on the same table.

    Returns
    -------
    tuple
        Per group, the clearest first; empty without groups.

    Notes
    -----
    The axes still contain the statement's own votes. With few participants and many statements
    that leaves a few false cells; such tables seldom pass `find_groups`.

    References
    ----------
    Benjamini & Hochberg (1995). Stephens (2017), False discovery rates: a new deal.
    """
    if groups.attribute is None or groups.count < 2:  # noqa: PLR2004 - one group has no rest
        return ()
    votes = open_votes(table)
    tally = tally_without_own_vote(votes, opinion_map, groups)
    contrast = contrast_with_rest(tally[:, AGREE + 1], tally[:, DISAGREE + 1])
    return _clear_cells(contrast, votes.kept)


def group_centres(opinion_map: OpinionMap, groups: Groups) -> Floats:
    """(k, 2) mean position of the members of each group."""
    codes = groups.attribute.codes if groups.attribute else np.zeros(0, np.int32)
    members = codes >= 0
    size = np.bincount(codes[members], minlength=groups.count)
    sums = [
        np.bincount(
            codes[members], weights=opinion_map.position[members, axis], minlength=groups.count
        )
        for axis in range(2)
    ]
    return np.asarray(np.stack(sums, axis=1) / np.maximum(size, 1)[:, None])


def tally_without_own_vote(votes: OpenVotes, opinion_map: OpinionMap, groups: Groups) -> Counts:
    """(k, 3, C') disagrees, passes and agrees per group, leaving one statement out.

    A participant's vote on a statement counts for the group they belong to by all their other
    votes. Participants who are not placed count nowhere.
    """
    statements, count = len(votes.kept), groups.count
    stand, turn = _scores(votes, opinion_map, groups)
    cells = CHOICES * statements
    nowhere = np.where(np.isnan(opinion_map.position[:, 0]), count * cells, 0)
    tally = np.zeros((count + 1) * cells, np.int64)
    for first, last in _blocks(votes.start):
        block = slice(votes.start[first], votes.start[last])
        each = votes.votes_each[first:last]
        ballot = votes.ballot[block]
        place, best = np.repeat(nowhere[first:last], each), np.zeros(len(ballot))
        group = np.zeros(len(ballot), np.intp)
        for k in range(1, count):
            score = np.repeat(stand[k, first:last], each)
            score -= np.take(turn[k], ballot)
            np.copyto(group, k * cells, where=score > best)
            np.maximum(best, score, out=best)
        place += group
        place += ballot
        tally += np.bincount(place, minlength=len(tally))[: len(tally)]
    return tally[: count * cells].reshape(count, statements, CHOICES).swapaxes(1, 2)


def _scores(votes: OpenVotes, opinion_map: OpinionMap, groups: Groups) -> tuple[Floats, Floats]:
    """(k, P) closeness to each centre less that to the first, (k, 3 C') its change by a vote.

    Both are divided by a participant's scale, which changes no order. Of a participant with n
    votes the scale is that of the n - 1 others.
    """
    centres = group_centres(opinion_map, groups)
    bias = (centres**2).sum(axis=1) / 2
    toward, bias = centres - centres[0], bias - bias[0]
    n, statements = votes.votes_each, len(votes.kept)
    sums = opinion_map.position * np.sqrt(n / statements)[:, None]
    scale = np.sqrt(statements / np.maximum(n - 1, 1))
    stand = toward[:, :1] * sums[:, 0] + toward[:, 1:] * sums[:, 1] - bias[:, None] / scale
    loadings = opinion_map.axes[votes.kept]
    turn = toward[:, :1] * loadings[:, 0] + toward[:, 1:] * loadings[:, 1]
    choice = np.arange(-1, CHOICES - 1) - votes.mean[:, None]
    return stand, (turn[:, :, None] * choice).reshape(len(centres), -1)


def _blocks(start: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Ranges of participants with about `BLOCK` votes each."""
    marks = np.arange(0, start[-1], BLOCK)
    edges = np.unique(np.append(np.searchsorted(start, marks), len(start) - 1))
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))


def contrast_with_rest(agree: Counts, disagree: Counts) -> Contrast:
    """Compare each group with everybody in the other groups.

    Parameters
    ----------
    agree, disagree
        (k, C') counts.

    Notes
    -----
    A share of a out of n has the posterior Beta(a + 1/2, n - a + 1/2); the mean and variance of
    its log odds are differences of digamma and sums of trigamma values, here as running sums
    from digamma(1/2), which cancels, and trigamma(1/2) = pi^2 / 2.

    Examples
    --------
    >>> both = contrast_with_rest(np.array([[9], [1]]), np.array([[1], [9]]))
    >>> both.difference.round(3).tolist()
    [[0.8], [-0.8]]
    """
    rest_agree, rest_disagree = agree.sum(axis=0) - agree, disagree.sum(axis=0) - disagree
    inside, outside = agree + disagree, rest_agree + rest_disagree
    difference = agree / np.maximum(inside, 1) - rest_agree / np.maximum(outside, 1)
    steps = np.arange(int(max(inside.max(initial=0), outside.max(initial=0)))) + PRIOR
    log = np.concatenate(([0.0], np.cumsum(1 / steps)))
    spread = np.concatenate(([0.0], np.cumsum(-1 / steps**2))) + np.pi**2 / 2
    log_odds = log[agree] - log[disagree] - log[rest_agree] + log[rest_disagree]
    variance = spread[agree] + spread[disagree] + spread[rest_agree] + spread[rest_disagree]
    return Contrast(inside, outside, difference, log_odds, np.sqrt(variance))


def q_values(probability: Floats) -> Floats:
    """Benjamini-Hochberg adjusted probabilities.

    >>> q_values(np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    order = np.argsort(probability, kind="stable")
    scaled = probability[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted = np.empty(len(order))
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(adjusted, 1.0)


def false_sign_rate(log_odds: Floats, deviation: Floats) -> Floats:
    """Posterior probability (n,) that a log odds ratio has the other sign.

    `log_odds` and `deviation`: (n,) contrasts in nats with their standard errors, all above 0.
    The prior is normal around 0, its variance estimated from all contrasts by moments.
    """
    spread = max(float(np.mean(log_odds**2 - deviation**2)), 0.0)
    shrunk = spread / (spread + deviation**2)
    return np.asarray(scipy.special.ndtr(-np.abs(log_odds) * np.sqrt(shrunk) / deviation))


def _clear_cells(contrast: Contrast, kept: NDArray[np.int64]) -> tuple[Representative, ...]:
    tested = (contrast.inside >= FEWEST_VOICES) & (contrast.outside >= FEWEST_VOICES)
    group, column = np.nonzero(tested)
    if not len(group):
        return ()
    log_odds, deviation = contrast.log_odds[tested], contrast.deviation[tested]
    z = log_odds / deviation
    both = q_values(np.concatenate([scipy.special.ndtr(-z), scipy.special.ndtr(z)])).reshape(2, -1)
    q = both.min(axis=0)
    sign_rate = false_sign_rate(log_odds, deviation)
    difference = contrast.difference[tested]
    clear = (
        (q <= FALSE_DISCOVERIES)
        & (np.abs(difference) >= SMALLEST_DIFFERENCE)
        & (np.sign(difference) == np.sign(log_odds))
    )
    order = np.lexsort((column, -np.abs(z), group))
    shown = order[clear[order]]
    columns = zip(
        group[shown].tolist(),
        kept[column[shown]].tolist(),
        np.where(log_odds[shown] > 0, 1, -1).tolist(),
        difference[shown].tolist(),
        log_odds[shown].tolist(),
        q[shown].tolist(),
        sign_rate[shown].tolist(),
        strict=True,
    )
    return tuple(Representative(*row) for row in columns)
