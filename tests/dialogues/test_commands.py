"""`hanse analyse` and `hanse simulate`: quiet in a pipe, one line and code 2 on a mistake."""

import csv
import json
from pathlib import Path

import pytest
from tests.dialogues import sample

from hanse.cli import main
from hanse.dialogues.document import as_bytes, as_document
from hanse.dialogues.folders import read_folder, write_folder
from hanse.dialogues.insights import analyse_folder

SMALL = ["--participants", "60", "--statements", "12", "--votes-per-person", "8"]


@pytest.fixture
def trams(tmp_path: Path) -> Path:
    write_folder(sample.folder(), tmp_path / "trams")
    return tmp_path / "trams"


def test_the_summary_tells_who_took_part_and_what_was_found(
    trams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["analyse", str(trams)])

    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    assert out.startswith("Trams\n24 people, 39 votes\n3 statements, 1 of them taken out\n")
    assert "#  agree          95%  voices  finding" in out


def test_json_is_the_documented_document_and_the_pipe_stays_quiet(
    trams: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["analyse", str(trams), "--json", str(tmp_path / "out" / "a.json")])

    expected = as_bytes(as_document(analyse_folder(read_folder(trams))))
    assert code == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "out" / "a.json").read_bytes() == expected


def test_blocs_from_a_file_become_a_lens(trams: Path, tmp_path: Path) -> None:
    rows = "".join(f"p{i},{'city' if i % 2 else 'town'}\n" for i in range(24))
    (tmp_path / "size.csv").write_text(f"participant,size\n{rows}")

    main(["analyse", str(trams), "--blocs", str(tmp_path / "size.csv"),
          "--json", str(tmp_path / "a.json")])  # fmt: skip

    lenses = json.loads((tmp_path / "a.json").read_bytes())["lenses"]
    assert [lens["attribute"] for lens in lenses] == ["everyone", "side", "size"]


def test_a_mistake_is_one_line_with_code_two_and_nothing_is_written(
    trams: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    votes = trams / "votes.csv"
    votes.write_text(votes.read_text().replace("p1,s1,1", "p1,s1,yes"))

    code = main(["analyse", str(trams), "--json", str(tmp_path / "new" / "a.json")])

    assert code == 2
    assert capsys.readouterr() == (
        "",
        (
            f"hanse: {votes}, row 3: the vote is “yes”."
            " Write 1 for agree, 0 for pass, -1 for disagree.\n"
        ),
    )
    assert not (tmp_path / "new").exists()


def test_an_interrupted_analysis_writes_nothing(
    trams: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hanse.dialogues.insights.analyse_folder", stop)

    assert main(["analyse", str(trams), "--json", str(tmp_path / "a.json")]) == 130
    assert not (tmp_path / "a.json").exists()


def test_the_same_seed_simulates_the_same_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main(["simulate", str(tmp_path / name), "--seed", "5", *SMALL]) == 0

    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == [
        "dialogue.csv", "participants.csv", "statements.csv", "truth.csv", "votes.csv",
    ]  # fmt: skip
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_simulated_folder_is_marked_and_has_the_blocs_that_were_asked_for(tmp_path: Path) -> None:
    main(["simulate", str(tmp_path / "out"), "--bloc", "side=Europe:90,North America:10",
          "--languages", "en,de", *SMALL])  # fmt: skip

    folder = read_folder(tmp_path / "out")

    assert folder.simulated
    assert {side: folder.blocs["side"].count(side) for side in set(folder.blocs["side"])} == {
        "Europe": 54,
        "North America": 6,
    }
    assert {statement.language for statement in folder.statements} == {"en", "de"}


def test_the_planted_truth_lies_beside_the_votes(tmp_path: Path) -> None:
    main(["simulate", str(tmp_path / "out"), "--bloc", "side=Europe:1,Asia:1",
          "--bridges", "1", "--divides", "0", "--rejected", "0", *SMALL])  # fmt: skip

    with (tmp_path / "out" / "truth.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "statement", "planted", "divided_by", "agreement", "side=Europe", "side=Asia",
    ]  # fmt: skip
    assert {row["planted"] for row in rows} == {"bridge"}
    assert all(float(row["side=Asia"]) > 0.5 for row in rows)


@pytest.mark.parametrize(
    ("option", "line"),
    [
        (["--bridges", "2"], "bridges is a share between 0 and 1, not 2.0. Change the option."),
        (
            ["--bloc", "side"],
            "“side” is not of the form side=Europe:60,North America:40. Change the option.",
        ),
        (["--languages", "xx"], ("no phrases in ['xx']; there are en, de, fr, es."
         " Change the option.")),
    ],
)  # fmt: skip
def test_an_impossible_plan_is_one_line(
    option: list[str], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", str(tmp_path / "out"), *option]) == 2
    assert capsys.readouterr().err == f"hanse: {line}\n"
    assert not (tmp_path / "out").exists()


def test_nothing_is_simulated_over_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.csv").write_text("keep")

    assert main(["simulate", str(tmp_path), *SMALL]) == 2
    assert capsys.readouterr().err == (
        f"hanse: {tmp_path}: this already exists. Choose another name or remove it.\n"
    )
