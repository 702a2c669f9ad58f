"""The participants matrix of a Polis export: a row per participant, a column per statement."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hanse.dialogues.folders.folder import FolderVotes
from hanse.dialogues.folders.values import VOTE_MEND, VOTES, Register, only_once
from hanse.shared.errors import InputError
from hanse.shared.sheets import Sheet, open_filled_sheet

NAMES = ("participants-votes.csv", "participant-votes.csv")  # both spellings are in use
ABOUT_PEOPLE = (
    "participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree",
)  # fmt: skip
BLOCK_ROWS = 500  # a row can be thousands of cells wide


def matrix_file(folder: Path) -> Path | None:
    """Where the matrix lies, None when the export has none."""
    return next((folder / name for name in NAMES if (folder / name).exists()), None)


def read_matrix(path: Path, people: Register, texts: Register) -> FolderVotes:
    """Standing votes without times; empty cells are statements nobody answered."""
    sheet = open_filled_sheet(path, ("participant",))
    first, statements = _statement_columns(sheet, texts)
    who = sheet.header.index("participant")
    rows: dict[str, int] = {}
    participant, statement, value = [], [], []
    for block in sheet.blocks(BLOCK_ROWS):
        for row, fields in enumerate(block.rows, block.first):
            only_once(path, row, fields[who], rows)
            answered = [i for i, cell in enumerate(fields[first:]) if cell]
            value.append(_row_votes(path, row, sheet.header[first:], fields[first:], answered))
            statement.append(statements[answered])
            participant.append(np.full(len(answered), people[fields[who]], np.int32))
    return FolderVotes(
        np.concatenate(participant), np.concatenate(statement), np.concatenate(value)
    )


def _statement_columns(sheet: Sheet, texts: Register) -> tuple[int, NDArray[np.int32]]:
    """Where the statements begin, and the index of each."""
    names = sheet.header
    first = next((i for i, name in enumerate(names) if name not in ABOUT_PEOPLE), len(names))
    for name in names[first:]:
        if not name.isdecimal():
            raise InputError(
                sheet.path,
                1,
                f"column “{name}” is not the number of a statement",
                f"Before the statements only {', '.join(ABOUT_PEOPLE)} may stand",
            )
    return first, np.fromiter((texts[name] for name in names[first:]), np.int32)


def _row_votes(
    path: Path, row: int, names: Sequence[str], cells: list[str], answered: list[int]
) -> NDArray[np.int8]:
    try:
        return np.fromiter((VOTES[cells[i]] for i in answered), np.int8, len(answered))
    except KeyError:
        wrong = next(i for i in answered if cells[i] not in VOTES)
        raise InputError(
            path,
            row,
            f"the vote on statement “{names[wrong]}” is “{cells[wrong]}”",
            f"{VOTE_MEND}, nothing for no vote",
        ) from None
