"""Turning the text of cells into votes, times, labels and indices, a block at a time."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hanse.shared.errors import InputError
from hanse.shared.sheets import Block

VOTES = {"1": 1, "0": 0, "-1": -1}
VOTE_MEND = "Write 1 for agree, 0 for pass, -1 for disagree"
MODERATION_MEND = "Write -1 for taken out, 0 for undecided, 1 for accepted"
TIME_MEND = "Write a time such as 2026-02-24T09:30:00Z, or milliseconds since 1970"


class Register(dict[str, int]):
    """Indices of ids in order of first sight; an open register also takes unknown ids."""

    def __init__(self, ids: Sequence[str] = (), *, is_open: bool = False) -> None:
        super().__init__((id_, index) for index, id_ in enumerate(ids))
        self.is_open = is_open

    def __missing__(self, id_: str) -> int:
        """Give a new id its number, or refuse it as `dict` does."""
        if not self.is_open or not id_:
            raise KeyError(id_)
        self[id_] = index = len(self)
        return index


def votes_in(path: Path, block: Block, column: int) -> NDArray[np.int8]:
    """(N,) votes, or an error that names the row."""
    values = block.column(column)
    try:
        return np.fromiter(map(VOTES.__getitem__, values), np.int8, len(values))
    except KeyError:
        row, value = _first(values, VOTES.__contains__)
        raise InputError(path, block.first + row, f"the vote is “{value}”", VOTE_MEND) from None


def indices_in(
    path: Path, block: Block, column: int, register: Register, mend: str
) -> NDArray[np.int32]:
    """(N,) indices of the ids in one column."""
    values = block.column(column)
    try:
        return np.fromiter(map(register.__getitem__, values), np.int32, len(values))
    except KeyError:
        row, value = _first(values, register.__contains__)
        problem = f"“{value}” is unknown" if value else "an id is empty"
        raise InputError(path, block.first + row, problem, mend) from None


def times_in(path: Path, block: Block, column: int) -> NDArray[np.int64]:
    """(N,) milliseconds since 1970 UTC from whole numbers or ISO 8601; no zone means UTC."""
    values = block.column(column)
    try:
        return np.fromiter(map(milliseconds, values), np.int64, len(values))
    except (ValueError, OverflowError):
        row, value = _first(values, _is_time)
        raise InputError(path, block.first + row, f"the time is “{value}”", TIME_MEND) from None


def milliseconds(text: str) -> int:
    """One time; ValueError when it cannot be read.

    >>> milliseconds("2026-02-24T10:30:00+01:00") == milliseconds("1771925400000")
    True
    """
    if text.isdecimal():
        return int(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)


def time_text(time: int) -> str:
    """ISO 8601 in UTC, the form `milliseconds` reads back exactly."""
    return f"{np.datetime64(time, 'ms')}Z"


def moderation(path: Path, row: int, text: str) -> int:
    """-1, 0 or 1."""
    if text not in VOTES:
        raise InputError(path, row, f"“moderated” is “{text}”", MODERATION_MEND)
    return VOTES[text]


def created(path: Path, row: int, text: str) -> int | None:
    """Milliseconds since 1970 UTC, None for an empty cell."""
    if not text:
        return None
    if not _is_time(text):
        raise InputError(path, row, f"the time is “{text}”", TIME_MEND)
    return milliseconds(text)


def only_once(path: Path, row: int, id_: str, rows: dict[str, int]) -> None:
    """Note the row of an id; an empty one or one seen before is an error."""
    if not id_:
        raise InputError(path, row, "the id is empty", "Give every row an id")
    if id_ in rows:
        raise InputError(
            path, row, f"“{id_}” was in row {rows[id_]} already", "Keep one row for each id"
        )
    rows[id_] = row


def _first(values: list[str], is_good: Callable[[str], bool]) -> tuple[int, str]:
    return next((row, value) for row, value in enumerate(values) if not is_good(value))


def _is_time(text: str) -> bool:
    try:
        return -(2**62) < milliseconds(text) < 2**62
    except (ValueError, OverflowError):
        return False
