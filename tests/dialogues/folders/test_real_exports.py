"""Published conversations, read whole: the one that comes with Hanse, and others at hand."""

import os
from pathlib import Path

import numpy as np
import pytest

import hanse.dialogues
from hanse.dialogues.folders import read_folder
from hanse.dialogues.folders.standing import cells

# participants, statements, taken out, vote events, cells with a vote
EXPECTED = {
    "15-per-hour-seattle": (339, 54, 23, 2995, 2872),
    "american-assembly.bowling-green": (2031, 896, 289, 225524, 225524),
    "austria-climate.7z7ejpbmv5.2022-08-08": (1503, 613, 298, 79315, 79315),
    "brexit-consensus": (204, 50, 0, 5312, 5303),
    "canadian-electoral-reform": (448, 174, 22, 12018, 11950),
    "football-concussions": (1487, 298, 137, 14924, 14328),
    "london.youth.policing": (26, 39, 3, 640, 638),
    "scoop-hivemind.biodiversity": (536, 316, 162, 29802, 29719),
    "vtaiwan.uberx": (1921, 197, 78, 49997, 49443),
}
OWN = Path(hanse.dialogues.__file__).parent / "examples" / "bowling-green"
OTHERS = Path(os.environ.get("HANSE_REAL_DIALOGUES", "../shared/data/dialogues"))
AT_HAND = {"american-assembly.bowling-green": OWN} | {
    name: OTHERS / name for name in EXPECTED if (OTHERS / name).is_dir()
}


@pytest.mark.parametrize("name", AT_HAND)
def test_a_real_export_is_read_whole_and_its_two_files_agree(name: str) -> None:
    folder = read_folder(AT_HAND[name])

    cell = cells(folder.votes, len(folder.statements))
    assert (
        len(folder.participants),
        len(folder.statements),
        sum(statement.moderated == -1 for statement in folder.statements),
        len(folder.votes),
        len(np.unique(cell)),
    ) == EXPECTED[name]
