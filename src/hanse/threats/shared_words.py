"""Published values in words of the reader's language."""

import datetime as dt
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hanse.threats.insights.shared import Position
from hanse.threats.models import CellState, SourceClass, Span


def period(first_month: int, span: int) -> str:
    """Name a month, a quarter or a year.

    >>> period(12 * 2025, 12)
    '2025'
    """
    year, month = divmod(first_month, 12)
    if span == Span.YEAR:
        return str(year)
    if span == Span.QUARTER:
        return _("quarter %(number)s of %(year)s") % {"number": month // 3 + 1, "year": year}
    return date_format(dt.date(year, month + 1, 1), "YEAR_MONTH_FORMAT")


def value(state: str, number: int | None) -> str:
    """Write a cell as a reader meets it."""
    if number is not None:
        return str(number)
    return str(CellState(state).label)


def position(found: Position) -> str:
    """Say how a city stands against its own past."""
    return {
        Position.BELOW: _("below its own past"),
        Position.EXPECTED: _("as expected"),
        Position.RAISED: _("raised, one and a half to two times"),
        Position.HIGH: _("high, more than twice"),
        Position.FEW: _("too few to compare"),
    }[found]


def direction(found: str) -> str:
    """Say where a city is going from year to year."""
    return {
        "rising": _("Rising"),
        "falling": _("Falling, or reported less"),
        "steady": _("No clear change"),
        "": _("Not known"),
    }[found]


def sources(classes: Iterable[str]) -> str:
    """Name who recorded the incidents."""
    return ", ".join(str(SourceClass(one).label) for one in sorted(set(classes)))
