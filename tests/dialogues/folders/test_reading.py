"""What a folder says is what we read, and what we write is what we read back."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.dialogues.folders import (
    DialogueFolder,
    FolderStatement,
    FolderVotes,
    read_folder,
    write_folder,
)
from hanse.dialogues.folders.standing import cells, latest
from hanse.dialogues.folders.values import milliseconds, time_text

COMMENTS = (
    "timestamp,comment-id,author-id,moderated,comment-body\n"
    '1403067224363,0,7,1,"Trams, at ""night"""\n'
    "1403067224364,1,8,-1,Cycle lanes\n"
)
MATRIX = "participant,xid,group-id,n-votes,0,1,2\n7,,0,2,1,,-1\n8,,1,1,,0,\n9,,,0,,,\n"


def votes_of(folder: DialogueFolder) -> list[tuple[str, str, int]]:
    people, texts = folder.participants, [statement.id for statement in folder.statements]
    votes = folder.votes
    return [
        (people[i], texts[j], v)
        for i, j, v in zip(
            votes.participant.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True
        )
    ]


def polis(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name.replace('_', '-')}.csv").write_text(content, encoding="utf-8")
    return folder


def test_the_matrix_of_a_polis_export_alone_is_enough(tmp_path: Path) -> None:
    folder = read_folder(polis(tmp_path, comments=COMMENTS, participants_votes=MATRIX))

    assert folder.participants == ("7", "8", "9")
    assert folder.statements == (
        FolderStatement("0", 'Trams, at "night"', "und", "7", 1, 1403067224363),
        FolderStatement("1", "Cycle lanes", "und", "8", -1, 1403067224364),
        FolderStatement("2", ""),
    )
    assert votes_of(folder) == [("7", "0", 1), ("7", "2", -1), ("8", "1", 0)]
    assert folder.votes.time is None


def test_every_vote_is_kept_with_its_time_also_when_a_later_one_replaces_it(tmp_path: Path) -> None:
    votes = "timestamp,comment-id,voter-id,vote\n5,0,7,-1\n9,0,7,1\n7,3,8,1\n"

    folder = read_folder(polis(tmp_path, comments=COMMENTS, votes=votes))

    assert votes_of(folder) == [("7", "0", -1), ("7", "0", 1), ("8", "3", 1)]
    assert folder.votes.time is not None
    assert folder.votes.time.tolist() == [5, 9, 7]
    assert [statement.id for statement in folder.statements] == ["0", "1", "3"]


def test_a_matrix_may_hold_either_vote_of_a_tie_in_time(tmp_path: Path) -> None:
    votes = "timestamp,comment-id,voter-id,vote\n5,0,7,-1\n5,0,7,1\n"
    matrix = "participant,0\n7,1\n"

    folder = read_folder(polis(tmp_path, comments=COMMENTS, votes=votes, participants_votes=matrix))

    assert votes_of(folder) == [("7", "0", -1), ("7", "0", 1)]


def test_topic_and_question_come_from_the_summary(tmp_path: Path) -> None:
    summary = 'topic,Transport\nurl,here\nconversation-description,"What\nnext?"\n'

    folder = read_folder(
        polis(tmp_path, comments=COMMENTS, participants_votes=MATRIX, summary=summary)
    )

    assert (folder.title, folder.question, folder.link) == ("Transport", "What\nnext?", "here")


def test_without_a_summary_the_folder_gives_the_title(tmp_path: Path) -> None:
    folder = read_folder(polis(tmp_path, comments=COMMENTS, participants_votes=MATRIX))

    assert (folder.title, folder.question) == (tmp_path.name, "")


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    matrix = "\ufeff" + MATRIX.replace("\n", "\r\n") + "\r\n"

    folder = read_folder(polis(tmp_path, comments=COMMENTS, participants_votes=matrix))

    assert folder.participants == ("7", "8", "9")


def test_a_language_that_is_given_stands_where_the_files_say_none(tmp_path: Path) -> None:
    folder = read_folder(
        polis(tmp_path, comments=COMMENTS, participants_votes=MATRIX), language="de"
    )

    assert folder.language == "de"
    assert {statement.language for statement in folder.statements} == {"de"}


def test_blocs_from_a_file_join_those_the_folder_declares(tmp_path: Path) -> None:
    polis(tmp_path, comments=COMMENTS, participants_votes=MATRIX)
    (tmp_path / "who.csv").write_text("participant,side,role\n8,Europe,mayor\n7, Europe ,\n")

    folder = read_folder(tmp_path, tmp_path / "who.csv")

    assert folder.blocs == {"side": ("Europe", "Europe", ""), "role": ("", "mayor", "")}
    assert folder.blocs_of(1) == {"side": "Europe", "role": "mayor"}
    assert folder.blocs_of(2) == {}


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
TIMES = st.integers(0, 4_000_000_000_000)


@st.composite
def folders(draw: st.DrawFn) -> DialogueFolder:
    count = draw(st.integers(1, 5))
    n = draw(st.integers(1, 12))
    index = st.lists(st.integers(0, count - 1), min_size=n, max_size=n)
    levels = st.lists(st.sampled_from(["", "Europe", "été"]), min_size=count, max_size=count)
    statements = tuple(
        FolderStatement(
            f"s{i}", draw(TEXT), draw(st.sampled_from(["en", "und"])), "p0",
            draw(st.integers(-1, 1)), draw(st.none() | TIMES),
        )
        for i in range(count)
    )  # fmt: skip
    return DialogueFolder(
        title=draw(TEXT.filter(bool)), question=draw(TEXT), language="en", statements=statements,
        participants=tuple(f"p{i}" for i in range(count)),
        votes=FolderVotes(
            np.array(draw(index), np.int32), np.array(draw(index), np.int32),
            np.array(draw(st.lists(st.integers(-1, 1), min_size=n, max_size=n)), np.int8),
            np.array(draw(st.lists(TIMES, min_size=n, max_size=n)), np.int64),
        ),
        blocs={"side": tuple(draw(levels))}, simulated=draw(st.booleans()),
    )  # fmt: skip


@given(folder=folders())
def test_what_we_write_we_read_back(
    tmp_path_factory: pytest.TempPathFactory, folder: DialogueFolder
) -> None:
    place = tmp_path_factory.mktemp("folders") / "dialogue"

    write_folder(folder, place)
    again = read_folder(place)

    assert replace(again, votes=folder.votes) == folder
    assert votes_of(again) == votes_of(folder)
    assert folder.votes.time is not None
    assert again.votes.time is not None
    assert again.votes.time.tolist() == folder.votes.time.tolist()


@given(folder=folders())
def test_the_latest_votes_are_those_a_plain_loop_finds(folder: DialogueFolder) -> None:
    cell = cells(folder.votes, len(folder.statements)).tolist()
    times = [] if folder.votes.time is None else folder.votes.time.tolist()
    newest: dict[int, int] = {}
    for one, time in zip(cell, times, strict=True):
        newest[one] = max(newest.get(one, 0), time)

    expected = [i for i, one in enumerate(cell) if times[i] == newest[one]]

    assert sorted(latest(folder.votes, np.array(cell)).tolist()) == expected


@given(TIMES)
def test_a_written_time_reads_back_to_the_millisecond(time: int) -> None:
    assert milliseconds(time_text(time)) == time


def test_a_time_without_zone_means_utc() -> None:
    assert milliseconds("1970-01-01T00:00:01") == 1000
