"""From a city's counts to what is judged of its newest weeks or months."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hanse.analysis.early_warning import (
    MONTHS,
    WEEKS,
    Calendar,
    Judgement,
    Rung,
    benjamini_hochberg,
    judge,
)
from hanse.analysis.early_warning.ladder import (
    ALPHA,
    CAUTIOUS_ALPHA,
    DETECTORS,
)
from hanse.analysis.intervals import beta_interval
from hanse.shared.numbers import finite
from hanse.threats.counts import Counts, MonthlyCounts
from hanse.threats.insights.warning import calendar_of
from hanse.threats.queries.counting import monday_of

METHOD = "ladder, version 1"
SLOW = "LR-CUSUM"
JUDGED = 4  # weeks that late reports may still change
JUDGED_MONTHS = 3  # files that give months alone come as late as once a quarter


def params_of(calendar: Calendar) -> dict[str, float]:
    """Return the settings that go with an alarm."""
    return {
        "alpha": ALPHA,
        "alpha_uneven": CAUTIOUS_ALPHA,
        "window": calendar.window,
        "guard": calendar.guard,
    }


PARAMS, PARAMS_OF_MONTHS = params_of(WEEKS), params_of(MONTHS)


@dataclass(frozen=True, slots=True)
class Judged:
    """One series in one week. `loud` is an alarm that is not a mere echo of the week before.

    With a `month` it speaks of that month and `loud` of the month before, with a `day` of the
    seven days that end with it; `week` is then the week of that day, or of the month's first.
    """

    series: str
    week: dt.date
    basis: str
    detector: str
    observed: float | None
    expected: float | None
    threshold: float | None
    p_value: float | None
    raised: bool
    loud: bool
    watch: bool
    sustained: bool
    baseline: tuple[dt.date, dt.date, int]
    day: dt.date | None = None
    month: dt.date | None = None


def judge_newest(
    counts: Counts, excluded: Iterable[tuple[str, dt.date]] = ()
) -> tuple[Judged, ...]:
    """Judge the last four weeks, or three months.

    `excluded`: weeks or months by their first day that a person left out of the baseline; they
    count as unknown.
    """
    if not counts.names or counts.periods < 1:
        return ()
    newest = JUDGED_MONTHS if isinstance(counts, MonthlyCounts) else JUDGED
    first = max(counts.periods - newest - 1, 0)  # one more tells an echo from a new rise
    table = np.array(counts.counts, dtype=float)
    rows = {name: row for row, name in enumerate(counts.names)}
    earlier = {counts.begin(period): period for period in range(first)}
    for name, begin in excluded:
        if name in rows and begin in earlier:
            table[rows[name], earlier[begin]] = np.nan
    judgement = judge(
        table,
        start=counts.begin(0),
        weeks=range(first, counts.periods),
        calendar=calendar_of(counts),
    )
    raised = judgement.alarm | judgement.sustained
    louder = np.ones_like(raised)
    louder[:, 1:] = ~raised[:, :-1] | (judgement.observed[:, 1:] > judgement.observed[:, :-1])
    start = 1 if counts.periods > newest else 0
    return tuple(
        _judged(counts, table, judgement, (row, w), loud=bool(raised[row, w] and louder[row, w]))
        for row in range(len(counts.names))
        for w in range(start, len(judgement.weeks))
    )


def stands_in_network(p_values: Sequence[float | None]) -> list[bool]:
    """Tell which of all series of a week stand with at most one in ten of them false."""
    numbers = np.array([np.nan if p is None else p for p in p_values], dtype=float)
    return [bool(one) for one in benjamini_hochberg(numbers)]


def share_with_interval(part: int, whole: int) -> tuple[float, float, float]:
    """Return a share with its 95 % interval, half a case added to each side."""
    low, high = beta_interval(np.array([part + 0.5]), np.array([whole - part + 0.5]))
    return part / whole, float(low[0]), float(high[0])


def _judged(
    counts: Counts,
    table: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    judgement: Judgement,
    place: tuple[int, int],
    *,
    loud: bool,
) -> Judged:
    row, week = place[0], judgement.weeks[place[1]]
    rung = Rung(int(judgement.rung[place]))
    sustained = bool(judgement.sustained[place])
    begin = counts.begin(week)
    return Judged(
        series=counts.names[row],
        week=monday_of(begin),
        month=begin if isinstance(counts, MonthlyCounts) else None,
        basis=rung.name.lower(),
        detector=DETECTORS[rung] if judgement.alarm[place] or not sustained else SLOW,
        observed=finite(judgement.observed[place]),
        expected=finite(judgement.expected[place]),
        threshold=finite(judgement.upper[place]),
        p_value=finite(judgement.p_value[place]),
        raised=bool(judgement.alarm[place]) or sustained,
        loud=loud,
        watch=bool(judgement.watch[place]),
        sustained=sustained,
        baseline=_baseline(counts, table[row], week, rung, slow=not judgement.alarm[place]),
    )


def _baseline(
    counts: Counts,
    series: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    week: int,
    rung: Rung,
    *,
    slow: bool,
) -> tuple[dt.date, dt.date, int]:
    """Return the first and last period of the baseline, and how many of them are known."""
    calendar = calendar_of(counts)
    if rung is Rung.SAME_SEASON:
        first, last = 0, week - calendar.excluded - 1
    else:
        length = calendar.slow_window if slow else calendar.window
        first, last = max(week - calendar.guard - length, 0), week - calendar.guard - 1
    last = max(last, first)
    known = int((~np.isnan(series[first : last + 1])).sum())
    return counts.begin(first), counts.begin(last), known
