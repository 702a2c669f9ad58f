"""A Polis export: comments.csv with votes.csv, a participants matrix, or both."""

from pathlib import Path

import numpy as np

from hanse.dialogues.folders.folder import (
    UNKNOWN_LANGUAGE,
    DialogueFolder,
    FolderStatement,
    FolderVotes,
)
from hanse.dialogues.folders.polis_matrix import matrix_file, read_matrix
from hanse.dialogues.folders.standing import cells, latest
from hanse.dialogues.folders.values import (
    Register,
    created,
    indices_in,
    moderation,
    only_once,
    times_in,
    votes_in,
)
from hanse.shared.errors import InputError
from hanse.shared.sheets import open_filled_sheet, open_sheet

Tallies = dict[str, tuple[int, int]]


def read_polis(folder: Path) -> DialogueFolder:
    """Read a Polis export; where votes and matrix both exist they must agree."""
    facts = _read_summary(folder / "summary.csv")
    statements, tallies = _read_comments(folder / "comments.csv")
    people = Register(is_open=True)
    texts = Register([statement.id for statement in statements], is_open=True)
    matrix_path, votes_path = matrix_file(folder), folder / "votes.csv"
    matrix = read_matrix(matrix_path, people, texts) if matrix_path else None
    if votes_path.exists():
        votes = _read_votes(votes_path, people, texts)
        if matrix_path and matrix:
            _must_agree(matrix_path, matrix, votes, people, texts)
    elif matrix:
        votes = matrix
    else:
        raise InputError(
            votes_path,
            None,
            "neither votes.csv nor participants-votes.csv is there",
            "Add one of them to the folder",
        )
    _check_sign(votes_path if votes_path.exists() else matrix_path or folder, votes, texts, tallies)
    known = {statement.id for statement in statements}
    return DialogueFolder(
        title=facts.get("topic", "") or folder.resolve().name,
        question=facts.get("conversation-description", "").strip(),
        language=UNKNOWN_LANGUAGE,
        statements=statements + tuple(FolderStatement(i, "") for i in texts if i not in known),
        participants=tuple(people),
        votes=votes,
        source="polis",
        link=facts.get("url", ""),
    )


def _read_summary(path: Path) -> dict[str, str]:
    """Key and value per row; the first row is the topic, not a header."""
    if not path.exists():
        return {}
    sheet = open_sheet(path, ())
    pairs = [sheet.header, *(fields for block in sheet.blocks() for fields in block.rows)]
    if len(sheet.header) != 2:  # noqa: PLR2004 - a key and a value
        raise InputError(path, 1, "a summary has two columns, key and value", "Export it again")
    return {fields[0]: fields[1] for fields in pairs}


def _read_comments(path: Path) -> tuple[tuple[FolderStatement, ...], Tallies]:
    rows: dict[str, int] = {}
    statements, tallies = [], {}
    for row, record in open_filled_sheet(path, ("comment-id", "comment-body")).records():
        id_ = record["comment-id"]
        only_once(path, row, id_, rows)
        statements.append(
            FolderStatement(
                id=id_,
                text=record["comment-body"],
                author=record.get("author-id", ""),
                moderated=moderation(path, row, record.get("moderated", "") or "0"),
                created=created(path, row, record.get("timestamp", "")),
            )
        )
        agrees, disagrees = record.get("agrees", ""), record.get("disagrees", "")
        if agrees.isdecimal() and disagrees.isdecimal():
            tallies[id_] = (int(agrees), int(disagrees))
    return tuple(statements), tallies


def _read_votes(path: Path, people: Register, texts: Register) -> FolderVotes:
    sheet = open_filled_sheet(path, ("comment-id", "voter-id", "vote"))
    what, who, vote = (sheet.header.index(name) for name in ("comment-id", "voter-id", "vote"))
    when = sheet.position("timestamp")
    if when is None:
        raise InputError(path, 1, "no column “timestamp”", "Export votes.csv again")
    mend = "Export votes.csv again"
    blocks = [
        (
            indices_in(path, block, who, people, mend),
            indices_in(path, block, what, texts, mend),
            votes_in(path, block, vote),
            times_in(path, block, when),
        )
        for block in sheet.blocks()
    ]
    return FolderVotes(*(np.concatenate(part) for part in zip(*blocks, strict=True)))


def _must_agree(
    path: Path, matrix: FolderVotes, votes: FolderVotes, people: Register, texts: Register
) -> None:
    """Compare the matrix with the standing votes; on a tie in time it may hold either one."""
    cell, shown = cells(votes, len(texts)), cells(matrix, len(texts))
    standing = latest(votes, cell)
    allowed = cell[standing] * 4 + votes.value[standing] + 1
    seen = shown * 4 + matrix.value + 1
    strange = seen[~np.isin(seen, allowed)] // 4
    absent = cell[~np.isin(cell, shown)]
    wrong = np.concatenate((strange, absent))
    if not wrong.size:
        return
    participant, statement = divmod(int(wrong.min()), len(texts))
    raise InputError(
        path,
        None,
        f"participant “{tuple(people)[participant]}” on statement “{tuple(texts)[statement]}”"
        " differs from the last vote in votes.csv"
        f" ({len(np.unique(wrong))} such cells)",
        "Export both files again, or remove one of them",
    )


def _check_sign(path: Path, votes: FolderVotes, texts: Register, tallies: Tallies) -> None:
    """Raw Polis tables write agree as -1; the tallies of comments.csv tell them apart."""
    sums = np.bincount(votes.statement, weights=votes.value, minlength=len(texts))
    product = sum(
        float(sums[texts[id_]]) * (agrees - disagrees)
        for id_, (agrees, disagrees) in tallies.items()
    )
    if product < 0:
        raise InputError(
            path,
            None,
            "the votes contradict the tallies in comments.csv: agree and disagree look swapped",
            "Write 1 for agree and -1 for disagree",
        )
