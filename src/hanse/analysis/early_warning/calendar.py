"""How far the detectors look back, counted in weeks or in months.

Source: methods, threats sections 3.1, 3.2 and 3.5. What is said of weeks there holds for months
by the time it spans; a mean of 0.3 a week is one of 1.3 a month.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """The parts of a year that counts are cut into, and the spans that go with them.

    `in_year`: periods in a year. `shortest`, `long`: periods observed before the trailing year and
    the same season may judge. `fewest`: mean count a period below which the season stays silent.
    `window`, `guard`: the trailing year, and the gap between it and the judged period.
    `slow_window`: what a slow rise is held against. `half_width`, `seasons`, `excluded`: as in
    Farrington's `Settings`.
    """

    in_year: int
    shortest: int
    long: int
    fewest: float
    window: int
    guard: int
    slow_window: int
    half_width: int
    seasons: int
    excluded: int


WEEKS = Calendar(
    in_year=52, shortest=26, long=156, fewest=0.3, window=52, guard=4, slow_window=104,
    half_width=3, seasons=10, excluded=26,
)  # fmt: skip
MONTHS = Calendar(
    in_year=12, shortest=6, long=36, fewest=1.3, window=12, guard=1, slow_window=24,
    half_width=1, seasons=4, excluded=6,
)  # fmt: skip
