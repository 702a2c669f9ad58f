"""Months, quarters and years: which of them a category may be published in, and when.

Source: methods, threats section 4, rules 3 and 4. A month is numbered ``12 * year + month - 1``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from hanse.analysis.disclosure.cells import THRESHOLD

FREEZE_DAYS = 28
MONTHS_BACK = 12


class Span(IntEnum):
    """Length of a period in months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter or year; `first_month` is a month number divisible by the span."""

    first_month: int
    span: Span

    @property
    def months(self) -> range:
        """Month numbers the period covers."""
        return range(self.first_month, self.first_month + self.span)

    @property
    def end(self) -> date:
        """Last day of the period.

        >>> Period(12 * 2025 + 9, Span.QUARTER).end
        datetime.date(2025, 12, 31)
        """
        year, month = divmod(self.first_month + self.span, 12)
        return date(year, month + 1, 1) - timedelta(days=1)


def finest_span(last_twelve_months: Sequence[int]) -> Span | None:
    """Finest period a category may be published in, fixed for the coming calendar year.

    A span qualifies when the category reached five in at least half of its periods over the last
    twelve months. None means: roll the category up into its parent.

    Parameters
    ----------
    last_twelve_months
        12 monthly counts, oldest first.

    Raises
    ------
    ValueError
        Not twelve counts.

    Examples
    --------
    >>> finest_span([5] * 12), finest_span([2] * 12), finest_span([1] * 12), finest_span([0] * 12)
    (<Span.MONTH: 1>, <Span.QUARTER: 3>, <Span.YEAR: 12>, None)
    """
    if len(last_twelve_months) != MONTHS_BACK:
        raise ValueError("the choice needs exactly twelve monthly counts")
    for span in Span:
        sums = [
            sum(last_twelve_months[first : first + span]) for first in range(0, MONTHS_BACK, span)
        ]
        if 2 * sum(count >= THRESHOLD for count in sums) >= len(sums):
            return span
    return None


def is_due(period: Period, today: date) -> bool:
    """Whether a period may be released: 28 days after its last day.

    >>> is_due(Period(12 * 2025, Span.MONTH), date(2025, 2, 27))
    False
    >>> is_due(Period(12 * 2025, Span.MONTH), date(2025, 2, 28))
    True
    """
    return today >= period.end + timedelta(days=FREEZE_DAYS)
