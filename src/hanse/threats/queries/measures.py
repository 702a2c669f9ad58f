"""Reads for the alignment of a city: its measures, its policy, its incidents of two years."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from hanse.cities.models import Authority
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.policy import readable
from hanse.threats.models import Coverage, Eep, Measure
from hanse.threats.queries.observations import visible_to

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Incident:
    """The little that alignment needs to know of an incident."""

    occurred_on: dt.date
    labels: tuple[str, ...]
    severity: int
    credibility: int
    source_class: str
    simulated: bool
    eep: str = Eep.EVIDENCED


def measures_of(city: Authority, person: Person | Actor) -> QuerySet[Measure]:
    """Return the measures of a city that this reader may see."""
    return readable(Measure.objects.filter(owner=city), actor_of(person))


def coverage_of(city: Authority, person: Person | Actor) -> QuerySet[Coverage]:
    """Return what policy of a city covers, as far as this reader may see."""
    return readable(Coverage.objects.filter(owner=city), actor_of(person))


def incidents_of(city: Authority, person: Person | Actor, until: dt.date) -> list[Incident]:
    """Return what was observed in the two years that end with a day, by how it is known."""
    found = visible_to(person).filter(
        owner=city,
        withdrawn_at__isnull=True,
        occurred_on__gt=until - 2 * YEAR,
        occurred_on__lte=until,
    )
    rows = found.order_by().values_list(
        "occurred_on", "labels", "severity", "credibility", "source_class", "simulated", "eep"
    )
    return [
        Incident(day, tuple(labels), severity, credibility, source, simulated, eep)
        for day, labels, severity, credibility, source, simulated, eep in rows
    ]
