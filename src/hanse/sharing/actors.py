"""Who is reading: a person as the rules of sharing see them."""

import json
import uuid
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from hanse.accounts.models import User
from hanse.accounts.queries import has_second_factor
from hanse.cities.models import Role
from hanse.cities.queries import keep_places, places_today

Person = User | AnonymousUser | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A reader; without arguments the public.

    `cities` are those whose people this person belongs to, `partner_of` those they work for from
    outside (TLP calls them clients). `system` names work that no person does, and reads all.
    """

    person_id: uuid.UUID | None = None
    member: bool = False
    cities: frozenset[uuid.UUID] = frozenset()
    partner_of: frozenset[uuid.UUID] = frozenset()
    network_role: str = ""
    mfa: bool = False
    system: str = ""

    def setting(self) -> str:
        """Write the actor as the database reads it; the public is an empty text."""
        if self == PUBLIC:
            return ""
        plain = asdict(self)
        for name in ("cities", "partner_of"):
            plain[name] = sorted(map(str, plain[name]))
        return json.dumps(plain, default=str)


PUBLIC = Actor()


def reader_of(request: HttpRequest) -> Person:
    """Return who asks for a page; without a session nobody, and the page stays the same for all."""
    return request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None


def actor_of(person: Person | Actor) -> Actor:
    """Return the actor a person is now; suspended and unknown people are the public."""
    if isinstance(person, Actor):
        return person
    if not isinstance(person, User) or not person.is_active or person.suspended_at:
        return PUBLIC
    kept: Actor | None = getattr(person, "_actor", None)  # by `keep_actor`, for one request
    return kept or _look_up(person)


def keep_actor(person: User) -> Actor:
    """Look once who somebody is, for every rule and page of this request; the next looks again."""
    keep_places(person)
    actor = actor_of(person)
    person._actor = actor  # type: ignore[attr-defined] # noqa: SLF001 - kept for this request
    return actor


def _look_up(person: User) -> Actor:
    own: set[uuid.UUID] = set()
    partner_of: set[uuid.UUID] = set()
    for affiliation in places_today(person):
        inside = affiliation.role != Role.PARTNER
        (own if inside else partner_of).add(affiliation.authority_id)
    return Actor(
        person_id=person.pk,
        member=bool(own or partner_of),
        cities=frozenset(own),
        partner_of=frozenset(partner_of),
        network_role=person.network_role,
        mfa=has_second_factor(person),
    )
