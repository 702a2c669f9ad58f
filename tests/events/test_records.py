"""What goes into an event comes out again, and the real ones are all there."""

import datetime as dt

import pytest
from tests.events.conftest import BARE, FULL, TURNED

from hanse.cities.models import Authority
from hanse.events.actions import record_event
from hanse.events.document import PLAIN, as_record, read_day
from hanse.events.furnish import facts, furnish
from hanse.events.lists import LISTS
from hanse.events.models import Event, EventCity, Organisation
from hanse.sharing.labels import SharingLabel

pytestmark = pytest.mark.django_db


def test_an_event_given_out_as_data_is_the_event_that_came_in(full: Event, bare: Event) -> None:
    assert as_record(full) == FULL
    assert as_record(bare) == BARE
    assert as_record(record_event(TURNED, sharing_label=SharingLabel.CLEAR)) == TURNED


def test_every_list_of_an_event_is_in_the_register() -> None:
    tables = {
        relation.get_accessor_name()
        for relation in Event._meta.related_objects
        if relation.get_accessor_name().endswith("_list")
    }

    assert {listing.related for listing in LISTS} == tables
    assert {listing.part for listing in LISTS if listing.part} == set(Organisation.Part.values)


def test_every_column_of_a_list_is_in_the_register() -> None:
    beside = {"id", "event", "position", "part", "authority"}

    for listing in LISTS:
        columns = {field.name for field in listing.model._meta.concrete_fields}

        assert columns - beside == set(listing.fields), listing.key


def test_every_column_of_an_event_is_in_its_data_except_who_is_asked_and_who_sees_it() -> None:
    renamed = {"starts_on", "ends_on", "cancelled_on", "slug", "language"}
    beside = {"id", "record", "owner", "sharing_label", "reply_by"}
    columns = {field.name for field in Event._meta.concrete_fields}

    assert columns - renamed - beside == set(PLAIN)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022", dt.date(2022, 1, 1)),
        ("2023-05", dt.date(2023, 5, 1)),
        ("2024-02-29", dt.date(2024, 2, 29)),
    ],
)
def test_a_date_known_in_part_stands_for_its_first_day(text: str, day: dt.date) -> None:
    assert read_day(text) == day


@pytest.mark.usefixtures("programmes")
def test_a_city_of_the_register_is_linked_by_its_number_not_its_name() -> None:
    Authority.objects.create(slug="athens-gr", name="Athens", country="GR", geonames_id=264371)
    ohio = Authority.objects.create(
        slug="athens-oh", name="Athens", country="US", region="Ohio", geonames_id=4505542
    )

    record_event(FULL, sharing_label=SharingLabel.CLEAR)

    assert EventCity.objects.get(name="Athens").authority == ohio
    assert EventCity.objects.get(name="Greater Manchester").authority is None


def test_the_demonstration_holds_the_26_real_events_and_adds_none_twice() -> None:
    furnish()
    furnish()

    assert Event.objects.count() == 26
    assert [as_record(event) for event in Event.objects.order_by("slug")] == [
        {"language": "en", **_with_kinds(event)}
        for event in sorted(facts()["events"], key=lambda event: str(event["slug"]))
    ]


def test_every_real_event_names_a_source_and_says_what_is_missing() -> None:
    for event in facts()["events"]:
        assert event["sources"], event["slug"]
        if not (event.get("summary") and event.get("counts")):
            known = event.get("gaps") or event.get("summary")
            assert known, event["slug"]
        assert "…" not in event.get("summary", ""), event["slug"]


def _with_kinds(event: dict[str, object]) -> dict[str, object]:
    cities = event.get("cities", [])
    assert isinstance(cities, list)
    return {**event, **({"cities": [{"kind": "city", **c} for c in cities]} if cities else {})}
