"""The pages of a room: writing notes, editing the report, giving feedback and testimonials."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.events.room import HOME, Room, Visit, text_of

from hanse.events import models
from hanse.events.models import Note
from hanse.sharing.acting import as_system

pytestmark = pytest.mark.django_db
MOST_ON_PAGES_OF_THE_ROOM = 16


def note_form(client: Client, **changes: str) -> dict[str, str]:
    """Fill the form as its page offers it."""
    page = client.get(f"{HOME}notes/write/").content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    filled = {
        "key": found[1],
        "words": "We called the neighbours first.",
        "session": "",
        "addressee": "cities",
        "attribution": "chatham",
        "sharing_label": "amber+strict",
        "language": "en",
    }
    return filled | changes


def test_a_note_sent_twice_is_saved_once_and_both_are_told_so(signed_in: Visit) -> None:
    lena = signed_in("lena of Lublin")
    filled = note_form(lena)

    answers = [lena.post(f"{HOME}notes/write/", filled) for _ in range(2)]

    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, f"{HOME}notes/")] * 2
    assert Note.objects.get().words == "We called the neighbours first."


def test_the_form_offers_what_the_rule_of_the_meeting_allows(signed_in: Visit) -> None:
    lena = signed_in("lena of Lublin")

    page = lena.get(f"{HOME}notes/write/").content.decode()
    refused = lena.post(f"{HOME}notes/write/", note_form(lena, attribution="named"))

    assert re.findall(r'name="attribution" value="([^"]+)"', page) == ["chatham", "no-quote"]
    assert "Select a valid choice" in text_of(refused)
    assert not Note.objects.exists()


@pytest.mark.parametrize("words", ["Write to a.b@city.example.", "Call +47 22 33 44 55."])
def test_words_that_point_at_a_person_are_refused_and_kept_in_the_form(
    words: str, signed_in: Visit
) -> None:
    lena = signed_in("lena of Lublin")

    page = text_of(lena.post(f"{HOME}notes/write/", note_form(lena, words=words)))

    assert page.count("Take out") == 2  # in the summary and at the field
    assert words in page
    assert not Note.objects.exists()


def test_authors_alone_see_which_notes_are_theirs(room: Room, signed_in: Visit) -> None:
    note = room.write(sharing_label="green")

    pages = {name: text_of(signed_in(name).get(f"{HOME}notes/")) for name in
             ("lena of Lublin", "secretariat", "tom of Tartu")}  # fmt: skip

    assert [name for name, page in pages.items() if "only you see this line" in page] == [
        "lena of Lublin"
    ]
    assert all(note.words in page and "a participant" in page for page in pages.values())


def test_words_not_for_quotation_are_not_repeated_on_the_page(room: Room, signed_in: Visit) -> None:
    note = room.write(attribution="no-quote", sharing_label="green")

    page = text_of(signed_in("tom of Tartu").get(f"{HOME}notes/"))

    assert note.words not in page
    assert "Somebody asked that their words are not repeated." in page


def test_a_note_is_changed_and_taken_back_by_its_author(room: Room, signed_in: Visit) -> None:
    note, lena = room.write(), signed_in("lena of Lublin")
    address = f"{HOME}notes/{note.record}/"

    lena.post(address, note_form(lena, words="Said better."))
    assert Note.objects.get().words == "Said better."
    for other in ("rita of Reno", "secretariat"):
        assert signed_in(other).post(f"{address}withdraw/").status_code == 404
    lena.post(f"{address}withdraw/")

    assert not Note.objects.exists()


def test_the_editor_is_told_what_stands_in_the_way(room: Room, signed_in: Visit) -> None:
    sec = signed_in("secretariat")
    note = room.write(words="In Bergen we did it so.")
    sec.post(f"{HOME}report/draft/")

    invented = {"title": "x", "cities": "Invented. [7]", "opening": ""}
    assert "No note has the number 7." in text_of(sec.post(f"{HOME}report/edit/", invented))
    page = text_of(sec.get(f"{HOME}report/publish/"))
    assert "names people or cities of the room: Bergen" in page
    assert "Fewer than five cities" in page

    signed_in("lena of Lublin").post(f"{HOME}notes/{note.record}/withdraw/")
    asked = {"sharing_label": "clear", "reason": "x", "checked": "on"}
    refused = text_of(sec.post(f"{HOME}report/publish/", asked))
    assert "Take out the sentences from notes that were taken back: 1." in refused
    assert "This note was taken back." in text_of(sec.get(f"{HOME}report/sources/"))


def test_feedback_is_shown_from_five_answers_on(signed_in: Visit) -> None:
    names = ("lena of Lublin", "rita of Reno", "boris of Bergen", "rapporteur", "secretariat")
    sec = signed_in("secretariat")
    for number, name in enumerate(names):
        assert ("Not enough answers yet" in text_of(sec.get(f"{HOME}feedback/answers/"))) == (
            number < 5
        )
        answered = {"useful": "4", "takes_away": f"Idea {number}.", "change": ""}
        signed_in(name).post(f"{HOME}feedback/", answered)

    page = text_of(sec.get(f"{HOME}feedback/answers/"))

    assert all(f"Idea {number}." in page for number in range(5))
    assert not any(name in page for name in names if name != "secretariat")


def test_a_testimonial_appears_and_disappears_with_its_consent(
    signed_in: Visit, client: Client
) -> None:
    rita = signed_in("rita of Reno")
    key = str(uuid.uuid4())
    said = {"key": key, "words": "It changed us.", "attribution": "named", "language": "en"}
    for _ in range(2):
        rita.post(f"{HOME}testimonials/write/", said)
    record = models.Testimonial.objects.get().record
    assert "It changed us." not in text_of(client.get(HOME))

    signed_in("secretariat").post(f"{HOME}testimonials/{record}/show/")
    assert "It changed us. rita of Reno, Mayor, Reno" in text_of(client.get(HOME))
    address = f"{HOME}testimonials/{record}/withdraw/"
    assert signed_in("boris of Bergen").post(address).status_code == 404
    rita.post(address)

    assert "It changed us." not in text_of(client.get(HOME))
    assert "It changed us." not in text_of(client.get(f"{HOME}testimonials/"))


@pytest.mark.parametrize("where", ["notes/", "report/", "report/edit/", "report/sources/"])
def test_pages_ask_the_database_as_often_for_many_notes_as_for_few(
    where: str, room: Room, signed_in: Visit
) -> None:
    sec = signed_in("secretariat")
    room.write()
    sec.post(f"{HOME}report/draft/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert sec.get(f"{HOME}{where}").status_code == 200
        counts.append(len(asked))
        for number in range(3):
            room.write(words=f"Entirely different thought number {number}, told at length.")
        sec.post(f"{HOME}report/draft/")

    assert counts[0] == counts[1] <= MOST_ON_PAGES_OF_THE_ROOM


def test_nobody_outside_the_room_opens_its_forms(room: Room, signed_in: Visit) -> None:
    note = room.write()
    forms = ("notes/write/", f"notes/{note.record}/", "feedback/", "testimonials/write/")

    for name in ("tom of Tartu", "observer", "romy of Reno"):
        browser = signed_in(name)
        assert {browser.get(HOME + form).status_code for form in forms} == {404}
    with as_system("a test looks"):
        assert Note.objects.count() == 1
