"""What the database refuses about authorities, their people and applications."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Application, Authority, Membership
from hanse.cities.queries import active_affiliations

pytestmark = pytest.mark.django_db


@pytest.fixture
def oslo() -> Authority:
    return Authority.objects.create(
        slug="oslo", name="Oslo", country="NO", membership=Membership.MEMBER, geonames_id=3143244
    )


@pytest.fixture
def person() -> User:
    return User.objects.create_user("ada@oslo.example")


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "no"},
        {"latitude": 59.9},
        {"latitude": 99.0, "longitude": 10.0},
        {"kind": "planet"},
        {"membership": "maybe"},
        {"challenges": ["weather"]},
        {"geonames_id": 3143244},
    ],
)
def test_an_impossible_authority_is_refused(oslo: Authority, wrong: dict[str, object]) -> None:
    fields = {"slug": "bergen", "name": "Bergen", "country": oslo.country, **wrong}

    with pytest.raises(IntegrityError), transaction.atomic():
        Authority.objects.create(**fields)


def test_nobody_belongs_to_a_city_twice_at_once(oslo: Authority, person: User) -> None:
    Affiliation.objects.create(person=person, authority=oslo, role="official")

    with pytest.raises(IntegrityError), transaction.atomic():
        Affiliation.objects.create(person=person, authority=oslo, role="mayor")


def test_a_decision_needs_a_day_and_a_reason(oslo: Authority) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            token_hash=b"1" * 32,
            name=oslo.name,
            country="NO",
            applicant="Ada",
            role="official",
            email="ada@oslo.example",
            state="approved",
        )


@pytest.mark.parametrize(
    ("affiliation", "authority", "active"),
    [
        ({}, {}, True),
        ({"until": dt.date(2999, 1, 1)}, {}, True),
        ({"since": dt.date(2001, 1, 1), "until": dt.date(2001, 2, 1)}, {}, False),
        ({"since": dt.date(2999, 1, 1)}, {}, False),
        ({"suspended_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, {}, False),
        ({}, {"membership": "suspended"}, False),
        ({}, {"membership": "left"}, False),
        ({}, {"membership": "none"}, False),
    ],
)
def test_only_a_running_affiliation_with_a_member_counts(
    oslo: Authority,
    person: User,
    affiliation: dict[str, object],
    authority: dict[str, object],
    active: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    Affiliation.objects.create(person=person, authority=oslo, role="official", **affiliation)
    Authority.objects.filter(pk=oslo.pk).update(**authority)

    assert active_affiliations(person).exists() is active


def test_a_suspended_person_belongs_nowhere(oslo: Authority, person: User) -> None:
    Affiliation.objects.create(person=person, authority=oslo, role="official")
    person.suspended_at, person.is_active = dt.datetime.now(dt.UTC), False

    assert list(active_affiliations(person)) == []
    assert list(active_affiliations(None)) == []
