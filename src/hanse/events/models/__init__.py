"""Rows of programmes, events and everything listed under an event."""

from hanse.events.models.attendance import CalendarKey, Registration
from hanse.events.models.event import Event, EventProgramme, Precision, Programme, Side, Turn
from hanse.events.models.facts import (
    Count,
    EventCity,
    Gap,
    Organisation,
    Output,
    Session,
    Source,
)
from hanse.events.models.notes import (
    Addressee,
    Note,
    Rapporteur,
    Report,
    ReportPart,
    ReportSource,
)
from hanse.events.models.voices import Document, Feedback, Testimonial

__all__ = [
    "Addressee",
    "CalendarKey",
    "Count",
    "Document",
    "Event",
    "EventCity",
    "EventProgramme",
    "Feedback",
    "Gap",
    "Note",
    "Organisation",
    "Output",
    "Precision",
    "Programme",
    "Rapporteur",
    "Registration",
    "Report",
    "ReportPart",
    "ReportSource",
    "Session",
    "Side",
    "Source",
    "Testimonial",
    "Turn",
]
