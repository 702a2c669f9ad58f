"""Reads of authorities and of who belongs to them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hanse.accounts.models import NetworkRole, User
from hanse.accounts.queries import has_second_factor
from hanse.cities.models import (
    ASSUMED,
    Affiliation,
    Authority,
    Contact,
    Membership,
    MembershipEvent,
    Role,
)
from hanse.cities.parts import COUNTRIES
from hanse.shared.sharing_labels import SharingLabel

Person = User | AnonymousUser
_STAFF = (NetworkRole.SECRETARIAT, NetworkRole.STEWARD)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which members a reader asks for; what is empty is left open."""

    words: str = ""
    kind: str = ""
    country: str = ""
    side: str = ""
    challenge: str = ""
    out_of_reach: bool = False


def active_affiliations(person: Person | None) -> QuerySet[Affiliation]:
    """Return where a person belongs today: not ended, not suspended, at a member authority."""
    if not isinstance(person, User) or not person.is_active or person.suspended_at:
        return Affiliation.objects.none()
    today = timezone.localdate()
    return (
        Affiliation.objects.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            person=person,
            since__lte=today,
            suspended_at__isnull=True,
            authority__membership=Membership.MEMBER,
        )
        .select_related("authority")
        .order_by("authority__name", "authority_id")
    )


def places_today(person: Person | None) -> tuple[Affiliation, ...]:
    """Return where a person belongs today, as it stood when their request began."""
    kept: tuple[Affiliation, ...] | None = getattr(person, _KEPT, None)
    return tuple(active_affiliations(person)) if kept is None else kept


def keep_places(person: User) -> None:
    """Look once, for every rule and page of this request; the next request looks again."""
    setattr(person, _KEPT, tuple(active_affiliations(person)))


_KEPT = "_places_today"


def people_of(authorities: Iterable[Authority]) -> QuerySet[Affiliation]:
    """Return who belongs to these member authorities today, partners left out."""
    today = timezone.localdate()
    return (
        Affiliation.objects.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            authority__in=authorities,
            authority__membership=Membership.MEMBER,
            since__lte=today,
            suspended_at__isnull=True,
            person__is_active=True,
            person__suspended_at__isnull=True,
        )
        .exclude(role=Role.PARTNER)
        .select_related("person")
        .order_by("person__name", "person_id")
    )


def shared_labels(person: Person | None) -> frozenset[SharingLabel]:
    """Return the labels under which this reader may read what any authority says of itself."""
    return _shared(person, at_home=bool(places_today(person)))


def _shared(person: Person | None, *, at_home: bool) -> frozenset[SharingLabel]:
    staff = isinstance(person, User) and person.is_active and person.network_role in _STAFF
    if staff or at_home:
        return frozenset({SharingLabel.CLEAR, SharingLabel.GREEN})
    return frozenset({SharingLabel.CLEAR})


def labels_at(person: Person | None, authority: Authority) -> frozenset[SharingLabel]:
    """Return the labels under which this reader may read what one authority says of itself."""
    homes = {place.authority_id for place in places_today(person)}
    if isinstance(person, User) and authority.pk in homes and has_second_factor(person):
        return frozenset(SharingLabel)
    return _shared(person, at_home=bool(homes))


def members(wanted: Wanted, person: Person | None) -> QuerySet[Authority]:
    """Return the members that fit; a challenge counts only where the reader may read it."""
    found = Authority.objects.filter(membership=Membership.MEMBER)
    if wanted.words:
        found = found.filter(
            Q(name__unaccent__icontains=wanted.words)
            | Q(local_name__unaccent__icontains=wanted.words)
            | Q(region__unaccent__icontains=wanted.words)
        )
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.country:
        found = found.filter(country=wanted.country)
    if wanted.side:
        found = found.filter(country__in=COUNTRIES.get(wanted.side, frozenset()))
    if wanted.challenge:
        found = found.filter(
            challenges__contains=[wanted.challenge],
            labels__challenges__in=sorted(shared_labels(person)),
        )
    return out_of_reach(found) if wanted.out_of_reach else found


def out_of_reach(cities: QuerySet[Authority]) -> QuerySet[Authority]:
    """Keep the cities without a contact, or of whose people nobody ever signed in.

    Each with `reachable` and `arrived`, to say which of the two it lacks.
    """
    here = OuterRef("pk")
    people = Affiliation.objects.filter(
        authority=here, until=None, suspended_at=None, person__last_login__isnull=False
    )
    found = cities.annotate(
        reachable=Exists(Contact.objects.filter(authority=here)), arrived=Exists(people)
    )
    return found.filter(Q(reachable=False) | Q(arrived=False))


def assumed_members(cities: Collection[Authority]) -> int:
    """Count those that the demonstration shows as members because reports name them."""
    if not settings.DEMO:
        return 0
    assumed = MembershipEvent.objects.filter(
        authority__in=cities, source__startswith=ASSUMED, decided_by=None
    )
    return assumed.values("authority").distinct().count()


def member_countries() -> list[str]:
    """Return the countries that have a member."""
    found = Authority.objects.filter(membership=Membership.MEMBER).order_by()
    return list(found.values_list("country", flat=True).distinct())


def listed() -> QuerySet[Authority]:
    """Return the authorities with a public page: those that are or were members."""
    return Authority.objects.exclude(membership=Membership.NONE)


def listed_city(slug: str) -> Authority | None:
    """Return the authority with this public page, if there is one."""
    return listed().filter(slug=slug).first()


def people_called(words: str) -> QuerySet[User]:
    """Return the people of this name or address; nobody without being asked for."""
    if not words:
        return User.objects.none()
    named = User.objects.filter(Q(name__unaccent__icontains=words) | Q(email__icontains=words))
    return named.order_by("name", "email")


def cities_called(words: str) -> list[Authority]:
    """Return the cities of exactly this name; a country may follow after a comma."""
    name, _comma, country = words.rpartition(",")
    with_country = Q(country=country.strip().upper()) if name else Q()
    name = (name or words).strip()
    named = Q(name__unaccent__iexact=name) | Q(local_name__unaccent__iexact=name)
    return list(listed().filter(named, with_country))


def city_around(slug: str, pk: int) -> Authority | None:
    """Return the city whose pages an address lies under, whatever else it names."""
    del pk
    return listed_city(slug)
