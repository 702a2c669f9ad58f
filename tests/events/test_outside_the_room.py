"""Outside the room nothing tells who spoke, in no form in which an event is handed out."""

import html
import io
import re
import uuid
import zipfile

import pytest
from django.test import Client
from tests.events.room import CITIES, HOME, Room, Visit
from tests.shared.documents.reading import pdf_words

from hanse.events.models import Report

pytestmark = pytest.mark.django_db


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
