"""What the database itself holds about observations, and who sees them."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.threats.conftest import MONDAY, make_city, make_person, observe

from hanse.accounts.models import User
from hanse.cities.models import Authority, Role
from hanse.sharing.acting import acting
from hanse.sharing.actors import actor_of
from hanse.threats.models import Observation
from hanse.threats.queries import own_cities, visible_to

WRONG = {
    "month that begins in its middle": {"precision": "month"},
    "year that begins in March": {"precision": "year"},
    "reported before it happened": {"reported_on": MONDAY - dt.timedelta(days=1)},
    "unknown severity": {"severity": 5},
    "unknown source": {"source_class": "rumour"},
    "withdrawn without a reason": {"withdrawn_at": "2026-03-03T00:00:00Z"},
    "for named people alone": {"sharing_label": "red"},
    "of no city": {"owner": None},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_database_refuses_an_observation(wrong: dict[str, Any], city: Authority) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        observe(wrong.get("owner", city), MONDAY, "misogyny", **_said(wrong))


def _said(wrong: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wrong.items() if name != "owner"}


def test_an_observation_has_at_least_one_label(city: Authority) -> None:
    seen = observe(city)
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=seen.pk).update(labels=[])


def test_what_may_happen_is_reported_before_it_does(city: Authority) -> None:
    ahead = observe(city, eep="potential", reported_on=MONDAY - dt.timedelta(days=30))

    assert ahead.pk


def test_a_number_of_a_source_is_recorded_once_per_city(city: Authority) -> None:
    observe(city, external_id="police:1")
    observe(make_city("Boston"), external_id="police:1")
    observe(city, MONDAY, "misogyny")
    observe(city, MONDAY, "misogyny")

    with pytest.raises(IntegrityError), transaction.atomic():
        observe(city, external_id="police:1")


def test_words_are_kept_for_two_years(city: Authority) -> None:
    kept = observe(city)

    assert kept.aggregate_only_after - dt.date.today() == dt.timedelta(days=730)  # noqa: DTZ011 - days


def test_a_citys_own_people_alone_see_what_it_observes(city: Authority, official: User) -> None:
    seen = observe(city)
    partner = make_person(city, "alva", Role.PARTNER)
    other = make_person(make_city("Boston"), "bea")

    by_query = {p.name: list(visible_to(p)) for p in (official, partner, other)}
    by_database = {}
    for person in (official, partner, other):
        with acting(actor_of(person)):
            by_database[person.name] = list(Observation.objects.all())

    assert by_query == by_database == {"aino": [seen], "alva": [], "bea": []}


def test_partners_report_for_no_city(city: Authority, official: User) -> None:
    partner = make_person(city, "alva", Role.PARTNER)

    assert list(own_cities(official)) == [city]
    assert list(own_cities(partner)) == []
