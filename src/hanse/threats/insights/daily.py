"""From counts by day to what the daily check after a trigger says of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.early_warning import Signals, daily, sums_of_seven, uplift
from hanse.analysis.early_warning.daily import ALPHA, BASELINE, DAYS, SMALLEST
from hanse.shared.numbers import finite
from hanse.threats.insights.alarms import Judged
from hanse.threats.queries.counting import monday_of
from hanse.threats.queries.daily import DailyCounts

__all__ = ["METHOD", "ONE_DAY", "PARAMS", "SMALLEST", "Rise", "judge_days", "rises"]

METHOD = "daily check, version 1"
PARAMS = {"alpha": ALPHA, "days": DAYS, "weeks": BASELINE, "fewest": SMALLEST}
TWICE = 2.0
ONE_DAY = dt.timedelta(days=1)
Numbers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Rise:
    """What a word did since a trigger: seven-day sums by day, and the rise over all days.

    `since` and `before` count incidents in `days` and in the known days of the eight weeks before;
    `times` as many a day with its 95 % interval, None where too little is known.
    """

    name: str
    first_day: dt.date
    observed: Numbers
    expected: Numbers
    threshold: Numbers
    marked: tuple[bool, ...]
    since: int
    days: int
    before: int
    days_before: int
    times: float | None
    low: float | None
    high: float | None


def judge_days(
    counts: DailyCounts, *, since: dt.date, raised: Mapping[str, Mapping[dt.date, float]]
) -> tuple[Judged, ...]:
    """Judge every checked day of every series, in order of series and day.

    After an alarm a series is silent for seven days, unless its sum doubles meanwhile; days before
    `since` raise none of their own. `raised` are the sums of the alarms there are, by day.
    """
    if not counts.days:
        return ()
    signals = daily(_table(counts), first=counts.checked)
    sums = sums_of_seven(_table(counts))
    return tuple(
        _judged(counts, signals, sums, (row, day), loud=loud)
        for row, name in enumerate(counts.names)
        for day, loud in enumerate(
            _loud(
                signals.alarm[row],
                sums[row],
                since=(since - counts.first_day).days,
                raised={
                    (day - counts.first_day).days: level
                    for day, level in raised.get(name, {}).items()
                },
            )
        )
        if day >= counts.checked
    )


def rises(counts: DailyCounts) -> tuple[Rise, ...]:
    """Return what every word did since the check began."""
    if counts.days <= counts.checked:
        return ()
    table = _table(counts)
    signals, sums = daily(table, first=counts.checked), sums_of_seven(table)
    return tuple(_rise(counts, table, signals, sums, row) for row in range(len(counts.names)))


def _table(counts: DailyCounts) -> NDArray[np.float64]:
    return np.array([[np.nan if n is None else n for n in row] for row in counts.counts])


def _loud(
    alarm: NDArray[np.bool_],
    sums: NDArray[np.float64],
    *,
    since: int,
    raised: Mapping[int, float],
) -> list[bool]:
    found, last, level = [], -DAYS, 0.0
    for day, above in enumerate(alarm.tolist()):
        new = day >= since and (day - last >= DAYS or float(sums[day]) >= TWICE * level)
        loud = above and (new or day in raised)
        if loud or day in raised:
            last, level = day, raised.get(day, float(sums[day]))
        found.append(loud)
    return found


def _judged(
    counts: DailyCounts,
    signals: Signals,
    sums: NDArray[np.float64],
    place: tuple[int, int],
    *,
    loud: bool,
) -> Judged:
    row, day = place
    newest = day - DAYS * ((day - counts.checked) // DAYS + 1)
    ends = range(newest, DAYS - 2, -DAYS)[:BASELINE]
    known = [end for end in ends if None not in counts.counts[row][end - DAYS + 1 : end + 1]]
    return Judged(
        series=counts.names[row],
        week=monday_of(counts.day(day)),
        day=counts.day(day),
        basis="daily",
        detector=signals.detector,
        observed=float(sums[place]),
        expected=finite(signals.expected[place]),
        threshold=finite(signals.upper[place]),
        p_value=finite(signals.p_value[place]),
        raised=bool(signals.alarm[place]),
        loud=loud,
        watch=False,
        sustained=False,
        baseline=(counts.day(ends[-1] - DAYS + 1), counts.day(ends[0]), len(known)),
    )


def _rise(
    counts: DailyCounts,
    table: NDArray[np.float64],
    signals: Signals,
    sums: NDArray[np.float64],
    row: int,
) -> Rise:
    there = slice(counts.checked, None)
    older = table[row, counts.checked - BASELINE * DAYS : counts.checked]
    days, days_before = counts.days - counts.checked, int((~np.isnan(older)).sum())
    since, before = int(np.nansum(table[row, there])), int(np.nansum(older))
    known = 2 * days_before >= older.size  # as the detector asks: half of the eight weeks
    times, low, high = uplift(since, days, before, days_before) if known else (None, None, None)
    return Rise(
        name=counts.names[row],
        first_day=counts.day(counts.checked),
        observed=tuple(sums[row, there].tolist()),
        expected=tuple(finite(one) for one in signals.expected[row, there]),
        threshold=tuple(finite(one) for one in signals.upper[row, there]),
        marked=tuple(signals.alarm[row, there].tolist()),
        since=since,
        days=days,
        before=before,
        days_before=days_before,
        times=times,
        low=low,
        high=high,
    )
