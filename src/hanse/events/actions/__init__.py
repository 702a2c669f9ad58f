"""Writes of events: what is recorded of them, and who comes."""

from hanse.events.actions.attending import (
    FullError,
    NotYoursError,
    accept,
    decline,
    delegate,
    invite,
    set_capacity,
)
from hanse.events.actions.recording import record_event, record_programme

__all__ = [
    "FullError",
    "NotYoursError",
    "accept",
    "decline",
    "delegate",
    "invite",
    "record_event",
    "record_programme",
    "set_capacity",
]
