"""What the shared picture shows: published values, and each city against its own past."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hanse.cities.models import Authority
from hanse.cities.parts import part_of
from hanse.cities.rules import may_edit
from hanse.shared.network import current_network
from hanse.shared.tables.writing import as_csv
from hanse.sharing.actors import Person
from hanse.sharing.labels import SharingLabel, strictest
from hanse.threats import shared_words as words
from hanse.threats.furnish_answers import still_publishing
from hanse.threats.insights.shared import Position, against_past, interval, profile
from hanse.threats.models import ReleasedCell
from hanse.threats.pages.alarms import together
from hanse.threats.pages.sections import sections_of
from hanse.threats.pages.totals import as_records, totals
from hanse.threats.queries.alarms import notices_visible_to
from hanse.threats.queries.imports import cities_to_import_for
from hanse.threats.queries.releases import CellKey, cells_visible_to, releases_visible_to
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING, label_of

HEADER = ("city", "category", "from", "months", "state", "value", "low", "high", "version")
NEWEST = 12  # periods that a chart shows
FORMAT, FORMAT_VERSION = "hanse-safe-table", 1
DIRECTIONS = ("rising", "steady", "falling", "")
Cells = dict[CellKey, ReleasedCell]
Counted = tuple[str, list[tuple[str, int]]]  # a word, and by side how many cities it is said of
Beside = tuple[str, list[Counted]]


@dataclass(frozen=True, slots=True)
class CityLine:
    """One city against its own past."""

    city: Authority
    against: Position
    position: str
    period: str
    way: str
    direction: str
    sources: str


def shared_page(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return every city that published something, by name, side beside side."""
    category = request.GET.get("category", EVERYTHING)
    category = category if category in CATEGORIES else EVERYTHING
    visible = cells_visible_to(person)
    cities = list(Authority.objects.filter(pk__in=list(visible)).order_by("name", "country"))
    lines = [
        (part_of(city.country), line)
        for city in cities
        if (line := _line(city, visible[city.pk], category))
    ]
    cells = [one for found in visible.values() for one in found.values()]
    seen = {one.category for one in cells}
    network = current_network()
    by_side = {side.key: [line for key, line in lines if key == side.key] for side in network.sides}
    sides = [(side.name, by_side[side.key]) for side in network.sides]
    sides.append(("", [line for key, line in lines if key not in by_side]))
    every, side_totals = totals(person, category, network)
    return {
        "sections": sections_of(request, person),
        "own": list(cities_to_import_for(person)),
        "category": label_of(category),
        "categories": [
            (key, label_of(key), key == category)
            for key in [EVERYTHING, *CATEGORIES]
            if key in seen
        ],
        "sides": [(name, found) for name, found in sides if found or name],
        "beside": beside(sides),
        "any": bool(lines),
        "preparing": still_publishing(),
        "totals": every,
        "side_totals": side_totals,
        "together": together(list(notices_visible_to(person).select_related("owner")[:200])),
        "label": _label(cells),
        "simulated": any(one.release.simulated for one in cells),
    }


def beside(sides: list[tuple[str, list[CityLine]]]) -> list[Beside]:
    """Return how many cities of each side stand where; nothing where there is but one side."""
    named = [(name, lines) for name, lines in sides if name]
    if len(named) < 2 or not any(lines for _name, lines in named):  # noqa: PLR2004 - two sides
        return []

    def rows(words_of: dict[str, str], said: Callable[[CityLine], str]) -> list[Counted]:
        return [
            (word, [(name, sum(said(line) == key for line in lines)) for name, lines in named])
            for key, word in words_of.items()
        ]

    positions = {one.value: words.position(one) for one in reversed(Position)}
    directions = {one: words.direction(one) for one in DIRECTIONS}
    return [
        (_("Newest period against its own past"), rows(positions, lambda line: line.against)),
        (_("From year to year"), rows(directions, lambda line: line.way)),
    ]


def _line(city: Authority, cells: Cells, category: str) -> CityLine | None:
    found = against_past(_values(cells), category)
    if found is None:
        return None
    return CityLine(
        city,
        found.position,
        words.position(found.position),
        words.period(found.first_month, found.span),
        found.direction,
        words.direction(found.direction),
        words.sources(s for one in cells.values() for s in one.release.source_classes),
    )


def city_page(request: HttpRequest, city: Authority, person: Person) -> dict[str, Any]:
    """Return all that one city published."""
    cells = cells_visible_to(person).get(city.pk, {})
    found = profile(_values(cells))
    releases = list(releases_visible_to(person).filter(owner=city))
    return {
        "sections": sections_of(request, person),
        "city": city,
        "tables": tables(cells),
        "series": series(cells),
        "profile_year": found[0] if found else None,
        "profile": [
            (label_of(part.category), part, _percent(part.low), _percent(part.high - part.low),
             _percent(part.share))
            for part in (found[1] if found else ())
        ],
        "releases": releases,
        "sources": words.sources(s for one in releases for s in one.source_classes),
        "label": _label(list(cells.values())),
        "may_publish": may_edit(request.user, city),
        "simulated": any(one.simulated for one in releases),
    }  # fmt: skip


def series(cells: Cells) -> list[tuple[str, str, str, str, str]]:
    """Return the newest periods of all incidents: name, value, span, and where its band lies.

    What is under five is a band from zero to four; what says nothing has no band.
    """
    span = min((key[2] for key in cells if key[0] == EVERYTHING), default=0)
    keys = sorted(key for key in cells if key[0] == EVERYTHING and key[2] == span)[-NEWEST:]
    bounds = {key: interval((cells[key].state, cells[key].value)) for key in keys}
    most = max([1, *(bound[1] for bound in bounds.values() if bound)]) / 100
    return [
        (
            words.period(key[1], key[2]),
            words.value(cells[key].state, cells[key].value),
            _span_of(cells[key]),
            f"{bound[0] / most:.2f}%" if bound else "",
            f"{(bound[1] - bound[0]) / most:.2f}%" if bound else "",
        )
        for key, bound in bounds.items()
    ]


def tables(cells: Cells) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return per category the published values, newest first."""
    seen = {key[0] for key in cells}
    ordered = [name for name in [EVERYTHING, *CATEGORIES] if name in seen]
    names = [*ordered, *sorted(seen - set(ordered))]  # a word of another version comes last
    return [
        (
            label_of(name),
            [
                (words.period(key[1], key[2]), words.value(one.state, one.value), _span_of(one))
                for key, one in sorted(cells.items(), key=lambda p: (-p[0][1], p[0][2]))
                if key[0] == name
            ],
        )
        for name in names
    ]


def as_table(person: Person, city: Authority | None = None) -> bytes:
    """Return published values as a table to take along."""
    rows = (
        tuple("" if part is None else str(part) for part in one.values())
        for one in _records(person, city)
    )
    return as_csv(HEADER, rows)


def as_document(person: Person, city: Authority | None = None) -> bytes:
    """Return published values as data; what is not a value says what it is."""
    made = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "cells": _records(person, city),
        **({} if city else as_records(person)),
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _records(person: Person, city: Authority | None) -> list[dict[str, Any]]:
    visible = cells_visible_to(person)
    every = Authority.objects.filter(pk__in=list(visible)).order_by("slug")
    found = []
    for one_city in [city] if city else every:
        for (category, first, span), one in sorted(visible.get(one_city.pk, {}).items()):
            bounds = interval((one.state, one.value))
            low, high = bounds or (None, None)
            start = f"{first // 12}-{first % 12 + 1:02d}-01"
            row = (one_city.slug, category, start, span, one.state, one.value, low, high)
            found.append(dict(zip(HEADER, (*row, one.release.version), strict=True)))
    return found


def _values(cells: Cells) -> dict[CellKey, tuple[str, int | None]]:
    return {key: (one.state, one.value) for key, one in cells.items()}


def _label(cells: list[ReleasedCell]) -> str:
    labels = {SharingLabel(one.release.sharing_label) for one in cells}
    return strictest(labels).value if labels else SharingLabel.CLEAR.value


def _span_of(one: ReleasedCell) -> str:
    bounds = interval((one.state, one.value))
    return f"{bounds[0]}–{bounds[1]}" if bounds else ""  # noqa: RUF001 - a range takes an en dash


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"
