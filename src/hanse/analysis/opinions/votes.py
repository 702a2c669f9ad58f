"""Votes in one canonical order, so that no result can depend on how they arrived."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
UNDECLARED = -1
CHOICES = 3


@dataclass(frozen=True, slots=True)
class Attribute:
    """One way of dividing the participants: a declared one (side, role) or emergent groups.

    Attributes
    ----------
    name
        What is declared, for example ``"side"``.
    levels
        The B blocs, for example ``("Europe", "North America")``.
    codes
        (P,) int32; index into `levels`, or ``UNDECLARED`` (-1).
    """

    name: str
    levels: tuple[str, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class VoteTable:
    """Every participant's last vote on every statement, sorted by participant, then statement.

    P participants, C statements, V cells with a vote. Participants and statements are kept even
    when nobody votes; ids are sorted short-first, then by character, so that "9" precedes "10".

    Attributes
    ----------
    participant_ids, statement_ids
        (P,) and (C,) unique ids in canonical order.
    start
        (P + 1,) int64; the votes of participant i are cells ``start[i]:start[i + 1]``.
    statement
        (V,) int32 statement index per cell, ascending within a participant.
    vote
        (V,) int8: agree 1, pass 0, disagree -1.
    moderated
        (C,) bool; True where a moderator took the statement out. Its votes stay here and are
        masked out of every sum, so that moderation can be undone exactly.
    declared
        Declared attributes, in the order given.
    """

    participant_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    start: NDArray[np.int64]
    statement: NDArray[np.int32]
    vote: NDArray[np.int8]
    moderated: NDArray[np.bool_]
    declared: tuple[Attribute, ...] = ()

    @property
    def participants(self) -> int:
        """Number of participants, P."""
        return len(self.participant_ids)

    @property
    def statements(self) -> int:
        """Number of statements, C."""
        return len(self.statement_ids)

    @property
    def votes(self) -> int:
        """Number of cells with a vote, V."""
        return len(self.vote)

    @property
    def participant(self) -> NDArray[np.int32]:
        """(V,) int32 participant index per cell."""
        return np.repeat(np.arange(self.participants, dtype=np.int32), np.diff(self.start))


def canonical_order(ids: Sequence[str]) -> list[int]:
    """Positions that sort ids short-first, then by character.

    >>> canonical_order(["10", "9", "a"])
    [1, 2, 0]
    """
    return sorted(range(len(ids)), key=lambda i: (len(ids[i]), ids[i]))


def build_vote_table(  # noqa: PLR0913 - the seven columns of a vote file, each named
    *,
    participant_ids: Sequence[str],
    statement_ids: Sequence[str],
    participant: ArrayLike,
    statement: ArrayLike,
    vote: ArrayLike,
    time: ArrayLike | None = None,
    moderated: ArrayLike | None = None,
    declared: Sequence[Attribute] = (),
) -> VoteTable:
    """Canonical table from vote events in any order.

    Parameters
    ----------
    participant_ids, statement_ids
        All P and C unique ids, in any order; `participant`, `statement`, `moderated` and the
        codes of `declared` index into them.
    participant, statement, vote
        (N,) one entry per vote event: two indices and 1, 0 or -1.
    time
        (N,) int64 of any unit. Of several votes in one cell the latest stands; at equal times,
        or without times, the lowest value does (a doubtful vote counts against).
    moderated
        (C,) bool, default nobody took anything out.
    declared
        Declared attributes with (P,) codes.

    Raises
    ------
    ValueError
        Duplicate ids, indices out of range, a vote other than 1, 0, -1, lengths that differ.

    Examples
    --------
    >>> table = build_vote_table(
    ...     participant_ids=["b", "a"],
    ...     statement_ids=["s"],
    ...     participant=[0, 1, 0],
    ...     statement=[0, 0, 0],
    ...     vote=[1, 0, -1],
    ...     time=[1, 1, 2],
    ... )
    >>> table.participant_ids, table.vote.tolist()
    (('a', 'b'), [0, -1])
    """
    rows, row_rank = _ranked(participant_ids, "participant")
    columns, column_rank = _ranked(statement_ids, "statement")
    cell = row_rank[_index(participant, len(rows), "participant")] * max(len(columns), 1)
    across = column_rank[_index(statement, len(columns), "statement")]
    value = np.asarray(vote, dtype=np.int8)
    if not (len(cell) == len(across) == len(value)):
        raise ValueError("participant, statement and vote differ in length")
    if value.size and (value.min() < DISAGREE or value.max() > AGREE):
        raise ValueError("a vote is 1 (agree), 0 (pass) or -1 (disagree)")
    cell += across
    del across  # eight bytes a vote; the peak of memory lies in the sort below
    keep = _last_vote_per_cell(cell, value, time)
    cell, value = cell[keep], value[keep]
    counts = np.bincount(cell // max(len(columns), 1), minlength=len(rows))
    taken_out = np.zeros(len(columns), bool) if moderated is None else np.asarray(moderated, bool)
    return VoteTable(
        participant_ids=tuple(participant_ids[i] for i in rows),
        statement_ids=tuple(statement_ids[j] for j in columns),
        start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        statement=(cell % max(len(columns), 1)).astype(np.int32),
        vote=value,
        moderated=taken_out[columns],
        declared=tuple(
            Attribute(a.name, a.levels, np.asarray(a.codes, np.int32)[rows]) for a in declared
        ),
    )


def _ranked(ids: Sequence[str], what: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if len(set(ids)) != len(ids):
        raise ValueError(f"{what} ids are not unique")
    order = np.asarray(canonical_order(ids), dtype=np.int64)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return order, rank


def _index(values: ArrayLike, size: int, what: str) -> NDArray[np.integer]:
    index = np.asarray(values)
    if not np.issubdtype(index.dtype, np.integer):
        index = index.astype(np.int64)
    if index.size and (index.min() < 0 or index.max() >= size):
        raise ValueError(f"a {what} index is outside 0..{size - 1}")
    return index


def _last_vote_per_cell(
    cell: NDArray[np.int64], value: NDArray[np.int8], time: ArrayLike | None
) -> NDArray[np.int64]:
    """Positions of the standing vote of each cell, in cell order."""
    if time is None:
        order = np.argsort(cell * CHOICES + (AGREE - value), kind="stable")
    else:
        when = np.asarray(time, np.int64)
        if len(when) != len(cell):
            raise ValueError("time and vote differ in length")
        order = np.lexsort((-value, when, cell))
    is_last = np.ones(len(order), bool)
    is_last[:-1] = cell[order[1:]] != cell[order[:-1]]
    return order[is_last]
