"""What the pages of events show, put together from rows."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest

from hanse.cities.models import Membership
from hanse.events.calendar import left_out_words
from hanse.events.forms.events import EventFilter
from hanse.events.lists import LISTS, Row, rows_of
from hanse.events.models import Event, EventCity, EventProgramme, Precision
from hanse.events.queries import in_the_list, matching
from hanse.events.wording import (
    Figure,
    count_words,
    date_words,
    figure_words,
    figures,
    heading,
    place_words,
    session_hours,
    turn_words,
    turns_of,
)
from hanse.shared.countries import country_name
from hanse.shared.paging import page_of

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An event in the list: when, where, how many came, and what stands beside its programme."""

    event: Any
    when: str
    where: str
    came: str
    beside: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A list on an event's page, under the name its template knows it by."""

    key: str
    heading: str
    rows: list[Any]


def list_page(events: QuerySet[Event], request: HttpRequest) -> dict[str, Any]:
    """Return the events asked for, by year, with the filters that can be set."""
    form = EventFilter(request.GET, events=events)
    found = in_the_list(matching(events, form.wanted()))
    page = page_of(found, request.GET, PER_PAGE, whole=True)
    undated = found.exclude(precision=Precision.DAY).count()
    return {
        "form": form,
        "page": page,
        "years": _by_year(page),
        "asked": any(request.GET.get(name) for name in form.fields),
        "query": request.GET.urlencode(),
        "undated": left_out_words(undated) if undated else "",
    }


def event_page(event: Event) -> dict[str, Any]:
    """Return everything known of an event, list by list."""
    rows = {listing.key: listing.rows(event) for listing in LISTS}
    shown: dict[str, list[Any]] = {
        **rows,
        "counts": [_figure(figure) for figure in figures(rows["counts"])],
        "cities": [_city(city) for city in rows["cities"]],
        "sessions": [(session, session_hours(session)) for session in rows["sessions"]],
    }
    parts = {
        listing.key: Part(listing.key, heading(listing), shown[listing.key]) for listing in LISTS
    }
    return {
        "event": event,
        "sharing": event.sharing_label.upper(),
        "when": date_words(event),
        "where": place_words(event),
        "parts": parts,
        "organisations": [parts[key] for key in ("hosts", "funders", "present")],
        "unnamed": ", ".join(
            part.heading
            for part in parts.values()
            if not part.rows and part.key not in {"gaps", "present"}
        ),
        "turns": [turn_words(turn) for turn in turns_of(event)],
        "has_day": event.precision == Precision.DAY,
        "standings": rows_of(event, "standings"),
    }


def _by_year(page: Page[Event]) -> list[tuple[int, list[Line]]]:
    return [
        (year, [_line(event) for event in events])
        for year, events in groupby(page, key=lambda event: event.starts_on.year)
    ]


def _line(event: Event) -> Line:
    counts = [count for count in event.count_list.all() if count.what == "participants"]
    beside = [
        str(standing.get_standing_display())
        for standing in event.standings.all()
        if standing.standing != EventProgramme.Standing.PART
    ]
    came = figure_words(figures(counts)[0]) if counts else ""
    return Line(event, date_words(event), place_words(event), came, beside)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "what": figure.what,
        "scope": figure.scope,
        "differ": figure.differ,
        "counts": [(count, count_words(count)) for count in figure.counts],
    }


def _city(city: EventCity) -> dict[str, Row]:
    """Link to the register where the city's page is public: members have one."""
    authority = city.authority
    known = authority and authority.membership == Membership.MEMBER
    return {
        "row": city,
        "country": country_name(city.country),
        "kind": "" if city.kind == "city" else city.get_kind_display(),
        "address": authority.get_absolute_url() if authority and known else "",
    }
