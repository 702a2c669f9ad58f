"""Rows of programmes, events and everything listed under an event."""

from hanse.events.models.attendance import Registration
from hanse.events.models.event import Event, EventProgramme, Precision, Programme, Side
from hanse.events.models.facts import (
    Count,
    EventCity,
    Gap,
    Organisation,
    Output,
    Session,
    Source,
)

__all__ = [
    "Count",
    "Event",
    "EventCity",
    "EventProgramme",
    "Gap",
    "Organisation",
    "Output",
    "Precision",
    "Programme",
    "Registration",
    "Session",
    "Side",
    "Source",
]
