"""From a city's weekly counts to what is judged of its newest weeks."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hanse.analysis.early_warning import WEEKS, Judgement, Rung, benjamini_hochberg, judge
from hanse.analysis.early_warning.ladder import (
    ALPHA,
    CAUTIOUS_ALPHA,
    DETECTORS,
)
from hanse.analysis.intervals import beta_interval
from hanse.shared.numbers import finite
from hanse.threats.counts import WeeklyCounts

METHOD = "ladder, version 1"
JUDGED = 4  # weeks that late reports may still change
SLOW = "LR-CUSUM"
PARAMS = {
    "alpha": ALPHA,
    "alpha_uneven": CAUTIOUS_ALPHA,
    "window": WEEKS.window,
    "guard": WEEKS.guard,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One series in one week. `loud` is an alarm that is not a mere echo of the week before.

    With a `day` it speaks of the seven days that end with it.
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


def judge_newest(
    counts: WeeklyCounts, excluded: Iterable[tuple[str, dt.date]] = ()
) -> tuple[Judged, ...]:
    """Judge the last four weeks; weeks a person left out of the baseline count as unknown."""
    if not counts.names or counts.periods < 1:
        return ()
    first = max(counts.periods - JUDGED - 1, 0)  # one more tells an echo from a new rise
    table = np.array(counts.counts, dtype=float)
    rows = {name: row for row, name in enumerate(counts.names)}
    for name, monday in excluded:
        week = (monday - counts.first_monday).days // 7
        if name in rows and 0 <= week < first:
            table[rows[name], week] = np.nan
    judgement = judge(table, start=counts.first_monday, weeks=range(first, counts.periods))
    raised = judgement.alarm | judgement.sustained
    louder = np.ones_like(raised)
    louder[:, 1:] = ~raised[:, :-1] | (judgement.observed[:, 1:] > judgement.observed[:, :-1])
    start = 1 if counts.periods > JUDGED else 0
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
    counts: WeeklyCounts,
    table: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    judgement: Judgement,
    place: tuple[int, int],
    *,
    loud: bool,
) -> Judged:
    row, week = place[0], judgement.weeks[place[1]]
    rung = Rung(int(judgement.rung[place]))
    sustained = bool(judgement.sustained[place])
    return Judged(
        series=counts.names[row],
        week=counts.begin(week),
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
    counts: WeeklyCounts,
    series: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    week: int,
    rung: Rung,
    *,
    slow: bool,
) -> tuple[dt.date, dt.date, int]:
    """Return the first and last week of the baseline, and how many of its weeks are known."""
    if rung is Rung.SAME_SEASON:
        first, last = 0, week - WEEKS.excluded - 1
    else:
        length = WEEKS.slow_window if slow else WEEKS.window
        first, last = max(week - WEEKS.guard - length, 0), week - WEEKS.guard - 1
    last = max(last, first)
    known = int((~np.isnan(series[first : last + 1])).sum())
    return counts.begin(first), counts.begin(last), known
