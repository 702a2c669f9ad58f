"""One series of a city over its newest weeks or months, judged one by one."""

import datetime as dt
import math
from dataclasses import dataclass, replace

from hanse.threats.counts import Counts, MonthlyCounts
from hanse.threats.insights.warning import judge_counts

SHOWN, MONTHS_SHOWN = 104, 36
Numbers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """Counts by week, or `by_month`, with what was expected; None where nothing is known."""

    begins: tuple[dt.date, ...]
    by_month: bool
    observed: Numbers
    expected: Numbers
    threshold: Numbers
    marked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """Weeks or months in a row, or nearly so, in which a series stood above its threshold."""

    series: str
    first: dt.date
    last: dt.date
    highest: int
    expected: float


def weeks_of(counts: Counts, name: str) -> Weeks | None:
    """Return the newest weeks or months of a series; None where a city has no such series."""
    if name not in counts.names:
        return None
    row = counts.names.index(name)
    judgement, _alarms = judge_counts(replace(counts, names=(name,), counts=(counts.counts[row],)))
    by_month = isinstance(counts, MonthlyCounts)
    start = max(counts.periods - (MONTHS_SHOWN if by_month else SHOWN), 0)
    loud = judgement.alarm[0] | judgement.sustained[0]
    return Weeks(
        begins=tuple(map(counts.begin, range(start, counts.periods))),
        by_month=by_month,
        observed=counts.counts[row][start:],
        expected=_plain(judgement.expected[0, start:].tolist()),
        threshold=_plain(judgement.upper[0, start:].tolist()),
        marked=tuple(bool(one) for one in loud[start:]),
    )


def episodes_of(counts: Counts, *, apart: int = 2) -> list[Episode]:
    """Return every past episode of all series, newest first; what is near each other is one."""
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
