"""Reads of events: what a reader may see, and by what it can be narrowed."""

from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from hanse.accounts.models import NetworkRole
from hanse.events.models import Event, Registration
from hanse.sharing.actors import Person, actor_of
from hanse.sharing.policy import readable


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks of the list of events; empty is everything."""

    year: int | None = None
    country: str = ""
    format: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """By what a list of events can be narrowed: years latest first, countries, formats."""

    years: list[int]
    countries: list[str]
    formats: list[str]


def visible_to(person: Person) -> QuerySet[Event]:
    """Return the events this reader may see; every page starts here."""
    return readable(Event.objects.all(), actor_of(person))


def registrations_for(person: Person) -> QuerySet[Registration]:
    """Return the invitations a reader may see: the secretariat all, others those of their city."""
    actor = actor_of(person)
    if not actor.mfa:
        return Registration.objects.none()
    if actor.network_role == NetworkRole.SECRETARIAT:
        return Registration.objects.all()
    return Registration.objects.filter(authority_id__in=actor.cities)


def matching(events: QuerySet[Event], wanted: Wanted) -> QuerySet[Event]:
    """Keep what is asked for; an event that runs over two years is found under both."""
    if wanted.year:
        last = Coalesce("ends_on", "starts_on")
        events = events.alias(last=last).filter(
            starts_on__year__lte=wanted.year, last__year__gte=wanted.year
        )
    if wanted.country:
        events = events.filter(country=wanted.country)
    if wanted.format:
        events = events.filter(format=wanted.format)
    if wanted.programme:
        events = events.filter(programmes__slug=wanted.programme)
    return events


def in_the_list(events: QuerySet[Event]) -> QuerySet[Event]:
    """Add what the list says of each event."""
    return (
        events.annotate(
            cities_named=Number("eventcity_list", distinct=True),
            gaps_named=Number("gap_list", distinct=True),
        )
        .order_by("-starts_on", "slug")
        .prefetch_related("count_list", "standings__programme")
    )


def what_there_is(events: QuerySet[Event]) -> Offered:
    """Return by what these events can be told apart, in one look at them."""
    last = ExtractYear(Coalesce("ends_on", "starts_on"))
    rows = list(
        events.order_by()
        .values_list(ExtractYear("starts_on"), last, "country", "format")
        .distinct()
    )
    return Offered(
        years=sorted({year for row in rows for year in row[:2]}, reverse=True),
        countries=sorted({country for _, _, country, _ in rows if country}),
        formats=sorted({held for _, _, _, held in rows}),
    )
