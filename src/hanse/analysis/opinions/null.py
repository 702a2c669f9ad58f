"""What the votes would look like without any structure: votes shuffled within each statement."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.votes import VoteTable

SEED = 20_260_101
_VOTE_BITS, _RANDOM_BITS = 2, 31


def counter_bits(stream: int, count: int, seed: int = SEED) -> NDArray[np.uint64]:
    """(count,) random 64-bit words that depend on seed, stream and position only.

    >>> bool((counter_bits(1, 3) == counter_bits(1, 5)[:3]).all())
    True
    """
    return np.random.Philox(key=np.array([seed, stream], np.uint64)).random_raw(count)


def shuffles(table: VoteTable, streams: Iterable[int], seed: int = SEED) -> Iterator[VoteTable]:
    """Deal the votes on each statement anew among its voters, once per stream.

    Who voted on what, and every statement's counts, stay; what goes is any relation between the
    votes of one person.

    Parameters
    ----------
    table
        P participants, C statements, V votes.
    streams
        Numbers of the replicates.

    Examples
    --------
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> table = build_vote_table(
    ...     participant_ids=["a", "b", "c"],
    ...     statement_ids=["s", "t"],
    ...     participant=[0, 1, 2, 0],
    ...     statement=[0, 0, 0, 1],
    ...     vote=[1, 0, -1, 1],
    ... )
    >>> [sorted(dealt.vote[[0, 2, 3]].tolist()) for dealt in shuffles(table, [1, 2])]
    [[-1, 0, 1], [-1, 0, 1]]
    """
    by_statement = np.argsort(table.statement, kind="stable")
    column = table.statement[by_statement].astype(np.uint64) << np.uint64(_RANDOM_BITS + _VOTE_BITS)
    card = column | (table.vote[by_statement] + 1).astype(np.uint64)
    for stream in streams:
        chance = counter_bits(stream, table.votes, seed) >> np.uint64(64 - _RANDOM_BITS)
        dealt = np.sort(card | (chance << np.uint64(_VOTE_BITS)))
        vote = np.empty_like(table.vote)
        vote[by_statement] = (dealt & np.uint64(3)).astype(np.int8) - 1
        yield replace(table, vote=vote)


def thin(table: VoteTable, keep: NDArray[np.bool_]) -> VoteTable:
    """Keep the votes of some participants only; every statement stays.

    Parameters
    ----------
    table
        P participants.
    keep
        (P,) bool.
    """
    voted = np.diff(table.start)
    cells = np.repeat(keep, voted)
    return replace(
        table,
        participant_ids=tuple(p for p, k in zip(table.participant_ids, keep, strict=True) if k),
        start=np.concatenate(([0], np.cumsum(voted[keep]))),
        statement=table.statement[cells],
        vote=table.vote[cells],
        declared=(),
    )
