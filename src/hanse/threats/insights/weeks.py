"""One series of a city over its newest weeks, judged week by week."""

import datetime as dt
import math
from dataclasses import dataclass

from hanse.threats.counts import WeeklyCounts
from hanse.threats.insights.warning import judge_counts

SHOWN = 104
Numbers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """Counts with what was expected; None where nothing is known."""

    first_monday: dt.date
    observed: Numbers
    expected: Numbers
    threshold: Numbers
    marked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """Weeks in a row, or nearly so, in which a series stood above its threshold."""

    series: str
    first: dt.date
    last: dt.date
    highest: int
    expected: float


def weeks_of(counts: WeeklyCounts, name: str, *, shown: int = SHOWN) -> Weeks | None:
    """Return the newest weeks of one series; None where a city has no such series."""
    if name not in counts.names:
        return None
    row = counts.names.index(name)
    one = WeeklyCounts(counts.first_monday, (name,), (counts.counts[row],))
    judgement, _alarms = judge_counts(one)
    start = max(counts.periods - shown, 0)
    loud = judgement.alarm[0] | judgement.sustained[0]
    return Weeks(
        first_monday=counts.begin(start),
        observed=counts.counts[row][start:],
        expected=_plain(judgement.expected[0, start:].tolist()),
        threshold=_plain(judgement.upper[0, start:].tolist()),
        marked=tuple(bool(one) for one in loud[start:]),
    )


def episodes_of(counts: WeeklyCounts, *, apart: int = 2) -> list[Episode]:
    """Return every past episode of all series, newest first; weeks near each other are one."""
    if not counts.names:
        return []
    judgement, found = judge_counts(counts)
    made: list[Episode] = []
    for row, name in enumerate(counts.names):
        weeks = sorted(alarm.week for alarm in found if alarm.series == row)
        for group in _grouped(weeks, apart):
            peak = max(group, key=lambda week: counts.counts[row][week] or 0)
            expected = float(judgement.expected[row, peak])
            made.append(
                Episode(
                    series=name,
                    first=counts.begin(group[0]),
                    last=counts.begin(group[-1]),
                    highest=int(counts.counts[row][peak] or 0),
                    expected=expected if math.isfinite(expected) else 0.0,
                )
            )
    return sorted(made, key=lambda one: (one.first, one.series), reverse=True)


def _grouped(weeks: list[int], apart: int) -> list[list[int]]:
    groups: list[list[int]] = []
    for week in weeks:
        if groups and week - groups[-1][-1] <= apart:
            groups[-1].append(week)
        else:
            groups.append([week])
    return groups


def _plain(values: list[float]) -> Numbers:
    return tuple(value if math.isfinite(value) else None for value in values)
