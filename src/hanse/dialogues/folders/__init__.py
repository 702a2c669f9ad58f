"""Dialogues in folders of CSV files: a Polis export or Hanse's own form, read alike."""

from dataclasses import replace
from pathlib import Path

from hanse.dialogues.folders.blocs import add_blocs
from hanse.dialogues.folders.folder import (
    UNKNOWN_LANGUAGE,
    DialogueFolder,
    FolderStatement,
    FolderVotes,
)
from hanse.dialogues.folders.own import read_own
from hanse.dialogues.folders.polis import read_polis
from hanse.dialogues.folders.write import write_folder
from hanse.shared.errors import InputError

__all__ = ["DialogueFolder", "FolderStatement", "FolderVotes", "read_folder", "write_folder"]


def read_folder(path: Path, blocs: Path | None = None, language: str = "") -> DialogueFolder:
    """Read a dialogue, with declared blocs from a further file; InputError says what to mend.

    `language` is that of everything whose language the files do not say.
    """
    if not path.is_dir():
        raise InputError(path, None, "there is no such folder", "Name the folder of a dialogue")
    if (path / "statements.csv").exists():
        folder = read_own(path)
    elif (path / "comments.csv").exists():
        folder = read_polis(path)
    else:
        raise InputError(
            path,
            None,
            "neither comments.csv (Polis export) nor statements.csv (Hanse) is in this folder",
            "Name the folder that holds one of them",
        )
    if language:
        folder = _in_language(folder, language)
    return folder if blocs is None else add_blocs(folder, blocs)


def _in_language(folder: DialogueFolder, language: str) -> DialogueFolder:
    return replace(
        folder,
        language=language if folder.language == UNKNOWN_LANGUAGE else folder.language,
        statements=tuple(
            replace(s, language=language) if s.language == UNKNOWN_LANGUAGE else s
            for s in folder.statements
        ),
    )
