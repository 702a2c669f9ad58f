"""`hanse brief`: four files from a folder of votes, or none and one line."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from tests.dialogues import sample

from hanse.cli import main
from hanse.dialogues.folders import write_folder
from hanse.findings.brief.forms import FORMATS

FILES = ["brief.docx", "brief.html", "brief.json", "brief.pdf"]


@pytest.fixture
def trams(tmp_path: Path) -> Path:
    write_folder(sample.folder(), tmp_path / "trams")
    return tmp_path / "trams"


def test_four_files_are_written_and_the_pipe_stays_quiet(
    trams: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["brief", str(trams), "--out", str(tmp_path / "out"), "--title", "Our trams"])

    brief = json.loads((tmp_path / "out" / "brief.json").read_bytes())
    assert code == 0
    assert capsys.readouterr() == ("", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    assert brief["title"] == "Our trams"
    assert brief["recompute"] == (
        f"hanse brief {trams} --out {tmp_path}/out --title 'Our trams'"
        " --sharing-label TLP:AMBER+STRICT"
    )


def test_the_command_in_a_brief_gives_the_same_bytes_again(trams: Path, tmp_path: Path) -> None:
    out = ["brief", str(trams), "--out", str(tmp_path / "out")]
    main(out)
    first = {name: (tmp_path / "out" / name).read_bytes() for name in FILES}

    main(out)

    assert {name: (tmp_path / "out" / name).read_bytes() for name in FILES} == first


def test_the_sharing_label_can_be_chosen(trams: Path, tmp_path: Path) -> None:
    main(["brief", str(trams), "--out", str(tmp_path / "out"), "--sharing-label", "TLP:CLEAR"])

    assert b"TLP:CLEAR" in (tmp_path / "out" / "brief.html").read_bytes()


def test_a_mistake_in_the_folder_leaves_no_folder_behind(
    trams: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (trams / "votes.csv").unlink()

    assert main(["brief", str(trams), "--out", str(tmp_path / "deep" / "out")]) == 2
    assert capsys.readouterr().err == (
        f"hanse: {trams}/votes.csv: the file is missing. Add it to the folder.\n"
    )
    assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_a_form_that_cannot_be_finished_leaves_what_was_there(
    trams: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def stop(_brief: object) -> bytes:
        raise error

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "brief.pdf").write_text("last week's")
    monkeypatch.setitem(FORMATS, "docx", stop)

    with suppress(RuntimeError):
        assert main(["brief", str(trams), "--out", str(tmp_path / "out")]) == 130

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["brief.pdf"]
    assert (tmp_path / "out" / "brief.pdf").read_text() == "last week's"
