"""The rooms of events as a reader meets them; whatever an event holds is on every door."""

import html
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from tests.events.conftest import BARE, FULL

from hanse.events.actions import record_event
from hanse.events.lists import LISTS
from hanse.events.models import Event
from hanse.events.wording import row_words
from hanse.sharing.acting import as_system
from hanse.sharing.labels import SharingLabel

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
FULL_ADDRESS = "/events/oslo-workshop/"
DOORS = ("", "event.json", "event.ics")


def words_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    text = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", text)


def every_text() -> list[str]:
    """Return each text that some list of the full event holds."""
    rows = [row for listing in LISTS for row in FULL[listing.key]]
    values = [row.values() if isinstance(row, dict) else [row] for row in rows]
    codes = {"participants", "countries", "at-least", "exactly", "about", "city", "combined"}
    return [
        value
        for row in values
        for value in row
        if isinstance(value, str) and value not in codes and not re.match(r"^[A-Z\d:-]{2,}$", value)
    ]


@pytest.mark.usefixtures("full")
def test_no_door_to_an_event_drops_anything_from_a_list(client: Client) -> None:
    calendar = Calendar.from_ical(client.get(f"{FULL_ADDRESS}event.ics").content)
    shown = {
        "page": words_of(client, FULL_ADDRESS),
        "data": client.get(f"{FULL_ADDRESS}event.json").content.decode(),
        "calendar": str(calendar.walk("VEVENT")[0]["description"]),
        "feed": words_of(client, "/events/feed.xml"),
    }

    dropped = {
        (door, text) for door, words in shown.items() for text in every_text() if text not in words
    }

    assert len(every_text()) > 15
    assert dropped == set()


@pytest.mark.usefixtures("full")
def test_the_data_of_an_event_can_be_read_in_again(client: Client) -> None:
    assert json.loads(client.get(f"{FULL_ADDRESS}event.json").content) == FULL


@pytest.mark.usefixtures("full")
def test_figures_that_differ_stand_side_by_side_with_their_sources(client: Client) -> None:
    shown = words_of(client, FULL_ADDRESS)

    assert "Participants Sources differ at least 70 A newspaper" in shown
    assert "Participants Sources differ exactly 78 ( with partners ) The workshop's page" in shown
    assert "Countries, the whole week about 9 One of the sources below" in shown


@pytest.mark.usefixtures("full")
def test_the_list_hides_no_disagreement(client: Client) -> None:
    shown = words_of(client, "/events/")

    assert "Participants: at least 70, exactly 78 (sources differ)" in shown
    assert "2 authorities named · 1 gap" in shown


@pytest.mark.usefixtures("bare")
def test_what_is_not_known_is_said(client: Client) -> None:
    shown = words_of(client, "/events/brussels-workshop/")

    assert "2022, unconfirmed · Brussels, Belgium" in shown
    assert "Nothing was found for: Sources, How many came, Hosts and partners," in shown
    assert "Rule of the meeting Not known" in shown
    assert "Calendar file" not in shown


@pytest.mark.usefixtures("full", "bare")
def test_the_calendar_holds_whole_days_and_says_what_it_cannot_hold(client: Client) -> None:
    calendar = Calendar.from_ical(client.get("/events/calendar.ics").content)
    entries = calendar.walk("VEVENT")

    assert [str(entry["summary"]) for entry in entries] == ["Responding together"]
    assert str(entries[0].decoded("dtstart")) == "2023-05-08"
    assert str(entries[0].decoded("dtend")) == "2023-05-10"
    assert str(calendar["x-wr-caldesc"]) == (
        "1 event is not in the calendar: its day is not known."
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["oslo-workshop", "brussels-workshop"]),
        ("year=2022", ["brussels-workshop"]),
        ("country=NO", ["oslo-workshop"]),
        ("format=workshop&year=2023", ["oslo-workshop"]),
        ("programme=summits", ["oslo-workshop"]),
        ("year=2022&country=NO", []),
        ("year=nonsense", ["oslo-workshop", "brussels-workshop"]),
    ],
)
@pytest.mark.usefixtures("full", "bare")
def test_the_address_filters_the_list_and_the_calendar_alike(
    query: str, found: list[str], client: Client
) -> None:
    page = client.get(f"/events/?{query}").content.decode()
    feed = client.get(f"/events/feed.xml?{query}").content.decode()

    assert re.findall(r'<h3><a href="/events/([\w-]+)/"', page) == found
    assert re.findall(r'<link href="http://testserver/events/([\w-]+)/" rel', feed) == found


def test_an_event_over_two_years_is_found_under_both(client: Client, programmes: None) -> None:
    del programmes
    long = {**BARE, "starts": "2021", "ends": "2022", "precision": "year"}
    record_event(long, sharing_label=SharingLabel.CLEAR)

    for year in (2021, 2022):
        assert "Brussels workshop" in words_of(client, f"/events/?year={year}")
    assert "2021–2022" in words_of(client, "/events/brussels-workshop/")  # noqa: RUF001 - a range takes an en dash


@pytest.mark.parametrize("label", [label for label in SharingLabel if label != "clear"])
def test_the_public_meets_only_clear_events(label: str, client: Client, full: Event) -> None:
    with as_system("a test narrows a label"):
        Event.objects.filter(pk=full.pk).update(sharing_label=label)

    assert {client.get(f"{FULL_ADDRESS}{door}").status_code for door in DOORS} == {404}
    for place in ("", "calendar.ics", "feed.xml", "?country=NO"):
        assert b"Responding" not in client.get(f"/events/{place}").content
    assert "No event is public yet" in words_of(client, "/events/")


def test_the_list_and_the_page_ask_as_often_for_three_events_as_for_one(
    client: Client, full: Event
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    doors = ("/events/", FULL_ADDRESS, "/events/calendar.ics", "/events/feed.xml")
    one = [queries(door) for door in doors]
    for slug in ("second", "third"):
        record_event({**FULL, "slug": slug}, sharing_label=SharingLabel.CLEAR)
    full.refresh_from_db()

    assert [queries(door) for door in doors] == one
    assert max(one) <= MOST_QUERIES


def test_each_row_says_everything_it_holds(full: Event) -> None:
    assert [row_words(row) for row in full.session_list.all()] == [
        "Opening (8 May 2023 09:00–09:30)",  # noqa: RUF001 - a range takes an en dash
        "A walk (The harbour; Places of memory.)",
    ]
