"""What was said in a room is found by those who may read it there, and shown no further."""

from typing import Any

import pytest
from tests.home.test_search import all_found, found_by
from tests.sharing.conftest import House, build_house

from hanse.events.models import Event, Note, Report
from hanse.home import search_index
from hanse.home.search_sql import MOST_COUNTED, MOST_RANKED

pytestmark = pytest.mark.django_db
AINO, SAM, STRANGER = "aino of Aarhus", "sam of the secretariat", "a stranger"
RARE = "xylothek"


@pytest.fixture
def house() -> House:
    return build_house()


def meeting(label: str) -> Event:
    return Event.objects.create(
        slug=f"meeting-{label.replace('+', '-')}",
        title=f"Meeting {label}",
        starts_on="2026-03-01",
        precision="day",
        format="workshop",
        rule="chatham-house",
        online=True,
        sharing_label=label,
    )


def note(label: str, of: str = "clear", **changes: Any) -> Note:
    values = {"words": f"A {RARE} helped us.", "addressee": "cities", **changes}
    return Note.objects.create(event=meeting(of), sharing_label=label, **values)


@pytest.mark.parametrize(
    ("label", "of", "finders"),
    [
        ("clear", "clear", {STRANGER, AINO, SAM}),
        ("green", "clear", {AINO, SAM}),
        ("amber+strict", "clear", {SAM}),
        ("clear", "green", {AINO, SAM}),
        ("clear", "amber+strict", {SAM}),
        ("clear", "red", set()),
        ("red", "green", set()),
    ],
)
def test_a_note_is_found_by_those_who_may_open_its_page(
    label: str, of: str, finders: set[str], house: House
) -> None:
    note(label, of)

    assert {who for who in (STRANGER, AINO, SAM) if all_found(house, who, RARE)} == finders


def test_words_that_are_not_for_quotation_are_found_and_not_shown(house: House) -> None:
    note("clear", attribution="no-quote")

    [hit] = found_by(house, STRANGER, RARE).hits

    assert (hit.title, hit.excerpt) == ("From a session", "")


def test_a_note_tells_the_day_of_its_meeting_and_nothing_of_its_author(house: House) -> None:
    note("clear")

    [hit] = found_by(house, STRANGER, RARE).hits

    assert hit.excerpt == f"A <mark>{RARE}</mark> helped us"
    assert str(hit.day) == "2026-03-01"
    assert hit.address == "/events/meeting-clear/notes/"


def test_a_draft_of_a_report_is_not_found(house: House) -> None:
    Report.objects.create(event=meeting("clear"), title=RARE)

    assert all_found(house, SAM, RARE) == set()


def test_a_narrower_meeting_takes_its_notes_along(house: House) -> None:
    held = note("clear")

    Event.objects.filter(pk=held.event_id).update(sharing_label="amber+strict")

    assert (all_found(house, STRANGER, RARE), len(all_found(house, SAM, RARE))) == (set(), 1)
    assert set(search_index.differences().values()) == {0}


def test_of_very_many_notes_the_newest_are_ranked_and_the_rest_is_more(house: House) -> None:
    event = meeting("clear")
    old = Event.objects.create(
        slug="old", title="Old", starts_on="1998-05-01", precision="day", format="workshop",
        rule="chatham-house", online=True, sharing_label="clear",
    )  # fmt: skip
    for of, number in ((old, MOST_COUNTED), (event, 150)):
        Note.objects.bulk_create(
            Note(event=of, sharing_label="clear", words=f"A {RARE} helped.", addressee="cities")
            for _ in range(number)
        )

    found = found_by(house, STRANGER, RARE, newest=True)

    assert found.counts == {"note": MOST_COUNTED + 1}
    assert found.ranked == MOST_RANKED
    assert {hit.day.year for hit in found.hits if hit.day} == {2026}
