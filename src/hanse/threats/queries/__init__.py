"""Reads of the threat picture."""

from hanse.threats.queries.counting import MonthlyCounts, monday_of, monthly_counts, weekly_counts
from hanse.threats.queries.observations import (
    Asked,
    confirmations_for,
    matching,
    own_cities,
    residual_share,
    signals_for,
    visible_to,
)

__all__ = [
    "Asked",
    "MonthlyCounts",
    "confirmations_for",
    "matching",
    "monday_of",
    "monthly_counts",
    "own_cities",
    "residual_share",
    "signals_for",
    "visible_to",
    "weekly_counts",
]
