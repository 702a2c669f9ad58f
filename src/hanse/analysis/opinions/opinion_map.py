"""Place participants on two axes of opinion learned from the votes alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.axes import CHOICES, ballots, centre, leading_axes, mean_votes
from hanse.analysis.opinions.results import OpinionMap
from hanse.analysis.opinions.votes import AGREE, DISAGREE, VoteTable

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

FEWEST_VOTES = 7
MARKING_STATEMENTS = 5
END_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class OpenVotes:
    """The votes on statements that moderation left in, with statements numbered anew.

    `kept`: (C',) index in the full table of each statement left in. `start`, `statement`: as in
    `VoteTable`, statements counted in 0..C'-1. `ballot`: (V',) statement and vote in one number.
    `mean`: (C',) mean vote of each statement, passes counting 0.
    """

    kept: NDArray[np.int64]
    start: NDArray[np.int64]
    statement: NDArray[np.int32]
    ballot: NDArray[np.intp]
    mean: Floats

    @property
    def votes_each(self) -> NDArray[np.int64]:
        """(P,) votes of each participant on statements left in."""
        return np.diff(self.start)

    @property
    def fewest(self) -> int:
        """Votes a participant needs to be placed."""
        return max(1, min(FEWEST_VOTES, len(self.kept)))


def open_votes(table: VoteTable) -> OpenVotes:
    """Mask moderated statements out, as if nobody had ever seen them."""
    kept = np.flatnonzero(~table.moderated)
    start, statement, vote = table.start, table.statement, table.vote
    if len(kept) < table.statements:
        number = np.full(table.statements, -1, np.int32)
        number[kept] = np.arange(len(kept), dtype=np.int32)
        renumbered = np.take(number, statement)
        stays = renumbered >= 0
        start = np.searchsorted(np.flatnonzero(stays), start)
        statement, vote = renumbered[stays], vote[stays]
    ballot = ballots(statement, vote)
    return OpenVotes(kept, start, statement, ballot, mean_votes(ballot, len(kept)))


def open_votes_each(table: VoteTable) -> NDArray[np.int64]:
    """(P,) votes of each participant on statements that moderation left in."""
    if not table.moderated.any():
        return np.diff(table.start)
    stays = np.flatnonzero(~np.take(table.moderated, table.statement))
    return np.diff(np.searchsorted(stays, table.start))


def place(table: VoteTable) -> OpinionMap:
    """Place everybody with enough votes on the two leading axes of disagreement.

    With centred votes r_ij = v_ij - mean_j and axis loadings a_j, a participant with n votes of
    the C statements stands at sqrt(C / n) * sum_j r_ij a_j. The square root keeps the noise of
    a position the same for those who voted little and those who voted much.

    Parameters
    ----------
    table
        P participants, C statements. Moderated statements enter no sum and no n.

    Returns
    -------
    OpinionMap
        `position` is NaN for participants with fewer than min(7, C) votes. The sign of an axis
        makes its largest loading positive.

    Notes
    -----
    Fails quietly where there is nothing to see: without structure the axes are noise, and only
    `find_groups` says so. Two axes of equal strength may turn freely within their plane.

    References
    ----------
    Small et al. (2021), Polis: scaling deliberation by mapping high-dimensional opinion spaces.

    Examples
    --------
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> table = build_vote_table(
    ...     participant_ids=["a", "b"],
    ...     statement_ids=["s", "t"],
    ...     participant=[0, 0, 1, 1],
    ...     statement=[0, 1, 0, 1],
    ...     vote=[1, -1, -1, 1],
    ... )
    >>> place(table).position[:, 0].round(6).tolist()
    [1.414214, -1.414214]
    """
    votes = open_votes(table)
    axes = np.zeros((table.statements, 2))
    if not len(votes.ballot):
        nowhere = np.full((table.participants, 2), np.nan)
        return OpinionMap(nowhere, axes, np.zeros(2), (), ())
    centred = centre(votes.start, votes.statement, votes.ballot, votes.mean)
    loadings, strength = leading_axes(centred)
    axes[votes.kept] = loadings
    position = positions(votes, centred, loadings)
    low, high = _ends(votes, position[:, 0])
    return OpinionMap(position, axes, _explained(centred, strength), low, high)


def positions(votes: OpenVotes, centred: "csr_array", loadings: Floats) -> Floats:
    """(P, 2) places along (C', 2) loadings, NaN for participants with too few votes."""
    scale = np.sqrt(len(votes.kept) / np.maximum(votes.votes_each, 1))
    scale[votes.votes_each < votes.fewest] = np.nan
    sums = [centred @ np.ascontiguousarray(loadings[:, axis]) for axis in range(2)]
    return np.stack(sums, axis=1) * scale[:, None]


def _explained(centred: "csr_array", strength: Floats) -> Floats:
    entries = centred.data
    total = float(np.einsum("v,v->", entries, entries))
    return strength / total if total > 0 else np.zeros(2)


def _ends(votes: OpenVotes, first: Floats) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Statements agreed with at one end of the first axis more than at the other.

    The ends are the outer quarters of the placed participants; agreement shares carry one
    invented vote each way, so that a statement few people saw does not come first.
    """
    placed = np.flatnonzero(~np.isnan(first))
    if not len(placed) or np.ptp(first[placed]) == 0:
        return (), ()
    bottom, top = np.quantile(first[placed], [END_SHARE, 1 - END_SHARE])
    side = np.where(first <= bottom, 0, np.where(first >= top, 1, 2))
    cells = CHOICES * len(votes.kept)
    place = np.repeat(side * cells, votes.votes_each)
    place += votes.ballot
    tally = np.bincount(place, minlength=3 * cells).reshape(3, -1, CHOICES)[:2]
    agree, disagree = tally[:, :, AGREE + 1], tally[:, :, DISAGREE + 1]
    share = (agree + 1) / (agree + disagree + 2)
    contrast = share[1] - share[0]
    return _strongest(-contrast, share[0], votes), _strongest(contrast, share[1], votes)


def _strongest(contrast: Floats, share: Floats, votes: OpenVotes) -> tuple[int, ...]:
    order = np.argsort(-contrast, kind="stable")
    marking = [j for j in order if contrast[j] > 0 and share[j] > 0.5]  # noqa: PLR2004 - a majority
    return tuple(int(votes.kept[j]) for j in marking[:MARKING_STATEMENTS])
