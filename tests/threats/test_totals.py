"""What cities say together: from released cells alone, and never so that one is given away."""

import json

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client
from tests.threats.conftest import make_city, make_person

from hanse.cities.models import Authority
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions.totalling import total_over_cities
from hanse.threats.models import Release, ReleasedCell, TogetherTotal

pytestmark = pytest.mark.django_db
YEAR = 12 * 2025
CLEAR, GREEN = SharingLabel.CLEAR, SharingLabel.GREEN


def release(
    name: str, value: int | None, label: SharingLabel = CLEAR, state: str = "value"
) -> Authority:
    """Let a city publish one year of one category."""
    city = Authority.objects.filter(name=name).first() or make_city(name)
    version = Release.objects.filter(owner=city).count() + 1
    made = Release.objects.create(
        owner=city, version=version, source_classes=["police"], attacked=0, sharing_label=label
    )
    ReleasedCell.objects.create(
        release=made, category="antisemitism", first_month=YEAR, span=12, state=state, value=value
    )
    return city


@pytest.fixture
def five(db: None) -> None:
    del db
    for name in ("Athens", "Berlin", "Calgary", "Denver", "Essen"):
        release(name, 20)


def newest() -> TogetherTotal:
    return TogetherTotal.objects.order_by("-id")[0]


def test_five_cities_have_a_total_and_a_middle(five: None) -> None:
    del five

    assert total_over_cities() == 2  # for everybody, and for members

    found = newest()
    assert (found.low, found.high) == (90, 110)
    assert (found.middle_low, found.middle_high) == (18, 22)
    assert len(found.cities) == 5
    assert total_over_cities() == 0


def test_four_cities_have_none(five: None) -> None:
    del five
    release("Essen", None, state="withheld")

    assert total_over_cities() == 0


def test_a_sixth_city_waits_for_a_seventh(five: None) -> None:
    del five
    total_over_cities()
    release("Florence", 15)

    assert total_over_cities() == 0
    release("Ghent", 15)
    assert total_over_cities() == 2
    assert len(newest().cities) == 7


def test_a_revision_of_the_same_cities_is_added_up_anew(five: None) -> None:
    del five
    total_over_cities()
    release("Florence", 15)
    release("Athens", 25)

    assert total_over_cities() == 2
    assert (newest().low, newest().high, len(newest().cities)) == (95, 115, 5)


def test_a_total_that_one_city_comes_to_rule_is_withheld_from_then_on(five: None) -> None:
    del five
    total_over_cities()
    release("Athens", 500)

    assert total_over_cities() == 2
    assert newest().low is None
    assert total_over_cities() == 0


def test_a_total_for_members_does_not_differ_by_one_from_that_for_everybody(five: None) -> None:
    del five
    release("Florence", 15, GREEN)

    total_over_cities()

    assert {len(one.cities) for one in TogetherTotal.objects.all()} == {5}


def test_strangers_read_totals_over_what_they_may_read_anyway(client: Client, five: None) -> None:
    del five
    release("Florence", 15, GREEN)
    release("Ghent", 15, GREEN)
    total_over_cities()
    member = make_person(make_city("Boston"), "bea")

    stranger = client.get("/threats/shared/?category=antisemitism").content.decode()
    client.force_login(member)
    inside = client.get("/threats/shared/?category=antisemitism").content.decode()
    data = json.loads(client.get("/threats/shared/all.json").content)

    assert "90–110" in stranger  # noqa: RUF001 - a range takes an en dash
    assert "116–144" in inside  # noqa: RUF001 - the same
    assert "The cities together" in inside
    assert data["totals"][0] | {"low": 116, "high": 144, "cities": 7} == data["totals"][0]


def test_a_total_is_never_changed(five: None) -> None:
    del five
    total_over_cities()

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TogetherTotal.objects.update(low=0)
