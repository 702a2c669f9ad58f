"""`hanse warn` from a table to JSON, charts and a page of text."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from hanse.cli import main
from hanse.threats.counts import read_counts

SCHEMA = Path(__file__).parents[2] / "docs/schemas/warning.schema.json"
PNG = b"\x89PNG\r\n\x1a\n"


def days(count: int, *, rise_at: int | None = None) -> str:
    """One row per week from Monday 5 January 2026, two incidents each, with one planted rise."""
    from datetime import date, timedelta

    rows = [
        f"{date(2026, 1, 5) + timedelta(weeks=week)},{15 if week == rise_at else 2 + week % 2}"
        for week in range(count)
    ]
    return "\n".join(["date,count", *rows, ""])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "counts.csv"
    path.write_text(days(60, rise_at=58), encoding="utf-8")
    return path


def test_a_planted_rise_is_named_with_its_week(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["warn", str(table)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 series, 60 weeks from 2026-01-05"
    assert lines[4].split()[:3] == ["2027-02-15", "15", "2.5"]


def test_the_json_is_as_documented(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"

    main(["warn", str(table), "--json", str(out)])

    document = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [alarm["begins"] for alarm in document["alarms"]] == ["2027-02-15"]
    assert len(document["series"][0]["observed"]) == 60


def test_a_chart_states_the_finding_and_comes_as_svg_and_png(table: Path, tmp_path: Path) -> None:
    main(["warn", str(table), "--charts", str(tmp_path / "charts")])

    made = {path.name: path.read_bytes() for path in (tmp_path / "charts").iterdir()}
    assert set(made) == {"001-count.svg", "001-count.png"}
    drawing = ET.fromstring(made["001-count.svg"])  # noqa: S314 - our own output
    assert drawing.get("aria-label") == "3 in the newest week, 2.5 expected: within chance"
    assert made["001-count.png"].startswith(PNG)


def test_days_of_one_week_add_up_and_silent_weeks_stay_unknown(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text(
        "date,series,count\n2026-01-05,a,1\n2026-01-11,a,2\n2026-01-19,a,0\n2026-01-05,b,\n",
        encoding="utf-8",
    )

    counts = read_counts(path)

    assert counts.names == ("a", "b")
    assert counts.counts == ((3.0, None, 0.0), (None, None, None))


def test_a_table_of_months_is_judged_by_month(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "months.csv", tmp_path / "out.json"
    counts = [5 + month % 3 for month in range(47)] + [30]
    rows = [f"{2022 + n // 12}-{n % 12 + 1:02d},{number}" for n, number in enumerate(counts)]
    path.write_text("\n".join(["date,count", *rows, ""]), encoding="utf-8")

    assert main(["warn", str(path), "--json", str(out)]) == 0
    assert main(["warn", str(path)]) == 0

    document = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (document["period"], document["begins"], document["periods"]) == (
        "month", "2022-01-01", 48,
    )  # fmt: skip
    assert [alarm["begins"] for alarm in document["alarms"]] == ["2025-12-01"]
    assert document["series"][0]["basis"][-1] == "same season"
    assert capsys.readouterr().out.startswith("1 series, 48 months from 2022-01-01\n1 alarms\n")


def test_each_column_is_a_series(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("date,north,south\n2026-01-07,1,4\n", encoding="utf-8")

    counts = read_counts(path)

    assert (counts.names, counts.counts) == (("north", "south"), ((1.0,), (4.0,)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("day,count\n2026-01-05,1\n", "no column “date”"),
        ("date\n2026-01-05\n", "no column of counts"),
        ("date,count\n05/01/2026,1\n", "row 2: “05/01/2026” is not a date"),
        ("date,count\n2026-01-05,-1\n", "row 2: “-1” is not a count"),
        ("date,count\n2026-01-05,1.5\n", "row 2: “1.5” is not a count"),
        ("date,count\n2026-01-05,\n", "no count at all"),
        ("date,count\n2026-01-05,1\n2026-02,1\n", "row 3: days and months in one table"),
        ("date,count\n2026-01-05,1\n0026-01-05,1\n", "the dates span"),
    ],
)
def test_bad_tables_get_one_clear_line_and_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, message: str
) -> None:
    path, out = tmp_path / "bad.csv", tmp_path / "out.json"
    path.write_text(content, encoding="utf-8")

    assert main(["warn", str(path), "--json", str(out)]) == 2

    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not out.exists()
