"""Addresses of the cities: their pages, joining, and their own desk."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.access.cast import OTHER, OWN, READERS
from tests.access.house import House, Words
from tests.access.kinds import READS, WRITES, Case, Visit, city, page, told

_STAFF = frozenset({"secretariat", "network steward"})


def _apply(word: Words, token: str, **fields: Any) -> Any:
    from hanse.cities.models import Application
    from hanse.shared.tokens import hash_of

    return Application.objects.create(
        token_hash=hash_of(token),
        name=word("city"),
        country="NO",
        region=word("region"),
        applicant=word("applicant"),
        post=word("post"),
        role="official",
        email=f"{word('mail')}@example.org",
        message=word("message"),
        **fields,
    )


def _to_decide(house: House) -> Mapping[str, Case]:
    """Return an application that waits, and one whose sender has not proved their address."""
    word, waits = house.words(_STAFF), {"state": "waiting", "confirmed_at": "2026-01-02T03:04:05Z"}
    return {
        "waiting": Case({"pk": _apply(word, "waiting", **waits).pk}),
        "unconfirmed": Case({"pk": _apply(house.words(_STAFF), "fresh").pk}, there=False),
        "non-existent": Case({"pk": UUID(int=0)}, there=False),
    }


def _of_applicants(house: House) -> Mapping[str, Case]:
    """Return the private address of an application: whoever has it is the applicant."""
    _apply(house.words(frozenset(READERS)), "an-applicants-own-address")
    return {
        "there": Case({"token": "an-applicants-own-address"}),
        "non-existent": Case({"token": "nobodys-address"}, there=False),
    }


def _lists(house: House) -> Mapping[str, Case]:
    """Return a list of members that somebody of the secretariat handed over."""
    from hanse.cities.models import MemberImport

    word = house.words(_STAFF)
    about = {"content": b"name,country\nOslo,NO\n", "columns": {"name": "name"}}
    kept = MemberImport.objects.create(name=word("file"), **about)
    return {
        "there": Case({"pk": kept.pk}),
        "non-existent": Case({"pk": UUID(int=0)}, there=False),
    }


def _people(house: House) -> Mapping[str, Case]:
    """Return somebody who is not of the staff, so that nobody asks for themselves."""
    return {
        "there": Case({"pk": house.people["member"].pk}),
        "non-existent": Case({"pk": UUID(int=0)}, there=False),
    }


def _colleagues(house: House) -> Mapping[str, Case]:
    """Return where somebody belongs, in the own city and another one; no last steward may go."""
    from hanse.cities.models import Affiliation, Standing

    found = {}
    people = Affiliation.objects.filter(until=None).exclude(standing=Standing.STEWARD)
    for label, name in (("own", OWN), ("another city's", OTHER)):
        part = people.filter(authority=house.cities[name]).first()
        found[label] = Case({"slug": name.lower(), "pk": part.pk if part else 0}, city=name)
    return {**found, "non-existent": Case({"slug": OWN.lower(), "pk": 0}, city=OWN, there=False)}


def _contacts(house: House) -> Mapping[str, Case]:
    """Return a contact of the own city and one of another."""
    from hanse.cities.models import Contact

    found = {}
    for label, name in (("own", OWN), ("another city's", OTHER)):
        made = Contact.objects.create(authority=house.cities[name], post="Visited")
        found[label] = Case({"slug": name.lower(), "pk": made.pk}, city=name)
    return {**found, "non-existent": Case({"slug": OWN.lower(), "pk": 0}, city=OWN, there=False)}


def _tables(_house: House) -> Mapping[str, Case]:
    return {
        "there": Case({"what": "contacts", "form": "csv"}),
        "non-existent": Case({"what": "people", "form": "csv"}, there=False),
    }


ADDRESSES = {
    "cities:members": page(search="q"),
    "cities:join": page(post=True, query="by-hand"),
    "cities:application": Visit(_of_applicants, READS | WRITES),
    "cities:applications": page(),
    "cities:decide": Visit(_to_decide, READS | WRITES),
    "cities:city": city(),
    "cities:edit": city(post=True),
    "cities:colleagues": city(post=True),
    "cities:colleague": Visit(_colleagues, READS | WRITES),
    "cities:contacts": city(post=True),
    "cities:contact": Visit(_contacts, READS | WRITES),
    "cities:membership": city(post=True),
    "cities:import-members": page(post=True),
    "cities:import": told(Visit(_lists, READS | WRITES), country="country"),
    "cities:export": Visit(_tables),
    "cities:people": page(search="q"),
    "cities:person": Visit(_people, READS | WRITES),
    "cities:erase": told(
        Visit(_people, READS | WRITES), email=lambda house: house.people["member"].email
    ),
    "cities:mentions": Visit(_people),
    "sharing:audit": page(),
}
