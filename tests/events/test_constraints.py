"""What the database itself refuses, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hanse.events.models import Count, Event, EventCity, Session, Source

pytestmark = pytest.mark.django_db

WRONG_EVENTS: list[dict[str, Any]] = [
    {"ends_on": "2023-05-07"},
    {"precision": "decade"},
    {"precision": "month"},
    {"precision": "year", "starts_on": "2023-05-01", "ends_on": None},
    {"precision": "uncertain", "starts_on": "2023-01-02", "ends_on": None},
    {"country": "no"},
    {"place": ""},
]


@pytest.mark.parametrize("wrong", WRONG_EVENTS)
def test_an_event_that_contradicts_itself_is_refused(wrong: dict[str, Any], full: Event) -> None:
    with pytest.raises(IntegrityError):
        Event.objects.filter(pk=full.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"value": 0}, {"qualifier": "roughly"}, {"what": "dogs"}, {"position": 2}]
)
def test_a_count_that_means_nothing_is_refused(wrong: dict[str, Any], full: Event) -> None:
    with pytest.raises(IntegrityError):
        Count.objects.filter(event=full, position=1).update(**wrong)


def test_a_count_cannot_lean_on_the_source_of_another_event(full: Event, bare: Event) -> None:
    elsewhere = Source.objects.create(event=bare, position=1, title="Another page")

    Count.objects.filter(event=full, position=1).update(source=elsewhere)

    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()
    Count.objects.filter(event=full, position=1).update(source=None)


@pytest.mark.parametrize(
    "wrong",
    [{"ends_at": "08:00"}, {"day": None}],
)
def test_a_session_keeps_to_the_clock(wrong: dict[str, Any], full: Event) -> None:
    with pytest.raises(IntegrityError):
        Session.objects.filter(event=full, position=1).update(**wrong)


@pytest.mark.parametrize("wrong", [{"country": "us"}, {"kind": "planet"}])
def test_an_authority_is_of_a_kind_and_a_country(wrong: dict[str, Any], full: Event) -> None:
    with pytest.raises(IntegrityError):
        EventCity.objects.filter(event=full, position=1).update(**wrong)


def test_no_authority_is_represented_twice(full: Event) -> None:
    twice = {"event": full, "position": 3, "name": "Athens", "country": "US"}

    with pytest.raises(IntegrityError):
        EventCity.objects.create(**twice, geonames_id=4505542)
