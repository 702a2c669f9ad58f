"""The command tells a mistake in one line, and its help loads nothing heavy."""

import argparse
import subprocess
import sys

import pytest

from hanse import cli
from hanse.shared.errors import InputError, SetupError


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command that raises."""

    def run(_options: argparse.Namespace) -> int:
        raise error

    parser = argparse.ArgumentParser()
    parser.set_defaults(run=run)
    monkeypatch.setattr(cli, "build_parser", lambda: parser)
    return cli.main([])


def test_wrong_input_is_one_line_with_file_row_and_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = InputError("votes.csv", 7, "Vote is 'yes'.", "Write 1, 0 or -1.")

    code = fail_with(error, monkeypatch)

    assert (code, *capsys.readouterr()) == (
        2,
        "",
        "hanse: votes.csv, row 7: Vote is 'yes'. Write 1, 0 or -1.\n",
    )


def test_a_place_that_is_not_ready_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = fail_with(SetupError("No server.", "Start it."), monkeypatch)

    assert (code, capsys.readouterr().err) == (2, "hanse: No server. Start it.\n")


def test_control_c_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = fail_with(KeyboardInterrupt(), monkeypatch)

    assert (code, *capsys.readouterr()) == (130, "", "")


def test_help_loads_nothing_heavy() -> None:
    program = """
import sys
from hanse.cli import build_parser
text = build_parser().format_help()
heavy = {"django", "numpy", "scipy", "psycopg", "granian", "typst", "docx"}
print(*sorted(heavy & set(sys.modules)), "demo" in text)
"""

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "True\n"
