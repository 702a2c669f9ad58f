"""What the analysis says of a city's counts, incidents and measures: the only way to it."""

from hanse.threats.insights.warning import Alarm, Judgement, judge_counts, rung_name

__all__ = ["Alarm", "Judgement", "judge_counts", "rung_name"]
