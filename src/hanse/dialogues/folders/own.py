"""Hanse's own folder: statements.csv, votes.csv, participants.csv and, if wished, dialogue.csv."""

from pathlib import Path

import numpy as np

from hanse.dialogues.folders.blocs import check_levels
from hanse.dialogues.folders.folder import (
    UNKNOWN_LANGUAGE,
    DialogueFolder,
    FolderStatement,
    FolderVotes,
)
from hanse.dialogues.folders.standing import refuse_undated_revotes
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

KEYS = ("title", "question", "language", "licence", "attribution", "link", "simulated")
YES, NO = ("yes", "true", "1"), ("no", "false", "0", "")


def read_own(folder: Path) -> DialogueFolder:
    """Read a folder in Hanse's own form."""
    facts = _read_facts(folder / "dialogue.csv")
    statements = _read_statements(folder / "statements.csv")
    participants, blocs = _read_participants(folder / "participants.csv")
    votes = _read_votes(
        folder / "votes.csv", participants, tuple(statement.id for statement in statements)
    )
    return DialogueFolder(
        title=facts.get("title", "") or folder.resolve().name,
        question=facts.get("question", ""),
        language=facts.get("language", "") or UNKNOWN_LANGUAGE,
        statements=statements,
        participants=participants,
        votes=votes,
        blocs=blocs,
        source="hanse",
        link=facts.get("link", ""),
        licence=facts.get("licence", ""),
        attribution=facts.get("attribution", ""),
        simulated=facts.get("simulated", "").lower() in YES,
    )


def _read_facts(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    facts: dict[str, str] = {}
    rows: dict[str, int] = {}
    for row, record in open_sheet(path, ("key", "value")).records():
        key, value = record["key"], record["value"]
        only_once(path, row, key, rows)
        if key not in KEYS:
            raise InputError(path, row, f"“{key}” is not a key", f"Use {', '.join(KEYS)}")
        if key == "simulated" and value.lower() not in YES + NO:
            raise InputError(path, row, f"“simulated” is “{value}”", "Write yes or no")
        facts[key] = value
    return facts


def _read_statements(path: Path) -> tuple[FolderStatement, ...]:
    rows: dict[str, int] = {}
    statements = []
    for row, record in open_filled_sheet(path, ("id", "text")).records():
        only_once(path, row, record["id"], rows)
        statements.append(
            FolderStatement(
                id=record["id"],
                text=record["text"],
                language=record.get("language", "") or UNKNOWN_LANGUAGE,
                author=record.get("author", ""),
                moderated=moderation(path, row, record.get("moderated", "") or "0"),
                created=created(path, row, record.get("created", "")),
            )
        )
    return tuple(statements)


def _read_participants(path: Path) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    sheet = open_filled_sheet(path, ("id",))
    rows: dict[str, int] = {}
    levels: dict[str, list[str]] = {name: [] for name in sheet.header if name != "id"}
    for row, record in sheet.records():
        only_once(path, row, record["id"], rows)
        for name, column in levels.items():
            column.append(record[name].strip())
    check_levels(path, levels)
    return tuple(rows), {name: tuple(column) for name, column in levels.items()}


def _read_votes(
    path: Path, participants: tuple[str, ...], statements: tuple[str, ...]
) -> FolderVotes:
    sheet = open_filled_sheet(path, ("participant", "statement", "vote"))
    who, what, vote = (sheet.header.index(name) for name in ("participant", "statement", "vote"))
    when = sheet.position("time")
    people, texts = Register(participants), Register(statements)
    blocks = [
        (
            indices_in(path, block, who, people, "Add the participant to participants.csv"),
            indices_in(path, block, what, texts, "Add the statement to statements.csv"),
            votes_in(path, block, vote),
            np.zeros(0, np.int64) if when is None else times_in(path, block, when),
        )
        for block in sheet.blocks()
    ]
    participant, statement, value, time = (
        np.concatenate(part) for part in zip(*blocks, strict=True)
    )
    votes = FolderVotes(participant, statement, value, None if when is None else time)
    if when is None:
        refuse_undated_revotes(path, votes)
    return votes
