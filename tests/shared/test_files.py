"""What is written is complete or not there at all."""

import os
import stat
from pathlib import Path

import pytest

from hanse.shared.errors import InputError
from hanse.shared.files import new_folder, write_file, write_files


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_gets_its_name_when_it_is_complete(tmp_path: Path) -> None:
    with new_folder(tmp_path / "out") as inside:
        (inside / "a.csv").write_text("a")
        assert not (tmp_path / "out").exists()

    assert left_in(tmp_path / "out") == ["a.csv"]
    assert left_in(tmp_path) == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_after_an_interruption_nothing_is_left(tmp_path: Path, error: type[BaseException]) -> None:
    def fill_half() -> None:
        with new_folder(tmp_path / "out") as inside:
            (inside / "a.csv").write_text("a")
            raise error

    with pytest.raises(error):
        fill_half()

    assert left_in(tmp_path) == []


def test_a_folder_with_something_in_it_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")

    with pytest.raises(InputError, match="this already exists"), new_folder(tmp_path):
        pass

    assert left_in(tmp_path) == ["mine.txt"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    with new_folder(tmp_path / "out") as inside:
        (inside / "a.csv").write_text("a")

    assert left_in(tmp_path / "out") == ["a.csv"]


def test_files_replace_those_of_their_names_and_leave_the_others(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_text("old")
    (tmp_path / "mine.txt").write_text("keep")

    write_files(tmp_path, {"brief.pdf": b"new"})

    assert (tmp_path / "brief.pdf").read_bytes() == b"new"
    assert left_in(tmp_path) == ["brief.pdf", "mine.txt"]


def test_a_file_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    write_file(tmp_path / "deep" / "down" / "a.json", b"{}")

    assert (tmp_path / "deep" / "down" / "a.json").read_bytes() == b"{}"
    assert left_in(tmp_path / "deep" / "down") == ["a.json"]


def test_what_is_written_can_be_read_by_those_who_usually_can(tmp_path: Path) -> None:
    usual = os.umask(0o022)
    try:
        write_files(tmp_path / "out", {"a": b""})
    finally:
        os.umask(usual)

    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "out" / "a").stat().st_mode) == 0o644


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")

    with pytest.raises(InputError) as caught:
        write_files(tmp_path / "out", {"a": b""})
    with pytest.raises(InputError) as below:
        write_files(tmp_path / "out" / "deeper", {"a": b""})

    assert str(caught.value) == f"{tmp_path}/out: this is a file. Name a folder."
    assert str(below.value) == (
        f"{tmp_path}/out/deeper: cannot write here (File exists). Choose another place."
    )


def test_a_folder_where_a_file_should_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        write_file(tmp_path, b"")
