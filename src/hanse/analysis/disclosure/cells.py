"""T5R5: under five is said as such, everything else is rounded to a multiple of five.

Source: methods, threats section 4, rules 2 and 10.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

THRESHOLD = 5
BASE = 5


class State(StrEnum):
    """What is known of a cell outside the city; never encoded as a magic number."""

    VALUE = "value"
    UNDER_FIVE = "lt5"
    MISSING = "missing"
    NOT_COLLECTED = "not_collected"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Cell:
    """One published cell; `value` is a multiple of five, or None in every state but VALUE."""

    state: State
    value: int | None = None

    @property
    def interval(self) -> tuple[int, int] | None:
        """Smallest and largest true count this cell allows; None where nothing is said.

        >>> protect(3).interval, protect(7).interval, protect(13).interval
        ((0, 4), (5, 7), (13, 17))
        """
        if self.state is State.UNDER_FIVE:
            return 0, THRESHOLD - 1
        if self.value is None:
            return None
        return max(THRESHOLD, self.value - BASE // 2), self.value + BASE // 2


def protect(count: int) -> Cell:
    """Cell that may be shown for a true count; the same rule for every cell and every margin.

    Parameters
    ----------
    count
        Distinct incidents, 0 or more. Zero is treated as under five: absence can identify too.

    Raises
    ------
    ValueError
        A negative count.

    Examples
    --------
    >>> [protect(n).value for n in (0, 4, 5, 7, 8, 12, 13)]
    [None, None, 5, 5, 10, 10, 15]
    """
    if count < 0:
        raise ValueError("a count is not negative")
    if count < THRESHOLD:
        return Cell(State.UNDER_FIVE)
    return Cell(State.VALUE, BASE * ((2 * count + BASE) // (2 * BASE)))


def add_intervals(cells: Iterable[Cell]) -> tuple[int, int] | None:
    """Interval of a sum of published cells; None if any of them says nothing.

    >>> add_intervals([protect(3), protect(7)])
    (5, 11)
    """
    low = high = 0
    for cell in cells:
        bounds = cell.interval
        if bounds is None:
            return None
        low, high = low + bounds[0], high + bounds[1]
    return low, high
