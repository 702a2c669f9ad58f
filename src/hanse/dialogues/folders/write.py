"""Writing a dialogue in Hanse's own form, whole or not at all."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hanse.dialogues.folders.folder import DialogueFolder, FolderStatement
from hanse.dialogues.folders.values import time_text
from hanse.shared.files import new_folder

VOTE_TEXT = {1: "1", 0: "0", -1: "-1"}


def write_folder(
    folder: DialogueFolder, path: Path, beside: Mapping[str, Sequence[Sequence[str]]] | None = None
) -> None:
    """Write the four files; `read_folder` gives the same dialogue back.

    `beside` holds further tables by file name, header first; reading passes them over.
    """
    with new_folder(path) as inside:
        _write(inside / "dialogue.csv", ("key", "value"), _facts(folder))
        _write(
            inside / "statements.csv",
            ("id", "text", "language", "author", "moderated", "created"),
            map(_statement, folder.statements),
        )
        _write(
            inside / "participants.csv",
            ("id", *folder.blocs),
            zip(folder.participants, *folder.blocs.values(), strict=True),
        )
        _write_votes(inside / "votes.csv", folder)
        for name, (header, *rows) in (beside or {}).items():
            _write(inside / name, header, rows)


def _facts(folder: DialogueFolder) -> list[tuple[str, str]]:
    return [
        ("title", folder.title),
        ("question", folder.question),
        ("language", folder.language),
        ("licence", folder.licence),
        ("attribution", folder.attribution),
        ("link", folder.link),
        ("simulated", "yes" if folder.simulated else "no"),
    ]


def _statement(statement: FolderStatement) -> tuple[str, ...]:
    return (
        statement.id,
        statement.text,
        statement.language,
        statement.author,
        str(statement.moderated),
        "" if statement.created is None else time_text(statement.created),
    )


def _write_votes(path: Path, folder: DialogueFolder) -> None:
    votes = folder.votes
    people, texts = folder.participants, [statement.id for statement in folder.statements]
    header = ("participant", "statement", "vote")
    columns: list[Iterable[str]] = [
        (people[i] for i in votes.participant.tolist()),
        (texts[j] for j in votes.statement.tolist()),
        (VOTE_TEXT[value] for value in votes.value.tolist()),
    ]
    if votes.time is None:
        _write(path, header, zip(*columns, strict=True))
    else:
        times = map(time_text, votes.time.tolist())
        _write(path, (*header, "time"), zip(*columns, times, strict=True))


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)  # CRLF, as RFC 4180 says: a lone CR in a text is then quoted
        writer.writerow(header)
        writer.writerows(rows)
