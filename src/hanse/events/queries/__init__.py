"""Reads of events, of who is invited to them, and of who may learn it."""

from hanse.events.queries.events import (
    Wanted,
    in_the_list,
    matching,
    registrations_for,
    visible_to,
    what_there_is,
)
from hanse.events.queries.whole import with_lists

__all__ = [
    "Wanted",
    "in_the_list",
    "matching",
    "registrations_for",
    "visible_to",
    "what_there_is",
    "with_lists",
]
