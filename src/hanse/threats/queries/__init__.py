"""Reads of the threat picture."""

from hanse.threats.queries.counting import monday_of, monthly_counts, weekly_counts
from hanse.threats.queries.effort import WeekOfEffort, effort_of
from hanse.threats.queries.observations import (
    About,
    Asked,
    about,
    confirmations_for,
    matching,
    own_cities,
    signals_for,
    visible_to,
)
from hanse.threats.queries.open_weeks import newest_weeks, weeks_without_report, with_silence

__all__ = [
    "About",
    "Asked",
    "WeekOfEffort",
    "about",
    "confirmations_for",
    "effort_of",
    "matching",
    "monday_of",
    "monthly_counts",
    "newest_weeks",
    "own_cities",
    "signals_for",
    "visible_to",
    "weekly_counts",
    "weeks_without_report",
    "with_silence",
]
