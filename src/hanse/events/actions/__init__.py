"""Writes of events: what is recorded and planned of them, and who comes."""

from hanse.events.actions.attending import (
    FullError,
    OverError,
    WithdrawnError,
    accept,
    consent,
    decline,
    delegate,
    set_capacity,
)
from hanse.events.actions.inviting import (
    CancelledError,
    NotSharedError,
    NotYoursError,
    invite,
    remind,
    share,
)
from hanse.events.actions.recording import record_event, record_programme

__all__ = [
    "CancelledError",
    "FullError",
    "NotSharedError",
    "NotYoursError",
    "OverError",
    "WithdrawnError",
    "accept",
    "consent",
    "decline",
    "delegate",
    "invite",
    "record_event",
    "record_programme",
    "remind",
    "set_capacity",
    "share",
]
