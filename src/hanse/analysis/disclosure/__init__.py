"""From exact counts inside a city to tables that are safe to share outside it."""

from hanse.analysis.disclosure.audit import Audit, audit, make_safe
from hanse.analysis.disclosure.cells import Cell, State, add_intervals, protect
from hanse.analysis.disclosure.network import (
    NetworkTotal,
    leaves_one_city,
    network_total,
    side_totals,
)
from hanse.analysis.disclosure.periods import Period, Span, finest_span, is_due
from hanse.analysis.disclosure.tables import CountTable, Release, publish, revise

__all__ = [
    "Audit",
    "Cell",
    "CountTable",
    "NetworkTotal",
    "Period",
    "Release",
    "Span",
    "State",
    "add_intervals",
    "audit",
    "finest_span",
    "is_due",
    "leaves_one_city",
    "make_safe",
    "network_total",
    "protect",
    "publish",
    "revise",
    "side_totals",
]
