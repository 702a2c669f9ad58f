"""Keep the opinion map up to date vote by vote, exactly as if computed from all votes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.opinions.axes import CHOICES, axes_of
from hanse.analysis.opinions.opinion_map import FEWEST_VOTES
from hanse.analysis.opinions.pairs import Change, pair_sums
from hanse.analysis.opinions.votes import VoteTable

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

SPARE = 100_000


@dataclass(frozen=True, slots=True)
class LiveReading:
    """What the live map knows.

    `agree`, `disagree`, `passed`: (C,) counts, moderated statements too. `axes`: (C, 2)
    loadings, 0 where moderated. `explained`: (2,) share of vote variance. `position`: (P, 2)
    places of `participant_ids`, NaN for those with too few votes.
    """

    agree: Counts
    disagree: Counts
    passed: Counts
    axes: Floats
    explained: Floats
    participant_ids: tuple[str, ...]
    position: Floats


class LiveMap:
    """Whole-number sums from which counts, axes and places follow.

    Kept are the votes themselves and, for every two statements, how often both were voted on
    and the sums of votes and of products of votes over those who did. A new vote touches only
    the sums of its voter's other votes. Whole numbers have no rounding, so the state after many
    small updates is that of a map built at once from all votes, and every figure read from it
    has the same bits. Groups, representative statements and intervals are not covered.

    Parameters
    ----------
    table
        The votes so far, and all statements there will be; newcomers may join later.

    Examples
    --------
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> table = build_vote_table(
    ...     participant_ids=["a", "b"],
    ...     statement_ids=["s", "t"],
    ...     participant=[0, 0, 1],
    ...     statement=[0, 1, 0],
    ...     vote=[1, -1, -1],
    ... )
    >>> live = LiveMap(table)
    >>> live.add(["b"], ["t"], [1])
    >>> live.read().agree.tolist(), live.read().explained.round(6).tolist()
    ([1, 1], [1.0, 0.0])
    """

    def __init__(self, table: VoteTable) -> None:
        self.statement_ids = table.statement_ids
        self.moderated = table.moderated.copy()
        self._column = {name: j for j, name in enumerate(table.statement_ids)}
        self._row = {name: i for i, name in enumerate(table.participant_ids)}
        self._start = table.start.astype(np.int32)
        self._ballot = table.statement * CHOICES + table.vote + 1
        self._room = np.empty(table.votes + SPARE, np.int32)  # fresh memory costs more than a copy
        self._ones = np.ones(table.votes + SPARE)
        self._sums = pair_sums(table)
        self._gram = np.empty((table.statements, table.statements))
        self._sums.centre(self._gram, np.arange(table.statements))

    def add(
        self,
        participant_ids: Sequence[str],
        statement_ids: Sequence[str],
        votes: Sequence[int],
    ) -> None:
        """Take new votes in, in the order given; a later vote replaces an earlier one.

        Parameters
        ----------
        participant_ids, statement_ids, votes
            (N,) each; votes are 1, 0 or -1. Unknown participants join.

        Raises
        ------
        KeyError
            A statement the map was not built with.
        """
        fresh: dict[int, dict[int, int]] = {}
        changes = []
        for person, statement, vote in zip(participant_ids, statement_ids, votes, strict=True):
            row = self._row.setdefault(person, len(self._row))
            ballots = fresh.setdefault(row, {})
            changes.append(self._change(row, ballots, self._column[statement], vote))
            ballots[self._column[statement]] = vote
        self._sums.take(changes)
        self._sums.centre(self._gram, np.unique([c.column for c in changes]).astype(np.int64))
        self._store(fresh)

    def moderate(self, statement_id: str, *, out: bool) -> None:
        """Take a statement out, or back in; no sum changes."""
        self.moderated[self._column[statement_id]] = out

    def read(self) -> LiveReading:
        """Work out counts, axes and places from the sums."""
        open_ = ~self.moderated
        asked, total, sides = self._sums.margins()
        mean = total / np.maximum(asked, 1)
        gram = self._gram if open_.all() else self._gram[np.ix_(open_, open_)]
        axes, strength = np.zeros((len(open_), 2)), np.zeros(2)
        if len(gram):
            axes[open_], strength = axes_of(lambda x: np.einsum("jk,k->j", gram, x), len(gram))
        spread = float(gram.diagonal().sum())
        return LiveReading(
            agree=((sides + total) / 2).astype(np.int64),
            disagree=((sides - total) / 2).astype(np.int64),
            passed=(asked - sides).astype(np.int64),
            axes=axes,
            explained=strength / spread if spread > 0 else np.zeros(2),
            participant_ids=tuple(self._row),
            position=self._places(open_, mean, axes),
        )

    def _places(self, open_: NDArray[np.bool_], mean: Floats, axes: Floats) -> Floats:
        choice = np.arange(-1, 2)
        step = (choice - mean[:, None])[:, :, None] * axes[:, None, :]
        if len(self._ones) < len(self._ballot):
            self._ones = np.ones(len(self._ballot) + SPARE)
        ballots = scipy.sparse.csr_array(
            (self._ones[: len(self._ballot)], self._ballot, self._start),
            shape=(len(self._row), CHOICES * len(open_)),
        )
        columns = [np.ascontiguousarray(step[:, :, axis]).ravel() for axis in range(2)]
        place = np.stack([ballots @ column for column in columns], axis=1)
        votes = np.diff(self._start).astype(np.float64)
        if not open_.all():
            votes = ballots @ np.repeat(open_, CHOICES).astype(np.float64)
        scale = np.sqrt(open_.sum() / np.maximum(votes, 1))
        scale[votes < max(1, min(FEWEST_VOTES, int(open_.sum())))] = np.nan
        return np.asarray(place * scale[:, None])

    def _change(self, row: int, ballots: dict[int, int], column: int, vote: int) -> Change:
        """Say what a vote changes, given what its voter holds already."""
        last = len(self._start) - 1
        held = self._ballot[self._start[min(row, last)] : self._start[min(row + 1, last)]]
        columns, cast = held // CHOICES, held % CHOICES - 1
        if ballots:
            recent = np.array(list(ballots), np.int32)
            older = ~np.isin(columns, recent)
            columns = np.append(columns[older], recent)
            cast = np.append(cast[older], np.array(list(ballots.values()), np.int32))
        same = columns == column
        before = int(cast[same].sum())
        return Change(column, vote, before, not same.any(), columns[~same], cast[~same])

    def _store(self, fresh: dict[int, dict[int, int]]) -> None:
        """Put ballots in their places, in canonical order within each person."""
        newcomers = len(self._row) + 1 - len(self._start)
        self._start = np.append(self._start, np.full(newcomers, self._start[-1], np.int32))
        pieces, done = [], 0
        added = np.zeros(len(self._start), np.int32)
        for row in sorted(fresh):
            first, last = self._start[row], self._start[row + 1]
            held = self._ballot[first:last] // CHOICES
            for column, vote in sorted(fresh[row].items()):
                spot = int(np.searchsorted(held, column))
                code = np.int32(column * CHOICES + vote + 1)
                if spot < len(held) and held[spot] == column:
                    self._ballot[first + spot] = code
                else:
                    pieces += [self._ballot[done : first + spot], np.array([code])]
                    done = int(first) + spot
                    added[row + 1] += 1
        pieces.append(self._ballot[done:])
        size = sum(len(piece) for piece in pieces)
        room = self._room if len(self._room) >= size else np.empty(size + SPARE, np.int32)
        self._room = self._ballot if self._ballot.base is None else self._ballot.base
        self._ballot = np.concatenate(pieces, out=room[:size])
        self._start = self._start + np.cumsum(added, dtype=np.int32)
