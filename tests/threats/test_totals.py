"""What cities say together: from released cells alone, and never so that one is given away."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client
from tests.threats.conftest import make_city, make_person

from hanse.cities.models import Authority
from hanse.config.network import network_record
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


EUROPE = ("Athens", "Berlin", "Essen", "Florence", "Ghent")
AMERICA = ("Boise", "Calgary", "Denver", "Halifax", "Reno")


@pytest.fixture
def both_sides(db: None, settings: Any) -> None:
    """Let five cities of each side of a network publish for everybody."""
    del db
    settings.HANSE_NETWORK = network_record(demo=True)
    for name in (*EUROPE, *AMERICA):
        release(name, 20)
    Authority.objects.filter(name__in=AMERICA).update(country="US")


def by_side(label: SharingLabel = CLEAR) -> dict[str, tuple[int | None, int]]:
    """Return the newest lower bound of each side and of the whole, and over how many cities."""
    rows = TogetherTotal.objects.filter(sharing_label=label).order_by("id")
    return {one.side: (one.low, len(one.cities)) for one in rows}


def test_each_side_has_a_total_beside_the_whole(both_sides: None) -> None:
    del both_sides

    assert total_over_cities() == 6  # three for everybody, three for members

    assert by_side() == {"": (180, 10), "europe": (90, 5), "north-america": (90, 5)}
    assert total_over_cities() == 0


def test_a_side_of_four_hides_both(both_sides: None) -> None:
    del both_sides
    release("Reno", None, state="withheld")

    total_over_cities()

    assert by_side() == {"": (162, 9)}


def test_a_city_of_no_side_hides_both_for_it_would_be_what_is_left(both_sides: None) -> None:
    del both_sides
    release("Tunis", 15)
    Authority.objects.filter(name="Tunis").update(country="TN")

    total_over_cities()

    assert by_side() == {"": (193, 11)}


def test_sides_keep_their_cities_until_two_more_have_joined(both_sides: None) -> None:
    del both_sides
    total_over_cities()
    release("Graz", 15)
    release("Tulsa", 25)
    Authority.objects.filter(name="Tulsa").update(country="US")

    total_over_cities()

    assert by_side() == {"": (216, 12), "europe": (90, 5), "north-america": (90, 5)}
    release("Linz", 15)
    release("Omaha", 15)
    Authority.objects.filter(name="Omaha").update(country="US")
    total_over_cities()
    assert by_side() == {"": (242, 14), "europe": (116, 7), "north-america": (126, 7)}


def test_both_sides_are_withheld_once_a_city_comes_to_rule_one(both_sides: None) -> None:
    del both_sides
    total_over_cities()
    release("Reno", 90)

    total_over_cities()

    assert by_side() == {"": (250, 10), "europe": (None, 5), "north-america": (None, 5)}
    assert total_over_cities() == 0


def test_sides_stand_next_to_each_other_with_their_sources(
    client: Client, both_sides: None
) -> None:
    del both_sides
    total_over_cities()

    page = client.get("/threats/shared/?category=antisemitism").content.decode()
    data = json.loads(client.get("/threats/shared/all.json").content)

    assert page.index("Europe: incidents") < page.index("North America: incidents")
    assert page.count("Recorded by: Police.") == 3
    assert [one["cities"] for one in data["totals"]] == [10]
    assert [one["side"] for one in data["totals_by_side"]] == ["europe", "north-america"]


def test_a_hidden_side_says_why(client: Client, both_sides: None) -> None:
    del both_sides
    release("Reno", None, state="withheld")
    total_over_cities()

    page = client.get("/threats/shared/?category=antisemitism").content.decode()

    assert "The sides are not added up apart" in page


def test_a_total_is_never_changed(five: None) -> None:
    del five
    total_over_cities()

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TogetherTotal.objects.update(low=0)
