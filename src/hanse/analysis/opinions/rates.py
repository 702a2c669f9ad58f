"""How many of each bloc agree, disagree and pass, and how sure we can be of the shares."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.intervals import beta_interval
from hanse.analysis.opinions.results import BlocRates, Counts
from hanse.analysis.opinions.votes import UNDECLARED, Attribute, VoteTable

PRIOR = 0.5  # half a voice on each side (Jeffreys)
CELLS_AT_ONCE = 1 << 18  # votes counted in one pass, which bounds the working memory


def everyone(table: VoteTable) -> Attribute:
    """All participants as one bloc."""
    return Attribute("everyone", ("everyone",), np.zeros(table.participants, np.int32))


def tally(table: VoteTable, attribute: Attribute) -> Counts:
    """Votes per side, statement and bloc, as exact integers.

    Participants who declared no level are not counted; moderated statements count zero.

    Returns
    -------
    (3, C, B) int64; disagree, pass, agree (vote -1, 0, 1) along the first axis.
    """
    blocs = len(attribute.levels)
    counts = np.zeros(3 * table.statements * (blocs + 1), np.int64)
    bloc_or_rest = np.where(attribute.codes == UNDECLARED, blocs, attribute.codes)
    for cells, people in passes(table):
        slot = (table.vote[cells].astype(np.int64) + 1) * table.statements
        slot += table.statement[cells]
        slot *= blocs + 1
        slot += np.repeat(
            bloc_or_rest[people], np.diff(table.start[people.start : people.stop + 1])
        )
        counts += np.bincount(slot, minlength=len(counts))
    counts = counts.reshape(3, table.statements, blocs + 1)[:, :, :blocs]
    return np.where(table.moderated[:, None], 0, counts)


def passes(table: VoteTable) -> Iterator[tuple[slice, slice]]:
    """Slices of votes and of the participants who cast them, whole participants at a time."""
    first = 0
    while first < table.participants:
        limit = table.start[first] + CELLS_AT_ONCE
        last = max(int(np.searchsorted(table.start, limit, side="right")) - 1, first + 1)
        last = min(last, table.participants)
        yield slice(int(table.start[first]), int(table.start[last])), slice(first, last)
        first = last


def bloc_rates(table: VoteTable, attribute: Attribute) -> BlocRates:
    """Count each bloc's votes and give the posterior of its agreement, per statement.

    The share of a bloc that agrees with a statement, among those of the bloc who took a side,
    has the posterior Beta(agree + 1/2, disagree + 1/2). It rests on that bloc's own voices and on
    nothing else: no other bloc and no other statement can move it.

    Parameters
    ----------
    table
        Votes in canonical order.
    attribute
        B blocs; ``everyone(table)`` for all participants together.

    Returns
    -------
    Counts and shares (C, B); NaN shares where a statement is out of moderation.

    Notes
    -----
    Assumes that the voices of a bloc are exchangeable and stand for those who did not vote. It
    says nothing about who came. docs/methods/bloc-rates.md compares this prior with shrinkage
    towards the other blocs, which hid real differences of small blocs.

    References
    ----------
    Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion.

    Examples
    --------
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> table = build_vote_table(
    ...     participant_ids=["a", "b", "c", "d"],
    ...     statement_ids=["s"],
    ...     participant=[0, 1, 2, 3],
    ...     statement=[0, 0, 0, 0],
    ...     vote=[1, 1, -1, 0],
    ... )
    >>> rates = bloc_rates(table, everyone(table))
    >>> rates.agree.tolist(), rates.voices.tolist(), rates.passed.tolist()
    ([[2]], [[3]], [[1]])
    >>> rates.mean.tolist()
    [[0.625]]
    """
    disagree, passed, agree = tally(table, attribute)
    alpha, beta = posterior(agree, disagree, table.moderated)
    low, high = beta_interval(alpha, beta)
    votes = agree + disagree + passed
    return BlocRates(
        attribute=attribute.name,
        levels=attribute.levels,
        agree=agree,
        disagree=disagree,
        passed=passed,
        alpha=alpha,
        beta=beta,
        mean=alpha / (alpha + beta),
        low=low,
        high=high,
        pass_share=np.where(
            table.moderated[:, None], np.nan, (passed + PRIOR) / (votes + 3 * PRIOR)
        ),
    )


def posterior(
    agree: Counts, disagree: Counts, moderated: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shapes (C, B) of the Beta posterior; NaN where a statement is out of moderation."""
    out = moderated[:, None]
    return np.where(out, np.nan, agree + PRIOR), np.where(out, np.nan, disagree + PRIOR)
