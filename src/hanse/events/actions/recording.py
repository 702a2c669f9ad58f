"""Writes what is known of programmes and events."""

from typing import Any

from django.db import transaction

from hanse.cities.models import Authority, Kind
from hanse.events.document import PLAIN, Record, read_day
from hanse.events.lists import LISTS, Listing
from hanse.events.models import Event, EventCity, EventProgramme, Programme, Side, Source, Turn
from hanse.sharing.labels import SharingLabel


@transaction.atomic
def record_programme(record: Record) -> Programme:
    """Store a programme with the sides it compares."""
    fields = {name: record[name] for name in ("slug", "name", "aim", "began_in") if name in record}
    programme = Programme.objects.create(**fields)
    Side.objects.bulk_create(
        Side(programme=programme, position=position, **side)
        for position, side in enumerate(record.get("sides", ()), 1)
    )
    return programme


@transaction.atomic
def record_event(record: Record, *, sharing_label: SharingLabel) -> Event:
    """Store an event with all its lists; `document.as_record` gives the same record back."""
    event = Event.objects.create(
        slug=record["slug"],
        sharing_label=sharing_label,
        language=record.get("language", "en"),
        starts_on=read_day(record["starts"]),
        ends_on=read_day(record["ends"]) if "ends" in record else None,
        cancelled_on=read_day(record["cancelled"]) if "cancelled" in record else None,
        **{name: record[name] for name in PLAIN if name in record},
    )
    programmes = {programme.slug: programme for programme in Programme.objects.all()}
    EventProgramme.objects.bulk_create(
        EventProgramme(event=event, **{**place, "programme": programmes[place["programme"]]})
        for place in record.get("programmes", ())
    )
    Turn.objects.bulk_create(_turn(event, turn) for turn in record.get("turns", ()))
    positions: dict[type[Any], int] = {}
    for listing in LISTS:
        _record_list(event, listing, record.get(listing.key, ()), positions)
    return event


def _turn(event: Event, turn: Record) -> Turn:
    return Turn(
        event=event,
        what=turn["what"],
        on=read_day(turn["on"]),
        reason=turn.get("reason", ""),
        starts_on=read_day(turn["started"]),
        ends_on=read_day(turn["ended"]) if "ended" in turn else None,
        precision=turn["precision"],
    )


def _record_list(
    event: Event, listing: Listing, rows: list[Any], positions: dict[type[Any], int]
) -> None:
    """Store one list; lists of one table are numbered on, sources come before what names them."""
    made = []
    for row in rows:
        positions[listing.model] = positions.get(listing.model, 0) + 1
        fields = {listing.fields[0]: row} if isinstance(row, str) else dict(row)
        if listing.part:
            fields["part"] = listing.part
        if "source" in fields:
            fields["source"] = Source.objects.get(event=event, title=fields["source"])
        if listing.model is EventCity:
            fields["authority"] = _in_the_register(fields)
        made.append(listing.model(event=event, position=positions[listing.model], **fields))
    listing.store(made)


def _in_the_register(city: Record) -> Authority | None:
    """Find an authority by its number, or by its whole name where GeoNames numbers none."""
    of_kind = Authority.objects.filter(kind=city.get("kind", Kind.CITY), country=city["country"])
    if number := city.get("geonames_id"):
        return of_kind.filter(geonames_id=number).first()
    return of_kind.filter(name=city["name"], geonames_id=None).first()
