"""Reading a table of dates and counts into weekly series."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from hanse.shared.errors import InputError
from hanse.shared.sheets import Sheet, open_filled_sheet

WEEK = dt.timedelta(weeks=1)
LONGEST_SPAN = 120 * 53  # weeks; a longer one is a mistyped year
LARGEST_COUNT = 1_000_000


@dataclass(frozen=True, slots=True)
class WeeklyCounts:
    """Series of weekly counts, all over the same weeks.

    `first_monday`: the first week's Monday. `counts`: per series one number per week, None where
    the table says nothing of that week.
    """

    first_monday: dt.date
    names: tuple[str, ...]
    counts: tuple[tuple[float | None, ...], ...]

    def monday(self, week: int) -> dt.date:
        """First day of a week by its index."""
        return self.first_monday + week * WEEK

    @property
    def weeks(self) -> int:
        """How many weeks the table spans."""
        return len(self.counts[0]) if self.counts else 0


def read_counts(path: Path) -> WeeklyCounts:
    """Read ``date,count``, ``date,series,count`` or ``date`` with one column per series.

    Several rows of one week, such as days, are added up. A week without a row, or with an empty
    cell, is unknown and not zero.

    Raises
    ------
    InputError
        Which row cannot be used, and how to mend it.
    """
    sheet = open_filled_sheet(path, ["date"])
    cells: dict[str, dict[dt.date, float]] = {name: {} for name in _series_columns(sheet)}
    for row, fields in sheet.records():
        monday = _monday(sheet, row, fields["date"])
        for name, text in _named_counts(sheet, fields):
            weeks = cells.setdefault(name, {})
            if text.strip():
                weeks[monday] = weeks.get(monday, 0) + _count(sheet, row, text)
    return _aligned(sheet, cells)


def _series_columns(sheet: Sheet) -> list[str]:
    """Name the series that have a column of their own; none in the long form."""
    others = [name for name in sheet.header if name != "date"]
    if not others:
        raise InputError(sheet.path, 1, "no column of counts", "Add a column “count”")
    return [] if {"series", "count"} <= set(others) else others


def _named_counts(sheet: Sheet, fields: dict[str, str]) -> list[tuple[str, str]]:
    columns = _series_columns(sheet)
    if not columns:
        return [(fields["series"].strip(), fields["count"])]
    return [(name, fields[name]) for name in columns]


def _monday(sheet: Sheet, row: int, text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise InputError(
            sheet.path, row, f"“{text}” is not a date", "Write dates as 2026-02-24"
        ) from None
    return day - dt.timedelta(days=day.weekday())


def _count(sheet: Sheet, row: int, text: str) -> float:
    if not text.strip().isdecimal() or int(text) > LARGEST_COUNT:
        raise InputError(
            sheet.path,
            row,
            f"“{text}” is not a count",
            "Write a whole number from 0 up, or nothing",
        )
    return float(text)


def _aligned(sheet: Sheet, cells: dict[str, dict[dt.date, float]]) -> WeeklyCounts:
    mondays = [monday for weeks in cells.values() for monday in weeks]
    if not mondays:
        raise InputError(sheet.path, None, "no count at all", "Fill in the column of counts")
    first = min(mondays)
    span = (max(mondays) - first) // WEEK + 1
    if span > LONGEST_SPAN:
        raise InputError(
            sheet.path, None, f"the dates span {span // 52} years", "Look for a mistyped year"
        )
    names = tuple(sorted(cells))
    return WeeklyCounts(
        first,
        names,
        tuple(
            tuple(cells[name].get(first + week * WEEK) for week in range(span)) for name in names
        ),
    )
