"""How far the order of statements would move if other people had come."""

from functools import partial

import numpy as np
import scipy  # scipy.special is loaded on first use
from numpy.typing import NDArray

from hanse.analysis.opinions.rates import PRIOR
from hanse.analysis.opinions.resampling import (
    Sums,
    Weights,
    participant_keys,
    poisson_weights,
    portions,
    weighted_sides,
)
from hanse.analysis.opinions.results import Label, Lens, Shares, Stability
from hanse.analysis.opinions.votes import Attribute, VoteTable

TOP = 10
TAIL = 0.025
CITY = "city"
ENOUGH_LEVELS = 3


def stability(table: VoteTable, lens: Lens, replicates: int) -> Stability:
    """Recompute the bridging index with other people, and with one level left out at a time.

    Parameters
    ----------
    table
        Votes in canonical order.
    lens
        The lens whose bridging index orders the statements.
    replicates
        Poisson bootstrap replicates, R; without any, what rests on them is NaN.

    Returns
    -------
    Shares (C,); NaN where a statement is out of moderation.

    Notes
    -----
    Each replicate gives every participant a Poisson(1) weight, which stands for drawing people
    with replacement from those who came. It says nothing about people unlike anybody who came.
    Emergent groups are kept as they are. Statements without enough voices in every bloc are never
    among the top ten. Ties go to the statement that comes first in canonical order.

    References
    ----------
    Chamandy, Muralidharan, Najmi and Naidu (2012), Estimating uncertainty for massive data
    streams; docs/methods/stability.md.
    """
    eligible = np.array([has_evidence(label) for label in lens.bridging.label], bool)
    top, low, high = _bootstrap(table, lens.attribute, eligible, replicates)
    left_out = _attribute_to_leave_out(table)
    influence = (
        np.zeros(table.statements)
        if left_out is None
        else _influence(table, lens.attribute, left_out)
    )
    return Stability(
        replicates=replicates,
        lens=lens.attribute.name,
        in_top_ten=np.where(table.moderated, np.nan, top),
        index_low=np.where(table.moderated, np.nan, low),
        index_high=np.where(table.moderated, np.nan, high),
        influence=np.where(table.moderated, np.nan, influence),
        left_out=left_out.name if left_out else "",
    )


def has_evidence(label: Label) -> bool:
    """Whether a label rests on enough voices."""
    return label is not Label.INSUFFICIENT and label is not Label.MODERATED


def _bootstrap(
    table: VoteTable, attribute: Attribute, eligible: NDArray[np.bool_], replicates: int
) -> tuple[Shares, Shares, Shares]:
    """Share of replicates in the top ten and central 95 % of the index, each (C,)."""
    if replicates == 0:
        nothing = np.full(table.statements, np.nan)
        return nothing, nothing, nothing
    keys = participant_keys(table.participant_ids)
    index = np.empty((table.statements, replicates))
    for first, number in portions(table, attribute, replicates):
        draw = partial(_weights_of_run, keys, first, number)
        sides = weighted_sides(table, attribute, draw, number)
        index[:, first : first + number] = weighted_index(*sides)
    low, high = np.quantile(index, [TAIL, 1 - TAIL], axis=1)
    return _share_in_top(index, eligible), low, high


def _weights_of_run(keys: NDArray[np.uint64], first: int, number: int, people: slice) -> Weights:
    return poisson_weights(keys[people], number, first)


def weighted_index(agree: Sums, disagree: Sums) -> Shares:
    """Bridging index per statement and weighting.

    Parameters
    ----------
    agree, disagree
        (C, B, R) weighted counts. A bloc without a single voice in a weighting is left out of it.

    Returns
    -------
    (C, R) posterior geometric mean of agreement.

    Examples
    --------
    >>> agree, disagree = np.array([[[7], [7]]]), np.array([[[3], [3]]])
    >>> weighted_index(agree, disagree).round(3).tolist()
    [[0.667]]
    """
    total = np.zeros((agree.shape[0], agree.shape[2]))
    blocs = np.zeros(agree.shape[2])
    voices = agree + disagree
    log_agree, log_all = _logs_of_counts(int(voices.max(initial=0)))
    for bloc in range(agree.shape[1]):
        present = voices[:, bloc].any(axis=0)
        expected = np.take(log_agree, agree[:, bloc])
        expected -= np.take(log_all, voices[:, bloc])
        expected[:, ~present] = 0
        total += expected
        blocs += present
    total /= np.maximum(blocs, 1)
    index: Shares = np.exp(total, out=total)
    index[:, blocs == 0] = 0
    return index


def _logs_of_counts(most: int) -> tuple[Shares, Shares]:
    """(most + 1,) what each count of agrees and of voices adds to a posterior mean log share.

    Weighted counts are whole numbers, far fewer than the cells that hold them.
    """
    count = np.arange(most + 1)
    return scipy.special.psi(count + PRIOR), scipy.special.psi(count + 2 * PRIOR)


def _share_in_top(index: Shares, eligible: NDArray[np.bool_]) -> Shares:
    """(C,) share of the replicates in which a statement is among the ten highest."""
    share = np.zeros(len(index))
    if not eligible.any():
        return share
    candidates = index[eligible]
    last = len(candidates) - min(TOP, len(candidates))
    bar = np.partition(candidates, last, axis=0)[last]
    higher, tied = candidates > bar, candidates == bar
    first = np.cumsum(tied, axis=0, dtype=np.int32) <= TOP - higher.sum(axis=0)
    share[eligible] = (higher | (tied & first)).mean(axis=1)
    return share


def _attribute_to_leave_out(table: VoteTable) -> Attribute | None:
    """Pick the city if it is declared, else the first attribute with three levels or more."""
    for attribute in table.declared:
        if attribute.name.lower() == CITY:
            return attribute
    for attribute in table.declared:
        if len(attribute.levels) >= ENOUGH_LEVELS:
            return attribute
    return None


def _influence(table: VoteTable, blocs: Attribute, left_out: Attribute) -> Shares:
    """(C,) largest change of the index when one level is left out."""
    largest = np.zeros(table.statements)
    for first, number in portions(table, blocs, len(left_out.levels)):
        levels = np.arange(first, first + number)
        without = _index_without(table, blocs, left_out, levels)
        largest = np.maximum(largest, np.abs(without[:, :-1] - without[:, -1:]).max(axis=1))
    return largest


def _index_without(
    table: VoteTable, blocs: Attribute, left_out: Attribute, levels: NDArray[np.int64]
) -> Shares:
    """(C, levels + 1) index without each level in turn and, in the last column, with all."""
    nobody = -2  # a level no participant has, so that the last column leaves nobody out
    absent = np.append(levels, nobody)

    def weights_of(people: slice) -> Weights:
        kept: Weights = (left_out.codes[people, None] != absent).astype(np.int16)
        return kept

    return weighted_index(*weighted_sides(table, blocs, weights_of, len(absent)))
