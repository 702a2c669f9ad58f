"""Writes of the threat picture."""

from hanse.threats.actions.forgetting import forget
from hanse.threats.actions.observing import (
    SAID,
    ChangedMeanwhileError,
    Recorded,
    correct,
    known_since,
    record,
    withdraw,
)
from hanse.threats.actions.signalling import confirm, signal, take_back

__all__ = [
    "SAID",
    "ChangedMeanwhileError",
    "Recorded",
    "confirm",
    "correct",
    "forget",
    "known_since",
    "record",
    "signal",
    "take_back",
    "withdraw",
]
