"""Open vote exports as plain arrays, read the same way for Hanse and for its peers."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Export:
    """One entry per vote: index of the participant, index of the statement, 1, 0 or -1."""

    name: str
    participant_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    participant: NDArray[np.int32]
    statement: NDArray[np.int32]
    vote: NDArray[np.int8]
    moderated: NDArray[np.bool_]
    texts: tuple[str, ...]


def shared() -> Path:
    """Folder of shared data, which need not exist."""
    return Path(os.environ.get("HANSE_SHARED", ROOT.parent / "shared"))


def conversations() -> list[Path]:
    """Folders of the open conversations that are there, smallest first."""
    found = shared().glob("data/dialogues/*/participants-votes.csv")
    return [path.parent for path in sorted(found, key=lambda path: path.stat().st_size)]


def read_export(folder: Path) -> Export:
    """Read the participants' matrix and the statements of one conversation."""
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        first = next(i for i, name in enumerate(header) if name.isdigit())
        statement_ids = tuple(header[first:])
        people, who, what, vote = [], [], [], []
        for i, row in enumerate(rows):
            people.append(row[0])
            cast = [(j, int(float(cell))) for j, cell in enumerate(row[first:]) if cell]
            who += [i] * len(cast)
            what += [j for j, _ in cast]
            vote += [value for _, value in cast]
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        comments = {row["comment-id"]: row for row in csv.DictReader(file)}
    return Export(
        name=folder.name,
        participant_ids=tuple(people),
        statement_ids=statement_ids,
        participant=np.array(who, np.int32),
        statement=np.array(what, np.int32),
        vote=np.array(vote, np.int8),
        moderated=np.array([comments.get(j, {}).get("moderated") == "-1" for j in statement_ids]),
        texts=tuple(comments.get(j, {}).get("comment-body", "") for j in statement_ids),
    )
