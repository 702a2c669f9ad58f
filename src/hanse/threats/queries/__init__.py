"""Reads of the threat picture."""

from hanse.threats.queries.counting import MonthlyCounts, monday_of, monthly_counts, weekly_counts
from hanse.threats.queries.observations import own_cities, visible_to

__all__ = [
    "MonthlyCounts",
    "monday_of",
    "monthly_counts",
    "own_cities",
    "visible_to",
    "weekly_counts",
]
