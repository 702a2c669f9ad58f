"""Reads of events, of who is invited to them, and of who may learn it."""

from hanse.events.queries.events import (
    Wanted,
    countries_of,
    formats_of,
    in_the_list,
    matching,
    registrations_for,
    visible_to,
    with_lists,
    years_of,
)

__all__ = [
    "Wanted",
    "countries_of",
    "formats_of",
    "in_the_list",
    "matching",
    "registrations_for",
    "visible_to",
    "with_lists",
    "years_of",
]
