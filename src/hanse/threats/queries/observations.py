"""Reads of observations: what a reader may see, and the cities they may report for."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet, Value

from hanse.cities.models import Authority
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.policy import readable
from hanse.threats.models import Confirmation, KnownTo, Observation, Signal
from hanse.threats.vocabulary import CATEGORIES


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of the list; empty is everything that counts."""

    label: str = ""
    source: str = ""
    eep: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a city's observations are: how many, put under “other”, known to the month alone."""

    total: int
    residual: int
    by_month: int
    simulated: int
    sources: tuple[str, ...]


def visible_to(person: Person | Actor) -> QuerySet[Observation]:
    """Return the observations this reader may see, withdrawn ones too; every page starts here."""
    return readable(Observation.objects.all(), actor_of(person))


def signals_for(person: Person | Actor) -> QuerySet[Signal]:
    """Return the signals this reader may see."""
    return readable(Signal.objects.filter(withdrawn_at=None), actor_of(person))


def confirmations_for(person: Person | Actor) -> QuerySet[Confirmation]:
    """Return the confirmations this reader may see."""
    return readable(Confirmation.objects.filter(withdrawn_at=None), actor_of(person))


def own_cities(person: Person | Actor) -> QuerySet[Authority]:
    """Return the cities whose own picture this reader may see and add to: partners not."""
    actor = actor_of(person)
    return Authority.objects.filter(pk__in=actor.cities if actor.mfa else ()).order_by("name")


def matching(observations: QuerySet[Observation], asked: Asked) -> QuerySet[Observation]:
    """Keep what is asked for; a word finds what stands under it too."""
    if asked.label:
        below = [key for key, word in CATEGORIES.items() if word.parent == asked.label]
        observations = observations.filter(labels__overlap=[asked.label, *below])
    if asked.source:
        observations = observations.filter(source_class=asked.source)
    if asked.eep:
        observations = observations.filter(eep=asked.eep)
    if asked.since:
        observations = observations.filter(occurred_on__gte=asked.since)
    if asked.until:
        observations = observations.filter(occurred_on__lte=asked.until)
    return observations if asked.withdrawn else observations.filter(withdrawn_at=None)


def about(city: Authority, since: dt.date) -> About:
    """Return what a city's observations since a day are, beside their numbers."""
    others = [key for key, word in CATEGORIES.items() if word.residual]
    own = Observation.objects.filter(occurred_on__gte=since, owner=city, withdrawn_at=None)
    found = own.aggregate(
        total=Count("pk"),
        residual=Count("pk", filter=Q(labels__overlap=others)),
        by_month=Count("pk", filter=~Q(precision=KnownTo.DAY)),
        simulated=Count("pk", filter=Q(simulated=True)),
        sources=ArrayAgg("source_class", distinct=True, default=Value([])),
    )
    return About(**{**found, "sources": tuple(found["sources"])})
