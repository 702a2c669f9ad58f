"""Reading dates as files write them."""

import datetime as dt

from hanse.threats.importing.profiles import Dates

EARLIEST = dt.date(1900, 1, 1)


class Calendar:
    """Reads the dates of one column; each text is worked out once."""

    def __init__(self, column: Dates, precision: str) -> None:
        self._formats = column.formats
        self._precision = precision
        self._known: dict[str, dt.date | None] = {}

    def day(self, text: str) -> dt.date | None:
        """Return the day, or the first of the month or year where no more is known.

        None for what no format reads, and for years before 1900.
        """
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> dt.date | None:
        for form in self._formats:
            try:
                read = dt.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
            if read < EARLIEST:
                return None
            return first_of(read, self._precision)
        return None


def first_of(day: dt.date, precision: str) -> dt.date:
    """Return the day as it is stored when only its month or year is known."""
    if precision == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == "month" else day


def example(formats: tuple[str, ...]) -> str:
    """Write 24 February 2026 in the first of these formats, to show what is expected."""
    return dt.datetime(2026, 2, 24, 13, 5, tzinfo=dt.UTC).strftime(formats[0])
