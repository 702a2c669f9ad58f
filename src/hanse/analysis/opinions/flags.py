"""Participants whose votes deserve a look; nobody is ever dropped for it."""

import numpy as np

from hanse.analysis.opinions.rates import PRIOR, passes
from hanse.analysis.opinions.results import Counts, Flags, Shares
from hanse.analysis.opinions.votes import AGREE, DISAGREE, PASS, VoteTable

ENOUGH_VOTES = 10
FALSE_ALARMS = 0.05  # chance of flagging anybody at all by accident, over the whole table


def flags(table: VoteTable, counts: Counts) -> Flags:
    """Straight-liners and the fit of each participant's votes to the statements.

    Parameters
    ----------
    table
        Votes in canonical order.
    counts
        (3, C) disagree, pass and agree per statement, zero where moderated.

    Returns
    -------
    One entry per participant; votes on moderated statements count for nothing.

    Notes
    -----
    A straight-liner has at least ten votes, all agree or all disagree, and the chance of such a
    row from independent votes at the other participants' shares is below 0.05 divided by the
    number of participants. `person_fit` is l_z: the log likelihood of the voices, minus its mean,
    over its standard deviation. Both take votes as independent given the statements, so agreeable
    people and members of a small bloc look less likely than they are.

    References
    ----------
    Drasgow, Levine and Williams (1985), Appropriateness measurement with polychotomous item
    response models and standardized indices; docs/methods/flags.md.

    Examples
    --------
    Twenty people disagree with all ten statements; one agrees with everything:

    >>> from hanse.analysis.opinions.rates import everyone, tally
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> who, what = np.divmod(np.arange(210), 10)
    >>> table = build_vote_table(
    ...     participant_ids=[chr(97 + i) for i in range(21)],
    ...     statement_ids=[str(j) for j in range(10)],
    ...     participant=who,
    ...     statement=what,
    ...     vote=np.where(who == 0, 1, -1),
    ... )
    >>> found = flags(table, tally(table, everyone(table))[:, :, 0])
    >>> np.flatnonzero(found.straight_liners).tolist(), found.person_fit[:2].round(1).tolist()
    ([0], [-11.7, 0.9])
    """
    votes, side, voices, surprise, spread, log_chance = _sums_over_votes(table, counts)
    same_side = (votes >= ENOUGH_VOTES) & (np.abs(side) == votes)
    limit = np.log(FALSE_ALARMS / max(table.participants, 1))
    measured = (voices >= ENOUGH_VOTES) & (spread > 0)
    fit = np.full(table.participants, np.nan)
    fit[measured] = surprise[measured] / np.sqrt(spread[measured])
    return Flags(straight_liners=same_side & (log_chance < limit), person_fit=fit)


def _sums_over_votes(table: VoteTable, counts: Counts) -> list[Shares]:
    """Six (P,) sums over each participant's votes, one for each of `_worth_of_a_vote`."""
    worth = _worth_of_a_vote(counts, table)
    sums = [np.zeros(table.participants) for _ in worth]
    for cells, people in passes(table):
        row = table.vote[cells].astype(np.int64)
        row += 1  # in place: fresh memory costs more than the sums
        row *= table.statements
        row += table.statement[cells]
        start = table.start[people.start : people.stop + 1] - cells.start
        voted = np.flatnonzero(np.diff(start))
        if voted.size:
            for total, values in zip(sums, worth, strict=True):
                total[people.start + voted] = np.add.reduceat(np.take(values, row), start[voted])
    return sums


def _worth_of_a_vote(counts: Counts, table: VoteTable) -> list[Shares]:
    """Tell what a vote adds, each (3 C,) by side and statement; zeros where moderated.

    In turn: votes, signed votes, voices, log likelihood of a voice minus its mean, its variance,
    log chance that the other participants would cast this vote.
    """
    side = np.array([[DISAGREE], [PASS], [AGREE]])
    voice = np.abs(side)
    agree = (counts[2] + PRIOR) / (counts[0] + counts[2] + 2 * PRIOR)
    log_odds = np.log(agree / (1 - agree))
    others = np.maximum(counts - 1, 0) + PRIOR
    worth = [
        np.ones((3, 1)),
        side,
        voice,
        voice * ((side > 0) - agree) * log_odds,
        voice * agree * (1 - agree) * log_odds**2,
        np.log(others / (others + counts.sum(axis=0) - counts + 2 * PRIOR)),
    ]
    return [np.where(table.moderated, 0.0, values).ravel() for values in worth]
