"""`hanse import-incidents`: the same import without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hanse.cities.models import Authority
from hanse.cli import build_parser
from hanse.shared.errors import InputError
from hanse.threats.models import ImportRun, Observation

NYPD = """Full Complaint ID,Record Create Date,Offense Description,Bias Motive Description
1,03/09/2022,ASSAULT 3 & RELATED OFFENSES,ANTI-BLACK
2,01/31/2021,CRIMINAL MISCHIEF & RELATED OF,ANTI-MARTIAN
"""
Command = Callable[..., int | None]


@pytest.fixture
def command(city: Authority, tmp_path: Path) -> Command:
    def run(text: str, *options: str) -> int | None:
        file = tmp_path / "nypd.csv"
        file.write_text(text, encoding="utf-8")
        parsed = build_parser().parse_args(
            ["import-incidents", str(file), "--city", city.slug, *options]
        )
        code: int | None = parsed.run(parsed)
        return code

    return run


def test_a_file_is_recognised_and_imported(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(NYPD) is None

    assert Observation.objects.count() == 2
    assert capsys.readouterr().out == (
        "nypd.csv: 2 rows, 2 incidents; imported\n"
        "  from 2021-01-31 to 2022-03-09\n"
        "\n"
        "       2  new\n"
        "\n"
        "       1  racism\n"
        "       1  anti-black\n"
        "       1  other-target\n"
        "\n"
        "Words that mean nothing yet, counted under “other-target”:\n"
        "       1  ANTI-MARTIAN (column Bias Motive Description)\n"
    )


def test_a_dry_run_leaves_no_trace_and_lists_the_words_nobody_knows(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(NYPD, "--dry-run", "--profile", "nypd") is None

    said = capsys.readouterr().out
    assert "nothing was changed" in said
    assert "       1  ANTI-MARTIAN (column Bias Motive Description)" in said
    assert not Observation.objects.exists()
    assert not ImportRun.objects.exists()


def test_with_an_error_nothing_is_imported_and_the_exit_code_says_so(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = NYPD + "3,31/31/2021,ARSON,ANTI-JEWISH\n"

    assert command(wrong) == 2

    assert "row 4, Record Create Date: “31/31/2021” is not a date." in capsys.readouterr().out
    assert not Observation.objects.exists()
    assert command(wrong, "--skip-errors") is None
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "options", "problem"),
    [
        ("a,b\n1,2\n", [], "its columns are those of no known kind of file"),
        (NYPD, ["--profile", "nobody"], "no profile is named “nobody”"),
        (NYPD, ["--profile", "toronto"], "no column .*“EVENT_UNIQUE_ID”"),
        ("", [], "the table is empty"),
    ],
)
def test_what_cannot_be_imported_is_told_in_one_line(
    command: Command, text: str, options: list[str], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        command(text, *options)


def test_an_unknown_city_is_told(command: Command, city: Authority) -> None:
    city.slug = "nowhere"

    with pytest.raises(InputError, match="no city is named “nowhere”"):
        command(NYPD)
