"""Poisson bootstrap weights that belong to a participant, not to a place in a file."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import scipy  # scipy.sparse is loaded on first use
from numpy.typing import NDArray

from hanse.analysis.opinions.axes import ballots
from hanse.analysis.opinions.votes import UNDECLARED, Attribute, VoteTable

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Weights = NDArray[np.int16]
Sums = NDArray[np.int32]

PEOPLE_AT_ONCE = 2048  # times the largest weight stays below 2**15, so 16-bit sums are exact
STEP = np.uint64(0x9E3779B97F4A7C15)
MIX_1, MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
SUMS_AT_ONCE = 1 << 24  # counts kept at a time, which bounds the memory
DRAWS_PER_HASH = 4  # a 64-bit hash holds four 16-bit draws


def participant_keys(ids: Sequence[str]) -> NDArray[np.uint64]:
    """64-bit key of each participant id.

    >>> participant_keys(["a", "b"]).tolist() == participant_keys(["b", "a"]).tolist()[::-1]
    True
    """
    digests = b"".join(blake2b(i.encode(), digest_size=8).digest() for i in ids)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def poisson_weights(keys: NDArray[np.uint64], replicates: int, first: int = 0) -> Weights:
    """Poisson(1) weight of each participant in each bootstrap replicate.

    A weight is a function of the participant's key and the number of the replicate alone, so it
    is the same whatever the order or the partition of the votes.

    Parameters
    ----------
    keys
        (P,) from `participant_keys`.
    replicates, first
        How many replicates, R, and the number of the first of them.

    Returns
    -------
    (P, R) int16, 0 to 7.

    References
    ----------
    Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators (the mixing
    function); Chamandy et al. (2012), Estimating uncertainty for massive data streams (the
    Poisson bootstrap).

    Examples
    --------
    >>> weights = poisson_weights(participant_keys([str(i) for i in range(1000)]), 200)
    >>> float(weights.mean().round(2)), float(weights.var().round(2)), int(weights.max())
    (1.0, 1.0, 7)
    """
    begin, skip = divmod(first, DRAWS_PER_HASH)
    end = -(-(first + replicates) // DRAWS_PER_HASH)
    state = keys[:, None] + np.arange(begin + 1, end + 1, dtype=np.uint64) * STEP
    state ^= state >> np.uint64(30)
    state *= MIX_1
    state ^= state >> np.uint64(27)
    state *= MIX_2
    state ^= state >> np.uint64(31)
    draws = state.astype("<u8", copy=False).view("<u2")
    weights: Weights = np.take(_poisson_of_draw(), draws[:, skip : skip + replicates])
    return weights


def _poisson_of_draw() -> Weights:
    """(65536,) Poisson(1) quantile of each 16-bit draw; the rarest counts are cut off at 7."""
    chance = np.exp(-1) / np.cumprod([1, 1, 2, 3, 4, 5, 6])
    edges = np.rint(np.cumsum(chance) * 65536).astype(np.int64)
    draws = np.diff(edges, prepend=0, append=65536)
    return np.repeat(np.arange(len(draws), dtype=np.int16), draws)


def portions(table: VoteTable, attribute: Attribute, weightings: int) -> list[tuple[int, int]]:
    """Split weightings into runs (first, number) whose counts fit in memory together."""
    counts = max(2 * table.statements * len(attribute.levels), 1)
    size = max(SUMS_AT_ONCE // counts, 1)
    return [(first, min(size, weightings - first)) for first in range(0, weightings, size)]


def weighted_sides(
    table: VoteTable,
    attribute: Attribute,
    weights_of: Callable[[slice], Weights],
    weightings: int,
) -> tuple[Sums, Sums]:
    """Weighted agree and disagree counts per statement and bloc, for many weightings at once.

    Parameters
    ----------
    table, attribute
        Votes and B blocs; undeclared participants and moderated statements count zero.
    weights_of
        Gives the (people, R) int16 weights, 0 to 7, of a run of participants.
    weightings
        Number of weightings, R.

    Returns
    -------
    agree, disagree
        (C, B, R) int32 sums of integers, so the order of the votes cannot matter.

    Examples
    --------
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> table = build_vote_table(
    ...     participant_ids=["a", "b"],
    ...     statement_ids=["s"],
    ...     participant=[0, 1],
    ...     statement=[0, 0],
    ...     vote=[1, -1],
    ... )
    >>> everyone = Attribute("everyone", ("everyone",), np.zeros(2, np.int32))
    >>> weights = np.array([[1, 0, 2], [1, 3, 0]], np.int16)
    >>> agree, disagree = weighted_sides(table, everyone, lambda people: weights[people], 3)
    >>> agree.tolist(), disagree.tolist()
    ([[[1, 0, 2]]], [[[1, 3, 0]]])
    """
    shape = (2, table.statements, len(attribute.levels), weightings)
    sums = np.zeros((shape[0] * shape[1] * shape[2], weightings), np.int32)
    for begin in range(0, table.participants, PEOPLE_AT_ONCE):
        people = slice(begin, min(begin + PEOPLE_AT_ONCE, table.participants))
        sums += _incidence(table, attribute, people) @ weights_of(people)
    agree, disagree = sums.reshape(shape)
    return agree, disagree


def _incidence(table: VoteTable, attribute: Attribute, people: slice) -> "csc_array":
    """Sparse (2 C B, people) matrix of ones: which sum each counted vote enters."""
    start = table.start[people.start : people.stop + 1]
    cells = slice(int(start[0]), int(start[-1]))
    blocs = len(attribute.levels)
    sums = 2 * table.statements * blocs
    nowhere = np.int32(-sums)  # more than any other term makes up for
    agree = np.where(table.moderated, nowhere, np.arange(table.statements, dtype=np.int32) * blocs)
    disagree, passed = agree + sums // 2, np.full_like(agree, nowhere)
    first = np.stack([disagree, passed, agree], axis=1).ravel()
    bloc = np.where(attribute.codes[people] == UNDECLARED, nowhere, attribute.codes[people])
    slot = np.take(first, ballots(table.statement[cells], table.vote[cells]))
    slot += np.repeat(bloc, np.diff(start))
    counted = np.flatnonzero(slot >= 0)
    pointer = np.searchsorted(counted, start - start[0])
    matrix = (np.ones(len(counted), np.int16), slot[counted], pointer)
    return scipy.sparse.csc_array(matrix, shape=(sums, people.stop - people.start))
