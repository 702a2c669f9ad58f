"""The one register of an event's lists; whoever shows or hands on an event reads it from here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hanse.events.models import (
    Count,
    Event,
    EventCity,
    Gap,
    Organisation,
    Output,
    Session,
    Source,
)
from hanse.events.models.facts import Listed

Row = Any  # a row of any list: what each holds is named by its listing's fields


def rows_of(event: Event, related: str) -> Iterable[Row]:
    """Return the rows of a table that belong to an event, from what was fetched with it if it was.

    `related` is the event's way to them.
    """
    at_hand = event.at_hand.get(related)
    return getattr(event, related).all() if at_hand is None else at_hand


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of an event: its name in data, its table and columns; `part` narrows a shared table.

    A list of one column is a list of plain texts.
    """

    key: str
    model: type[Listed]
    fields: tuple[str, ...]
    part: str = ""

    @property
    def related(self) -> str:
        """The event's way to the rows."""
        return f"{self.model.__name__.lower()}_list"

    def store(self, rows: list[Row]) -> None:
        """Write new rows."""
        self.model._default_manager.bulk_create(rows)  # noqa: SLF001 - Django's own name for it

    def rows(self, event: Event) -> list[Row]:
        """Return the rows in order."""
        rows = rows_of(event, self.related)
        return [row for row in rows if not self.part or row.part == self.part]


_BODY = ("name", "note")
LISTS = (
    Listing("sources", Source, ("title",)),
    Listing("counts", Count, ("what", "scope", "qualifier", "value", "note", "source")),
    Listing("hosts", Organisation, _BODY, Organisation.Part.HOST),
    Listing("funders", Organisation, _BODY, Organisation.Part.FUNDER),
    Listing("present", Organisation, _BODY, Organisation.Part.PRESENT),
    Listing("cities", EventCity, ("name", "kind", "country", "area", "geonames_id")),
    Listing("sessions", Session, ("title", "day", "starts_at", "ends_at", "venue", "summary")),
    Listing("outputs", Output, ("title",)),
    Listing("gaps", Gap, ("text",)),
)
