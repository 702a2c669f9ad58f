"""The pages of a room, from writing a note to the report; outside it nothing tells who spoke."""

import html
import io
import re
import uuid
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.events.room import CITIES, Room, build_room
from tests.shared.documents.reading import pdf_words

from hanse.events import models
from hanse.events.models import Note, Report
from hanse.sharing.acting import as_system

pytestmark = pytest.mark.django_db
HOME = "/events/oslo-workshop/"
MOST_ON_PAGES_OF_THE_ROOM = 16
Visit = Callable[[str], Client]


@pytest.fixture
def room(programmes: None) -> Room:
    del programmes
    return build_room()


@pytest.fixture
def signed_in(room: Room) -> Visit:
    """Give a browser in which somebody of the room is signed in."""

    def visit(name: str) -> Client:
        browser = Client()
        browser.force_login(room.fresh(name))
        return browser

    return visit


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


def text_of(response: Any) -> str:
    words = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", words)


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


def finish(room: Room, sec: Client, label: str) -> None:
    """Let the secretariat draft, edit and publish as it does in a browser."""
    sec.post(f"{HOME}report/draft/")
    page = sec.get(f"{HOME}report/edit/").content.decode()
    cities = html.unescape(re.search(r'name="cities"[^>]*>\s*([^<]*)<', page)[1])  # type: ignore[index]
    sec.post(
        f"{HOME}report/edit/",
        {"title": "What Oslo asks", "opening": "Together.", "cities": cities, "next": "- Meet [1]"},
    )
    sec.post(
        f"{HOME}report/publish/",
        {"sharing_label": label, "reason": "All agreed.", "checked": "on"},
    )
    assert Report.objects.get().status == "published", room


def outside(client: Client) -> dict[str, str]:
    """Fetch everything of the event that a reader can reach, unpacked to text."""
    found = {}
    for address in (
        "/events/", "/events/feed.xml", "/events/calendar.ics", HOME, f"{HOME}event.json",
        f"{HOME}event.ics", f"{HOME}notes/", f"{HOME}report/", f"{HOME}report/report.json",
        f"{HOME}testimonials/", f"{HOME}report/report.docx", f"{HOME}report/report.pdf",
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200, address
        found[address] = str(response.headers) + readable(address, response.content)
    return found


def readable(address: str, content: bytes) -> str:
    if address.endswith("docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    if address.endswith("pdf"):
        return pdf_words(content)
    return content.decode()


def test_a_reader_outside_the_room_finds_nobody(room: Room, signed_in: Visit) -> None:
    for name in ("lena of Lublin", "rita of Reno"):
        room.write(name, words=f"Canary words {uuid.uuid4().hex}.", sharing_label="clear")
    sec = signed_in("secretariat")
    finish(room, sec, "clear")
    telling = ["lena of", "rita of", "@example", "Practitioner", "Mayor", "Official", *CITIES]

    for browser in (Client(), signed_in("tom of Tartu"), signed_in("observer")):
        pages = outside(browser)

        own = {"tom of Tartu", "observer"}
        leaks = {
            (address, word)
            for address, said in pages.items()
            for word in telling
            if word.lower() in _without(said, own).lower()
        }
        assert leaks == set()
        assert all("Canary words" in pages[f"{HOME}{where}"] for where in
                   ("notes/", "report/", "report/report.json", "report/report.pdf"))  # fmt: skip


def _without(said: str, own: set[str]) -> str:
    """Leave out the reader's own name in the menu, and words the page says of everybody."""
    for words in (*own, "Mayors", "mayors", "official", "Officials"):
        said = said.replace(words, "")
    return said


def test_what_stays_in_the_room_reaches_no_reader_outside(room: Room, signed_in: Visit) -> None:
    for label in ("amber+strict", "amber", "red"):
        room.write(words=f"Canary {label}.", sharing_label=label)
    room.write(words="Words for the report.", sharing_label="clear")
    finish(room, signed_in("secretariat"), "green")

    for name in ("tom of Tartu", None):
        browser = signed_in(name) if name else Client()
        for address in (HOME, f"{HOME}notes/", "/events/feed.xml", f"{HOME}event.json"):
            assert "Canary" not in browser.get(address).content.decode()
        expected = 200 if name else 404
        for form in ("", "report.pdf", "report.docx", "report.json"):
            assert browser.get(f"{HOME}report/{form}").status_code == expected


def test_every_form_of_the_report_says_the_same(room: Room, signed_in: Visit) -> None:
    room.write(words="Call early.", sharing_label="clear")
    finish(room, signed_in("secretariat"), "clear")

    pages = {a: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", said)) for a, said in
             outside(Client()).items() if "/report/" in a}  # fmt: skip

    for said in pages.values():
        assert all(
            words in said for words in ("What Oslo asks", "Together.", "Call early.", "Meet")
        )
        assert "[1]" not in said
        assert "TLP:CLEAR" in said


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
