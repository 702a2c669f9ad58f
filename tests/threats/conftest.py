"""A city with its people, and the observations they record."""

import datetime as dt
from typing import Any

import pytest
from tests.sharing.house import give_second_factor

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Membership, Role, Standing
from hanse.threats.models import Observation

MONDAY = dt.date(2026, 3, 2)


def make_city(name: str = "Aarhus") -> Authority:
    """Store a member city."""
    return Authority.objects.create(
        slug=name.lower(), name=name, country="DK", membership=Membership.MEMBER
    )


def make_person(city: Authority, name: str, role: Role = Role.OFFICIAL) -> User:
    """Store somebody of a city with a second factor."""
    person = User.objects.create_user(f"{name}@example.org", name=name)
    Affiliation.objects.create(person=person, authority=city, role=role)
    give_second_factor(person)
    return person


def observe(city: Authority, day: dt.date = MONDAY, *labels: str, **more: Any) -> Observation:
    """Store an observation of a city."""
    said = {
        "occurred_on": day,
        "reported_on": day,
        "labels": list(labels) or ["antisemitism"],
        "severity": 1,
        "source_class": "municipal",
        "text": "Words were sprayed on a wall.",
    }
    return Observation.objects.create(owner=city, **{**said, **more})


@pytest.fixture
def city(db: None) -> Authority:
    del db
    return make_city()


@pytest.fixture
def official(city: Authority) -> User:
    return make_person(city, "aino")


@pytest.fixture
def editor(city: Authority) -> User:
    person = make_person(city, "edda")
    Affiliation.objects.filter(person=person).update(standing=Standing.EDITOR)
    return person
