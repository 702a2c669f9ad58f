"""Weeks of which a city has said nothing: asked for on its page and on the desk of its people."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DateField, OuterRef, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Trunc
from django.utils import timezone

from hanse.cities.models import Authority
from hanse.sharing.actors import Actor, Person
from hanse.threats.counts import WEEK
from hanse.threats.models import Confirmation, Eep, KnownTo
from hanse.threats.queries.counting import monday_of
from hanse.threats.queries.local_time import today_in
from hanse.threats.queries.observations import confirmations_for, visible_to
from hanse.threats.queries.quiet import YEAR, quiet
from hanse.threats.vocabulary import EVERYTHING

ASKED = 4


def newest_weeks(city: Authority) -> list[dt.date]:
    """Return the Mondays of a city's newest full weeks, the latest first."""
    monday = monday_of(today_in(city))
    return [monday - n * WEEK for n in range(1, ASKED + 1)]


def with_silence(city: str, person: Person | Actor) -> dict[str, Combinable]:
    """Return what to add to rows of cities, for `weeks_without_report` to read; no query more.

    `city` is the column that names the city.
    """
    oldest = monday_of(timezone.localdate()) - (ASKED + 1) * WEEK
    week = Cast(Trunc("occurred_on", "week"), DateField())
    told = visible_to(person).filter(
        owner=OuterRef(city),
        withdrawn_at=None,
        eep=Eep.EVIDENCED,
        precision=KnownTo.DAY,
        occurred_on__gte=oldest - YEAR,
    )
    said = confirmations_for(person).filter(
        owner=OuterRef(city), last_week__gte=oldest, categories=[], by_month=False
    )
    return {
        "told_of": _lines(told.annotate(week=week), "week", "source_class"),
        "confirmed": _lines(said, "first_week", "last_week", "source_class"),
    }


def weeks_without_report(city: Authority, row: Any) -> list[dt.date]:  # noqa: ANN401 - annotated
    """Return the newest full weeks of a city that are unknown, the latest first.

    They are the weeks in which `weekly_counts` knows no number for all incidents together.
    """
    told: dict[tuple[str, str], set[dt.date]] = {}
    for line in row.told_of:
        week, source = line.split(" ")
        told.setdefault((EVERYTHING, source), set()).add(dt.date.fromisoformat(week))
    said = [_confirmation(*line.split(" ")) for line in row.confirmed]
    silence, seen = quiet(said, told), set().union(*told.values())
    return [
        week
        for week in newest_weeks(city)
        if week not in seen and not silence.is_zero(EVERYTHING, [week])
    ]


def _confirmation(first: str, last: str, source: str) -> Confirmation:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return Confirmation(first_week=days[0], last_week=days[1], source_class=source)


def _lines(rows: Any, *columns: str) -> Combinable:  # noqa: ANN401 - a set of rows, annotated
    """Return the rows as lines of text, each once."""
    parts: list[Any] = []
    for column in columns:
        parts += [Cast(column, TextField()), Value(" ")]
    line = Concat(*parts[:-1], output_field=CharField())
    return ArraySubquery(rows.order_by().values_list(line).distinct())
