"""The shared picture: published values alone, never a ranking, and no exact count by any door."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.careful import CarefulClient
from tests.threats.conftest import make_city, make_person
from tests.threats.rising import rise
from tests.threats.test_releases import JANUARY, TODAY, month

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority
from hanse.config.network import network_record
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions import alarms
from hanse.threats.actions.releasing import publish
from hanse.threats.insights.shared import Position, against_past, profile
from hanse.threats.models import Alarm

pytestmark = pytest.mark.django_db
SHARED = "/threats/shared/"
CANARIES = ("7137", "8263")  # exact counts of a month that must stay inside


def fill(city: Authority, **of_each_month: int) -> None:
    for year in (2024, 2025):
        for number in range(1, 13):
            month(city, year, number, **of_each_month)


def doors(client: Client, slug: str) -> str:
    """Return everything that others can fetch of a city's threats, as one text."""
    addresses = [
        SHARED,
        f"{SHARED}?category=antisemitism",
        f"{SHARED}all.csv",
        f"{SHARED}all.json",
        f"{SHARED}{slug}/",
        f"{SHARED}{slug}/table.csv",
        f"{SHARED}{slug}/table.json",
        f"{SHARED}{slug}/publish/",
        "/threats/",
        "/threats/alarms/",
        "/threats/alarms/network/?every",
        "/threats/alarms/past/",
        "/threats/alarms/detectors/",
        "/threats/observations/",
        "/threats/observations/observations.csv",
        f"/threats/alignment/{slug}/",
        f"/threats/alignment/{slug}/paper.docx",
        f"/cities/{slug}/",
        "/cities/",
        "/",
    ]
    return "\n".join(client.get(address).content.decode(errors="replace") for address in addresses)


def readers() -> Iterator[tuple[str, Client]]:
    """Yield the browsers of a stranger, and of somebody of another city who has one job or none."""
    yield "stranger", CarefulClient()
    reader = make_person(make_city("Boston"), "reader")
    for role in ("", "secretariat", "observer"):
        User.objects.filter(pk=reader.pk).update(network_role=role)
        browser = CarefulClient()
        browser.force_login(reader)
        yield role or "member", browser


def test_no_exact_count_leaves_a_city_by_any_door(city: Authority, official: User) -> None:
    month(city, 2025, 3, antisemitism=7137)
    month(city, 2025, 4, anti_muslim=8263)
    fill(city, misogyny=6)
    rise(city)
    alarms.agree(city, official, alarms=True)
    alarms.evaluate(city)
    Alarm.objects.filter(category="antisemitism").update(observed=7137, reason="8263 of them")
    release = publish(city, official, today=TODAY, label=SharingLabel.CLEAR)
    largest = max(one.value or 0 for one in release.cells.all())

    seen = {who: doors(browser, city.slug) for who, browser in readers()}

    assert (largest > 8000, len(seen)) == (True, 4)
    for who, told in seen.items():
        assert str(largest) in told, who
        assert [one for one in CANARIES if one in told.replace(",", "")] == [], who


def test_strangers_see_clear_releases_alone_and_members_green_ones(
    client: Client, city: Authority, official: User
) -> None:
    fill(city, antisemitism=8)
    publish(city, official, today=TODAY, label=SharingLabel.GREEN)
    member = make_person(make_city("Boston"), "bea")

    assert client.get(f"{SHARED}aarhus/").status_code == 404
    assert json.loads(client.get(f"{SHARED}all.json").content)["cells"] == []
    client.force_login(member)
    assert client.get(f"{SHARED}aarhus/").status_code == 200
    assert "TLP:GREEN" in client.get(SHARED).content.decode()


def test_cities_stand_by_name_side_beside_side(client: Client) -> None:
    for name, country, count in (("Zagreb", "HR", 90), ("Athens", "GR", 6), ("Boston", "US", 7)):
        city = make_city(name)
        Authority.objects.filter(pk=city.pk).update(country=country)
        fill(city, antisemitism=count)
        publish(city, make_person(city, name), today=TODAY, label=SharingLabel.CLEAR)

    page = client.get(SHARED).content.decode()

    assert page.index(">Athens<") < page.index(">Zagreb<")
    assert "Police" in page
    assert "rank" not in page[page.index("<tbody") :].lower()


def test_values_carry_their_state_and_their_interval(
    client: Client, city: Authority, official: User
) -> None:
    fill(city, antisemitism=8, disability=1)
    publish(city, official, today=TODAY, label=SharingLabel.CLEAR)

    cells = json.loads(client.get(f"{SHARED}aarhus/table.json").content)["cells"]

    january = next(
        one
        for one in cells
        if (one["category"], one["from"], one["months"]) == ("antisemitism", "2025-01-01", 1)
    )
    assert (january["state"], january["low"], january["high"]) == ("value", 8, 12)
    table = client.get(f"{SHARED}aarhus/table.csv").content.decode("utf-8-sig")
    assert table.startswith("city,category,from,months,state,value,low,high,version")


def test_a_city_stands_against_its_own_past_by_published_values() -> None:
    values = {("x", JANUARY + n, 1): ("value", 10) for n in range(12)}

    def position(newest: tuple[str, int | None]) -> Position | None:
        found = against_past({**values, ("x", JANUARY + 12, 1): newest}, "x")
        return found.position if found else None

    assert position(("value", 10)) is Position.EXPECTED
    assert position(("value", 15)) is Position.RAISED
    assert position(("value", 25)) is Position.HIGH
    assert position(("value", 5)) is Position.FEW
    assert position(("withheld", None)) is Position.FEW
    assert against_past(values, "y") is None


def test_without_the_months_before_the_calendar_year_before_is_the_past() -> None:
    values = {
        ("x", JANUARY, 12): ("value", 120),
        ("x", JANUARY + 12, 1): ("value", 10),
        ("x", JANUARY + 13, 1): ("value", 20),
        ("x", JANUARY + 14, 1): ("withheld", None),
    }

    assert against_past(values, "x") is not None
    months = {key: value for key, value in values.items() if key[1] != JANUARY + 14}
    found = against_past(months, "x")
    assert found is not None
    assert (found.position, found.first_month, found.span) == (Position.RAISED, JANUARY + 13, 1)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (("value", 100), ("value", 150), "rising"),
        (("value", 150), ("value", 100), "falling"),
        (("value", 300), ("value", 320), "steady"),  # no more than chance
        (("value", 10), ("lt5", None), "steady"),
        (("withheld", None), ("value", 100), ""),
    ],
)
def test_years_differ_only_beyond_rounding_and_chance(
    before: tuple[str, int | None], after: tuple[str, int | None], direction: str
) -> None:
    found = against_past({("x", JANUARY, 12): before, ("x", JANUARY + 12, 12): after}, "x")

    assert found is not None
    assert found.direction == direction


def test_one_published_year_has_no_direction() -> None:
    found = against_past({("x", JANUARY, 12): ("value", 100)}, "x")

    assert found is not None
    assert found.direction == ""


def test_a_reader_without_a_city_gets_the_views_that_are_open(client: Client) -> None:
    reader = make_person(make_city("Boston"), "ines")
    User.objects.filter(pk=reader.pk).update(network_role="secretariat")
    Affiliation.objects.filter(person=reader).delete()

    def views() -> list[str]:
        return [one.label for one in client.get("/threats/", follow=True).context["sections"]]

    assert views() == ["Shared picture", "Words", "Method"]
    client.force_login(reader)
    assert views() == ["Triggers", "Shared picture", "Words", "Method"]


def test_sides_stand_beside_each_other_by_how_many_cities_stand_where(
    client: Client, settings: Any
) -> None:
    settings.HANSE_NETWORK = network_record(demo=True)
    for name, country in (("Athens", "GR"), ("Boston", "US")):
        city = make_city(name)
        Authority.objects.filter(pk=city.pk).update(country=country)
        fill(city, antisemitism=12)
        publish(city, make_person(city, name), today=TODAY, label=SharingLabel.CLEAR)

    page = client.get(SHARED).content.decode()

    table = page[page.index("how many cities stand where") :]
    row = table[table.index("as expected") :]
    assert row[: row.index("</tr>")].count('<td class="number">1</td>') == 2


def test_a_value_under_five_is_drawn_as_a_band_from_zero_to_four(
    client: Client, city: Authority, official: User
) -> None:
    for number in range(1, 13):
        month(city, 2025, number, antisemitism=16 if number % 2 else 3)
    publish(city, official, today=TODAY, label=SharingLabel.CLEAR)

    page = client.get(f"{SHARED}aarhus/").content.decode()

    assert 'x="0.00%" width="23.53%"' in page  # four of seventeen
    assert "Source: Police." in page


def test_shares_carry_what_rounding_leaves_open() -> None:
    values = {
        ("antisemitism", JANUARY, 12): ("value", 20),
        ("anti-muslim", JANUARY, 12): ("value", 20),
        ("disability", JANUARY, 12): ("lt5", None),
    }

    found = profile(values)

    assert found is not None
    year, parts = found
    first = parts[0]
    assert year == 2025
    assert (first.category, round(first.share, 3)) == ("anti-muslim", 0.476)
    assert (round(first.low, 3), round(first.high, 3)) == (0.409, 0.55)


def test_without_releases_the_page_says_what_they_are(client: Client) -> None:
    page = client.get(SHARED).content.decode()

    assert "No city shares its counts yet" in page
    assert dt.date(2026, 2, 10) == TODAY
