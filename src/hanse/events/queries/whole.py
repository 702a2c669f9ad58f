"""Whole events: every list of any number of events in one look."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.functions import JSONObject

from hanse.cities.models import Authority
from hanse.events.lists import LISTS, Row
from hanse.events.models import Count, Event, EventCity, EventProgramme, Programme, Source, Turn

Told = dict[str, Any]


class _Beside(NamedTuple):
    """A row that another one points at, and what of it is shown with that one."""

    key: str
    model: type[Model]
    columns: tuple[str, ...]


_TABLES: dict[str, type[Model]] = {
    **{listing.related: listing.model for listing in LISTS},
    "standings": EventProgramme,
    "turns": Turn,
}
_BESIDE: dict[type[Model], _Beside] = {
    Count: _Beside("source", Source, ("id", "title")),
    EventCity: _Beside("authority", Authority, ("id", "slug", "membership")),
    EventProgramme: _Beside("programme", Programme, ("id", "slug", "name", "language")),
}


def with_lists(events: Iterable[Event]) -> list[Event]:
    """Fetch every list of these events; each kind of row comes as one text of all its columns."""
    found = list(events)
    rows: dict[tuple[int, str], list[Row]] = defaultdict(list)
    first, *others = (_told(related, model, found) for related, model in _TABLES.items())
    for event, related, told in first.union(*others, all=True) if found else ():
        rows[event, related].append(_row(_TABLES[related], told))
    for event in found:
        event.at_hand = {
            related: sorted(rows[event.pk, related], key=_place) for related in _TABLES
        }
    return found


def _told(related: str, model: type[Model], events: list[Event]) -> QuerySet[Any, Any]:
    columns = [field.attname for field in _fields(model)]
    if beside := _BESIDE.get(model):
        columns += [f"{beside.key}__{column}" for column in beside.columns]
    rows = model._default_manager.filter(event__in=events).order_by()  # noqa: SLF001 - Django's own name for it
    return rows.values_list(
        "event", Value(related), JSONObject(**{column: column for column in columns})
    )


def _row(model: type[Model], told: Told) -> Model:
    """Read a row back, with what it points at."""
    row = _read(model, told)
    beside = _BESIDE.get(model)
    if beside and told[f"{beside.key}_id"] is not None:
        part = {column: told[f"{beside.key}__{column}"] for column in beside.columns}
        setattr(row, beside.key, _read(beside.model, part))
    return row


def _read(model: type[Model], told: Told) -> Model:
    known = [field for field in _fields(model) if field.attname in told]
    values = [field.to_python(told[field.attname]) for field in known]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in known], values)


def _fields(model: type[Model]) -> "Sequence[Field[Any, Any]]":
    return model._meta.concrete_fields  # noqa: SLF001 - Django's own name for it


def _place(row: Row) -> int:
    """Return where a row stands among its kind: lists are numbered, the rest goes by age."""
    return int(getattr(row, "position", row.pk))
