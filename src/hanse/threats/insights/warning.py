"""From weekly counts to what early warning says of them."""

import numpy as np

from hanse.analysis.early_warning import Alarm, Judgement, Rung, alarms, judge
from hanse.threats.counts import WeeklyCounts

__all__ = ["Alarm", "Judgement", "judge_counts", "rung_name"]

RUNGS = {
    Rung.INSUFFICIENT: "insufficient history",
    Rung.TRAILING_YEAR: "trailing year",
    Rung.SAME_SEASON: "same season",
}


def judge_counts(counts: WeeklyCounts) -> tuple[Judgement, tuple[Alarm, ...]]:
    """Judge every week of every series, and list the alarms in order of time."""
    table = [[np.nan if value is None else value for value in series] for series in counts.counts]
    judgement = judge(table, start=counts.first_monday)
    return judgement, alarms(judgement)


def rung_name(rung: int) -> str:
    """Say in words what a series' history allows."""
    return RUNGS[Rung(rung)]
