"""Which vote of a participant on a statement stands when there are several."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hanse.dialogues.folders.folder import FolderVotes
from hanse.shared.errors import InputError


def refuse_undated_revotes(path: Path, votes: FolderVotes) -> None:
    """Without times nobody can say which of two votes in one cell is the last."""
    cell = cells(votes, int(votes.statement.max(initial=0)) + 1)
    order = np.argsort(cell, kind="stable")
    again = order[1:][cell[order[1:]] == cell[order[:-1]]]
    if again.size:
        raise InputError(
            path,
            int(again.min()) + 2,
            "a second vote by the same participant on the same statement, and no times",
            "Add a column “time”, or keep the last vote only",
        )


def cells(votes: FolderVotes, statements: int) -> NDArray[np.int64]:
    """(N,) one number per pair of participant and statement."""
    return votes.participant.astype(np.int64) * statements + votes.statement


def latest(votes: FolderVotes, cell: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions of the latest votes of every cell, several where times tie."""
    time = np.zeros(len(cell), np.int64) if votes.time is None else votes.time
    order = np.lexsort((time, cell))
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    last_time = np.maximum.reduceat(time[order], starts) if len(order) else time
    run = np.repeat(last_time, np.diff(np.append(starts, len(order))))
    latest_of_all: NDArray[np.int64] = order[time[order] == run]
    return latest_of_all
