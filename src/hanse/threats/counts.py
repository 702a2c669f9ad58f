"""Reading a table of dates and counts into series by week or by month."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import count, takewhile
from pathlib import Path

from hanse.shared.errors import InputError
from hanse.shared.sheets import Sheet, open_filled_sheet

WEEK = dt.timedelta(weeks=1)
LONGEST_SPAN = 120  # years; a longer one is a mistyped year
DAYS_OF_A_YEAR = 366
MONTHS_OF_A_YEAR = 12
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

    def begin(self, period: int) -> dt.date:
        """First day of a week by its index."""
        return self.first_monday + period * WEEK

    @property
    def periods(self) -> int:
        """How many weeks the table spans."""
        return len(self.counts[0]) if self.counts else 0


@dataclass(frozen=True, slots=True)
class MonthlyCounts:
    """Series of counts by month, where of incidents the month alone is known.

    `first_month`: its first day. `counts`: per series one number per month, None where nothing
    was said.
    """

    first_month: dt.date
    names: tuple[str, ...]
    counts: tuple[tuple[float | None, ...], ...]

    def begin(self, period: int) -> dt.date:
        """First day of a month by its index."""
        years, month = divmod(self.first_month.month - 1 + period, MONTHS_OF_A_YEAR)
        return dt.date(self.first_month.year + years, month + 1, 1)

    @property
    def periods(self) -> int:
        """How many months the table spans."""
        return len(self.counts[0]) if self.counts else 0


Counts = WeeklyCounts | MonthlyCounts


def read_counts(path: Path) -> Counts:
    """Read ``date,count``, ``date,series,count`` or ``date`` with one column per series.

    Several rows of one week, such as days, are added up. A week without a row, or with an empty
    cell, is unknown and not zero. Where dates are months (``2026-02``), all of them are, and
    months take the place of weeks.

    Raises
    ------
    InputError
        Which row cannot be used, and how to mend it.
    """
    sheet = open_filled_sheet(path, ["date"])
    cells: dict[str, dict[dt.date, float]] = {name: {} for name in _series_columns(sheet)}
    by_month: bool | None = None
    for row, fields in sheet.records():
        begin, monthly = _period(sheet, row, fields["date"].strip())
        if by_month not in (None, monthly):
            raise InputError(
                sheet.path, row, "days and months in one table", "Write all dates alike"
            )
        by_month = monthly
        for name, text in _named_counts(sheet, fields):
            periods = cells.setdefault(name, {})
            if text.strip():
                periods[begin] = periods.get(begin, 0) + _count(sheet, row, text)
    return _aligned(sheet, cells, by_month=bool(by_month))


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


def _period(sheet: Sheet, row: int, text: str) -> tuple[dt.date, bool]:
    """Return the first day of a date's week, or month where that is all it names, and which."""
    monthly = bool(_MONTH.fullmatch(text))
    try:
        day = dt.date.fromisoformat(f"{text}-01" if monthly else text[:10])
    except ValueError:
        raise InputError(
            sheet.path, row, f"“{text}” is not a date", "Write dates as 2026-02-24"
        ) from None
    return (day if monthly else day - dt.timedelta(days=day.weekday())), monthly


def _count(sheet: Sheet, row: int, text: str) -> float:
    if not text.strip().isdecimal() or int(text) > LARGEST_COUNT:
        raise InputError(
            sheet.path,
            row,
            f"“{text}” is not a count",
            "Write a whole number from 0 up, or nothing",
        )
    return float(text)


def _aligned(sheet: Sheet, cells: dict[str, dict[dt.date, float]], *, by_month: bool) -> Counts:
    begins = [begin for periods in cells.values() for begin in periods]
    if not begins:
        raise InputError(sheet.path, None, "no count at all", "Fill in the column of counts")
    first, last = min(begins), max(begins)
    years = (last - first).days // DAYS_OF_A_YEAR
    if years >= LONGEST_SPAN:
        raise InputError(
            sheet.path, None, f"the dates span {years} years", "Look for a mistyped year"
        )
    names = tuple(sorted(cells))
    empty = (MonthlyCounts if by_month else WeeklyCounts)(first, names, ())
    every = list(takewhile(lambda begin: begin <= last, map(empty.begin, count())))
    return replace(
        empty, counts=tuple(tuple(cells[name].get(begin) for begin in every) for name in names)
    )


_MONTH = re.compile(r"\d{4}-\d{2}")
