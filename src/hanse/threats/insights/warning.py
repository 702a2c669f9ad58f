"""From counts by week or month to what early warning says of them."""

import numpy as np

from hanse.analysis.early_warning import (
    MONTHS,
    WEEKS,
    Alarm,
    Calendar,
    Judgement,
    Rung,
    alarms,
    judge,
)
from hanse.threats.counts import Counts, WeeklyCounts

__all__ = ["Alarm", "Judgement", "calendar_of", "judge_counts", "rung_name"]

RUNGS = {
    Rung.INSUFFICIENT: "insufficient history",
    Rung.TRAILING_YEAR: "trailing year",
    Rung.SAME_SEASON: "same season",
}


def judge_counts(counts: Counts) -> tuple[Judgement, tuple[Alarm, ...]]:
    """Judge every week or month of every series, and list the alarms in order of time."""
    table = [[np.nan if value is None else value for value in series] for series in counts.counts]
    judgement = judge(table, start=counts.begin(0), calendar=calendar_of(counts))
    return judgement, alarms(judgement)


def calendar_of(counts: Counts) -> Calendar:
    """Return how far the detectors look back over such counts."""
    return WEEKS if isinstance(counts, WeeklyCounts) else MONTHS


def rung_name(rung: int) -> str:
    """Say in words what a series' history allows."""
    return RUNGS[Rung(rung)]
