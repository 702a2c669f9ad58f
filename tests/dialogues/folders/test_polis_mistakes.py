"""Every mistake in a Polis export or a file of blocs gives one line that names the mend."""

from pathlib import Path

import pytest
from tests.dialogues.folders.samples import ADD_FILE, OWN, POLIS, VOTE, line_of, write

POLIS_MISTAKES = [
    (
        {"votes.csv": None, "participants-votes.csv": None},
        (
            "votes.csv: neither votes.csv nor participants-votes.csv is there."
            " Add one of them to the folder."
        ),
    ),
    (
        {"votes.csv": "comment-id,voter-id,vote\n0,7,1\n"},
        "votes.csv, row 1: no column “timestamp”. Export votes.csv again.",
    ),
    (
        {"votes.csv": "timestamp,comment-id,voter-id,vote\n1,0,7,agree\n"},
        f"votes.csv, row 2: the vote is “agree”. {VOTE}.",
    ),
    (
        {"participants-votes.csv": "participant,group-id,0,1\n7,0,1,5\n"},
        (
            f"participants-votes.csv, row 2: the vote on statement “1” is “5”. {VOTE},"
            " nothing for no vote."
        ),
    ),
    (
        {"participants-votes.csv": "participant,0,1,remark\n7,1,,x\n"},
        (
            "participants-votes.csv, row 1: column “remark” is not the number of a statement."
            " Before the statements only participant, xid, group-id, n-comments, n-votes, n-agree,"
            " n-disagree may stand."
        ),
    ),
    (
        {"participants-votes.csv": "participant,0,1\n7,1,\n7,1,\n"},
        "participants-votes.csv, row 3: “7” was in row 2 already. Keep one row for each id.",
    ),
    (
        {"participants-votes.csv": "participant,0,1\n7,1,\n8,-1,-1\n"},
        (
            "participants-votes.csv: participant “8” on statement “0” differs from the last vote in"
            " votes.csv (1 such cells). Export both files again, or remove one of them."
        ),
    ),
    (
        {"participants-votes.csv": "participant,0,1\n7,1,0\n8,1,-1\n"},
        (
            "participants-votes.csv: participant “7” on statement “1” differs from the last vote in"
            " votes.csv (1 such cells). Export both files again, or remove one of them."
        ),
    ),
    (
        {
            "votes.csv": None,
            "participants-votes.csv": "participant,0,1\n7,-1,\n8,-1,1\n",
        },
        (
            "participants-votes.csv: the votes contradict the tallies in comments.csv: agree and"
            " disagree look swapped. Write 1 for agree and -1 for disagree."
        ),
    ),
    (
        {"summary.csv": "topic,Trams,x\n"},
        "summary.csv, row 1: a summary has two columns, key and value. Export it again.",
    ),
    (
        {"comments.csv": "comment-id,comment-body\n0,a\n0,b\n"},
        "comments.csv, row 3: “0” was in row 2 already. Keep one row for each id.",
    ),
]

BLOCS_MISTAKES = [
    (None, f"blocs.csv: the file is missing. {ADD_FILE}"),
    (
        "id,side\np1,Europe\n",
        (
            "blocs.csv, row 1: no column “participant”; found “id”, “side”."
            " The header must name “participant”."
        ),
    ),
    (
        "participant\np1\n",
        "blocs.csv, row 1: no attribute beside “participant”. Add a column such as side.",
    ),
    (
        "participant,side\np1,Europe\n",
        "blocs.csv, row 1: participants.csv declares “side” too. Keep one of them.",
    ),
    (
        "participant,role\np9,mayor\n",
        (
            "blocs.csv, row 2: participant “p9” is not in this dialogue."
            " Use the ids of the votes, or delete the row."
        ),
    ),
    (
        "participant,role\np1,mayor\np1,mayor\n",
        "blocs.csv, row 3: “p1” was in row 2 already. Keep one row for each id.",
    ),
    (
        "participant,everyone\np1,yes\n",
        "blocs.csv, row 1: “everyone” is a name Hanse uses itself. Name it otherwise.",
    ),
    (
        "participant,\np1,mayor\n",
        "blocs.csv, row 1: a column has no name. Name the attribute, such as side.",
    ),
]


@pytest.mark.parametrize(("changes", "line"), POLIS_MISTAKES)
def test_a_mistake_in_a_polis_export_is_named(
    tmp_path: Path, changes: dict[str, str | None], line: str
) -> None:
    assert line_of(write(tmp_path, POLIS, **changes)) == line


@pytest.mark.parametrize(("content", "line"), BLOCS_MISTAKES)
def test_a_mistake_in_the_blocs_is_named(tmp_path: Path, content: str | None, line: str) -> None:
    write(tmp_path, OWN, **{"blocs.csv": content})

    assert line_of(tmp_path, tmp_path / "blocs.csv") == line
