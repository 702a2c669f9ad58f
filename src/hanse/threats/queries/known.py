"""What was known of a city's incidents at a moment: later corrections are undone."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, DateField, Q, QuerySet
from django.db.models.functions import Trunc

from hanse.cities.models import Authority
from hanse.threats.models import Earlier, Eep, KnownTo, Observation, Reading
from hanse.threats.vocabulary import nodes

Cell = tuple[str, dt.date]  # a word, and the first day of a period
UNITS = {KnownTo.DAY: "week", KnownTo.MONTH: "month", KnownTo.YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which incidents to count; without a moment what is known now, without a source all.

    `since` leaves out what happened before; `by_day` counts by day instead of by week.
    """

    as_of: dt.datetime | None = None
    eep: str = Eep.EVIDENCED
    source_class: str = ""
    since: dt.date | None = None
    by_day: bool = False


@dataclass(slots=True)
class Found:
    """Distinct incidents per word and period, and in which periods a source told of a word."""

    counts: Counter[Cell] = field(default_factory=Counter)
    reports: dict[tuple[str, str], set[dt.date]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, period: dt.date, source: str, number: int) -> None:
        """Add incidents of one source under one word."""
        self.counts[name, period] += number
        self.reports[name, source].add(period)


def now_known(city: Authority, as_of: dt.datetime | None) -> QuerySet[Observation]:
    """Return the observations whose present reading held at that moment already."""
    own = Observation.objects.filter(owner=city)
    if as_of is None:
        return own.filter(withdrawn_at=None)
    return own.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of),
        Q(corrected_at=None) | Q(corrected_at__lte=as_of),
        recorded_at__lte=as_of,
    )


def then_known(city: Authority, as_of: dt.datetime | None) -> QuerySet[Earlier]:
    """Return the readings that held at that moment and were corrected since."""
    if as_of is None:
        return Earlier.objects.none()
    return Earlier.objects.filter(
        Q(observation__withdrawn_at=None) | Q(observation__withdrawn_at__gt=as_of),
        observation__owner=city,
        known_from__lte=as_of,
        known_until__gt=as_of,
    )


def incidents(city: Authority, precision: KnownTo, wanted: Wanted) -> Found:
    """Count distinct incidents per word and period, once under each of their words.

    A week is the period of a date known to the day, unless days are wanted.
    """
    found = Found()
    for rows in (now_known(city, wanted.as_of), then_known(city, wanted.as_of)):
        for period, labels, source, number in _grouped(rows, precision, wanted):
            for node in nodes(labels):
                found.add(node, period, source, number)
    return found


def _grouped(
    rows: "QuerySet[Observation] | QuerySet[Earlier]", precision: KnownTo, wanted: Wanted
) -> Iterable[tuple[dt.date, list[str], str, int]]:
    chosen: QuerySet[Reading] = rows.filter(precision=precision, eep=wanted.eep)
    if wanted.source_class:
        chosen = chosen.filter(source_class=wanted.source_class)
    if wanted.since:
        chosen = chosen.filter(occurred_on__gte=wanted.since)
    unit = "day" if wanted.by_day else UNITS[precision]
    period = Trunc("occurred_on", unit, output_field=DateField())
    grouped = chosen.order_by().annotate(period=period)
    told = grouped.values_list("period", "labels", "source_class")
    return told.annotate(number=Count("pk"))
