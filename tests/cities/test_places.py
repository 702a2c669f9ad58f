"""The place picker tells places of one name apart and forgives spelling."""

import pytest
from tests.cities.conftest import SLICE

from hanse.cities.models import Authority, Place
from hanse.cities.place_search import places_named
from hanse.cities.places import fill_time_zones, load_places, shipped_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def test_places_of_one_name_are_told_apart_by_region_and_size() -> None:
    found = [(place.name, place.where, place.country) for place in places_named("athens")]

    assert found == [
        ("Athens", "Attica", "GR"),
        ("Athens", "Georgia", "US"),
        ("Athens", "Ohio", "US"),
    ]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("koln", "Köln"),
        ("KÖLN", "Köln"),
        ("Cologne", "Köln"),
        ("cologn", "Köln"),
        ("Colonge", "Köln"),
        ("mittelhausbergn", "Mittelhausbergen"),
        ("  christiania ", "Oslo"),
    ],
)
def test_a_place_is_found_by_any_name_and_in_spite_of_a_slip(asked: str, name: str) -> None:
    assert [place.name for place in places_named(asked)] == [name]


@pytest.mark.parametrize("asked", ["", " ", "a", "%", "__", "|", "\\", "'; DROP", "\N{SNOWMAN}"])
def test_nonsense_finds_nothing(asked: str) -> None:
    assert places_named(asked) == []


def test_a_region_without_a_name_is_told_by_its_largest_place() -> None:
    assert Place.objects.get(name="Oslo").where == "region of Oslo"


def test_loading_again_changes_nothing() -> None:
    before = list(Place.objects.order_by("id").values())

    assert load_places([SLICE.encode()]) == 6
    assert list(Place.objects.order_by("id").values()) == before


def test_the_shipped_extract_holds_small_european_and_american_places() -> None:
    lines = {line.split(b"\t", 1)[0]: line for line in shipped_lines()}

    assert len(lines) > 105_000
    assert lines[b"4505542"].startswith(b"4505542\tAthens\tUS\tOhio\t")
    assert b"2993024" in lines


def test_an_authority_takes_the_time_zone_of_its_place_or_of_the_nearest() -> None:
    known = Authority.objects.create(slug="a", name="A", country="US", geonames_id=4505542)
    near = Authority.objects.create(
        slug="b", name="B", country="US", kind="county", latitude=33.0, longitude=-83.0
    )
    lost = Authority.objects.create(slug="c", name="C", country="US")
    Authority.objects.create(
        slug="d", name="D", country="NO", geonames_id=3143244, time_zone="Arctic/Longyearbyen"
    )

    fill_time_zones()

    zones = dict(Authority.objects.values_list("slug", "time_zone"))
    assert zones == {
        known.slug: "America/New_York",
        near.slug: "America/New_York",
        lost.slug: "",
        "d": "Arctic/Longyearbyen",
    }
