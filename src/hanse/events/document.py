"""An event as plain data and back: what is left out is empty, and nothing else is left out."""

import datetime as dt
from typing import Any

from hanse.events.lists import LISTS, Listing, Row, rows_of
from hanse.events.models import Event, Precision, Turn

Record = dict[str, Any]
PLAIN = (
    "title",
    "precision",
    "date_note",
    "format",
    "details",
    "place",
    "venue",
    "country",
    "online",
    "rule",
    "summary",
    "capacity",
    "simulated",
    "revision",
)
_PARTS = {Precision.MONTH: 7, Precision.YEAR: 4, Precision.UNCERTAIN: 4}
_FIRST_DAY = "0001-01-01"
_EMPTY: tuple[object, ...] = ("", None, False, [])


def as_record(event: Event) -> Record:
    """Return an event with every list it has; unknown parts of a date are not written."""
    record: Record = {
        "slug": event.slug,
        "language": event.language,
        "starts": _known(event.starts_on, event.precision),
        "ends": _known(event.ends_on, event.precision),
        "cancelled": _plain(event.cancelled_on),
        "turns": [_turn(turn) for turn in rows_of(event, "turns")] if event.revision else [],
        **{name: getattr(event, name) for name in PLAIN},
        "programmes": [
            _filled(
                {
                    "programme": standing.programme.slug,
                    "standing": standing.standing,
                    "note": standing.note,
                }
            )
            for standing in rows_of(event, "standings")
        ],
        **{listing.key: [_row(listing, row) for row in listing.rows(event)] for listing in LISTS},
    }
    return _filled(record)


def _turn(turn: Turn) -> Record:
    return _filled(
        {
            "what": turn.what,
            "on": turn.on.isoformat(),
            "reason": turn.reason,
            "started": _known(turn.starts_on, turn.precision),
            "ended": _known(turn.ends_on, turn.precision),
            "precision": turn.precision,
        }
    )


def read_day(text: str) -> dt.date:
    """Return the day that stands for a date of which only a month or year may be known."""
    return dt.date.fromisoformat(text + _FIRST_DAY[len(text) :])


def _known(day: dt.date | None, precision: str) -> str | None:
    return day.isoformat()[: _PARTS.get(Precision(precision))] if day else None


def _row(listing: Listing, row: Row) -> str | Record:
    if len(listing.fields) == 1:
        return str(getattr(row, listing.fields[0]))
    return _filled({name: _plain(getattr(row, name)) for name in listing.fields})


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value if value is None or isinstance(value, int | str) else str(value)


def _filled(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in _EMPTY}
