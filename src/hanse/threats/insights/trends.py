"""What may be said of the trends of a city: expected, above chance, rising, falling, or unclear."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from hanse.analysis.early_warning import Rung, direction, judge
from hanse.threats.counts import Counts, WeeklyCounts
from hanse.threats.insights.warning import calendar_of

NEW, BEFORE = 8, 44
LOUD_FOR = 4  # weeks for which an alarm stays in the title
NEW_MONTHS, MONTHS_BEFORE, MONTHS_LOUD_FOR = 2, 10, 1
LESS_EFFORT = 0.75  # of the people or channels of before: below it a fall may be one of reporting


class Verdict(StrEnum):
    """What a trend shows, strongest first."""

    ALARM = "alarm"
    SUSTAINED = "sustained"
    RISING = "rising"
    FALLING = "falling"
    LESS_REPORTED = "less reported"
    EXPECTED = "expected"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Trend:
    """One series over its newest weeks or months, for a figure; None where nothing is known."""

    name: str
    begins: tuple[dt.date, ...]
    by_month: bool
    counts: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    loud: tuple[bool, ...]
    verdict: Verdict
    recent: float | None
    before: float | None


def effort_fell(reporters: list[int], channels: list[int]) -> bool:
    """Tell whether clearly fewer people or channels reported in the newest weeks than before."""
    return any(
        np.mean(row[-NEW:] or [0]) < LESS_EFFORT * np.mean(row[-NEW - BEFORE : -NEW] or [0])
        for row in (reporters, channels)
    )


@lru_cache(maxsize=128)
def trends_of(counts: Counts, *, newest: int, less_effort: bool) -> tuple[Trend, ...]:
    """Judge the newest weeks or months of every series; with less effort no fall is claimed.

    Kept by the counts themselves, so the same weeks are judged once.
    """
    if not counts.names:
        return ()
    table = np.array([[np.nan if n is None else n for n in row] for row in counts.counts])
    shown = range(max(counts.periods - newest, 0), counts.periods)
    weekly = isinstance(counts, WeeklyCounts)
    recent, before, loud_for = (
        (NEW, BEFORE, LOUD_FOR) if weekly else (NEW_MONTHS, MONTHS_BEFORE, MONTHS_LOUD_FOR)
    )
    judged = judge(table, start=counts.begin(0), weeks=shown, calendar=calendar_of(counts))
    going = direction(table, recent=recent, before=before)
    found = []
    for row, name in enumerate(counts.names):
        loud = judged.alarm[row] | judged.sustained[row]
        flags = (
            bool(judged.alarm[row, -loud_for:].any()),
            bool(judged.sustained[row, -loud_for:].any()),
            int(going.sign[row]),
        )
        known = bool((judged.rung[row, -loud_for:] != Rung.INSUFFICIENT).any())
        found.append(
            Trend(
                name=name,
                begins=tuple(map(counts.begin, shown)),
                by_month=not weekly,
                counts=counts.counts[row][shown.start :],
                expected=_plain(judged.expected[row]),
                upper=_plain(judged.upper[row]),
                loud=tuple(bool(one) for one in loud),
                verdict=_verdict(*flags, known=known, less_effort=less_effort),
                recent=_plain(going.recent[row : row + 1])[0],
                before=_plain(going.before[row : row + 1])[0],
            )
        )
    return tuple(found)


def _verdict(
    alarm: bool,  # noqa: FBT001 - a row of flags
    sustained: bool,  # noqa: FBT001 - the same
    sign: int,
    *,
    known: bool,
    less_effort: bool,
) -> Verdict:
    if alarm or sustained:
        return Verdict.ALARM if alarm else Verdict.SUSTAINED
    if sign > 0:
        return Verdict.RISING
    if sign < 0:
        return Verdict.LESS_REPORTED if less_effort else Verdict.FALLING
    return Verdict.EXPECTED if known else Verdict.SHORT


def _plain(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in values)
