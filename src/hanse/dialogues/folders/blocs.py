"""Declared blocs from a file of their own: participant and one column per attribute."""

from dataclasses import replace
from pathlib import Path

from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.folders.values import only_once
from hanse.shared.errors import InputError
from hanse.shared.sheets import open_filled_sheet

OUR_NAMES = ("everyone", "group", "groups")  # of lenses that nobody declares
MOST_LEVELS = 100  # more different values are a name or a remark, not something people share


def add_blocs(folder: DialogueFolder, path: Path) -> DialogueFolder:
    """Add the attributes of the file to those the folder declares."""
    sheet = open_filled_sheet(path, ("participant",))
    names = [name for name in sheet.header if name != "participant"]
    if not names:
        raise InputError(path, 1, "no attribute beside “participant”", "Add a column such as side")
    if twice := [name for name in names if name in folder.blocs]:
        raise InputError(path, 1, f"participants.csv declares “{twice[0]}” too", "Keep one of them")
    index = {id_: i for i, id_ in enumerate(folder.participants)}
    levels = {name: [""] * len(index) for name in names}
    rows: dict[str, int] = {}
    for row, record in sheet.records():
        only_once(path, row, record["participant"], rows)
        if record["participant"] not in index:
            raise InputError(
                path,
                row,
                f"participant “{record['participant']}” is not in this dialogue",
                "Use the ids of the votes, or delete the row",
            )
        for name in names:
            levels[name][index[record["participant"]]] = record[name].strip()
    check_levels(path, levels)
    return replace(
        folder, blocs=folder.blocs | {name: tuple(column) for name, column in levels.items()}
    )


def check_levels(path: Path, levels: dict[str, list[str]]) -> None:
    """Refuse names, remarks and addresses: a bloc is something many people share."""
    for name, column in levels.items():
        if not name:
            raise InputError(path, 1, "a column has no name", "Name the attribute, such as side")
        if name in OUR_NAMES:
            raise InputError(path, 1, f"“{name}” is a name Hanse uses itself", "Name it otherwise")
        different = len(set(column) - {""})
        if different > MOST_LEVELS:
            raise InputError(
                path,
                None,
                f"“{name}” has {different} different values; a bloc is shared by many",
                f"Group them into {MOST_LEVELS} or fewer",
            )
