"""Addresses of the room of an event: notes, the report, what people say afterwards, documents."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.access.features.attendance import meeting
from tests.access.house import House, Words
from tests.access.kinds import OF_THE_NETWORK, READS, WRITES, Case, Kind, Visit, of, told
from tests.sharing.rule import Something


def note(house: House, about: Something, word: Words) -> Any:
    """Store a note of the room."""
    from hanse.events.models import Note

    return house.share(Note(event=_room(house), addressee="cities", words=word("words")), about)


def testimonial(house: House, about: Something, word: Words) -> Any:
    """Store words that somebody lets be shown."""
    from hanse.events.models import Testimonial

    row = Testimonial(
        event=_room(house), words=word("words"), consent=word("consent"), agreed_on="2026-02-03"
    )
    return house.share(row, about)


def document(house: House, about: Something, word: Words) -> Any:
    """Store a file of the meeting."""
    from hanse.events.models import Document

    content = word("content").encode()
    row = Document(
        event=_room(house),
        title=word("title"),
        kind="pdf",
        size=len(content),
        sha256=word("sha"),
        content=content,
    )
    return house.share(row, about)


def report(house: House, about: Something, word: Words) -> Any:
    """Store a published report of a meeting of its own."""
    from hanse.events.models import Report, ReportPart

    row = Report(
        event=meeting(house, "chatham-house"),
        title=word("title"),
        opening=word("opening"),
        status="published",
        published_on="2026-02-03",
        reason=word("reason"),
    )
    stored = house.share(row, about)
    ReportPart.objects.create(report=stored, addressee="cities", text=word("part"))
    return stored


def _room(house: House) -> Any:
    """Return the one meeting whose room the records of this module are in."""
    return house.once("the room", lambda: meeting(house, "chatham-house"))


def _in_the_room(house: House) -> Mapping[str, Case]:
    """Return a meeting with the member in its room, one with nobody, and none."""
    empty = house.record("event", "for everybody")
    return {
        "own": Case({"slug": _room(house).slug}, seen_by=frozenset({"member", "secretariat"})),
        "another city's": Case({"slug": empty.slug}, seen_by=frozenset({"secretariat"})),
        "non-existent": Case({"slug": "no-meeting"}, there=False),
    }


def _meetings(house: House) -> Mapping[str, Case]:
    """Return the meeting of the room, and meetings shared in every way."""
    return {"there": Case({"slug": _room(house).slug}), **of("event", slug="slug").cases(house)}


def _drafts(house: House) -> Mapping[str, Case]:
    """Return a meeting whose report is a draft, and one without any."""
    from hanse.events.models import Report

    held = meeting(house, "chatham-house")
    word = house.words(frozenset({"secretariat"}))
    Report.objects.create(event=held, title=word("title"), opening=word("opening"))
    return {
        "own": Case({"slug": held.slug}),
        "non-existent": Case({"slug": _room(house).slug}, there=False),
    }


def _of_author_or_secretariat(house: House) -> Mapping[str, Case]:
    """Return testimonials: their authors take them back, and the secretariat for them."""
    told = of("testimonial", record="record", slug=_slug).cases(house)
    written = _TESTIMONIALS
    return {
        shelf: Case(
            case.named,
            case.key,
            seen_by=frozenset({"secretariat", written[shelf].author} if shelf in written else ()),
            there=case.there,
        )
        for shelf, case in told.items()
    }


def _slug(found: Any) -> str:
    return str(found.event.slug)


def _without(*labels: str) -> dict[str, Something]:
    return {
        shelf: about
        for shelf, about in OF_THE_NETWORK.items()
        if about.label not in labels and not about.author
    }


_TESTIMONIALS = {
    shelf: about
    for shelf, about in OF_THE_NETWORK.items()
    if about.label in {"AMBER+STRICT", "CLEAR"}
}
KINDS = {
    "note": Kind(note, OF_THE_NETWORK),
    "testimonial": Kind(testimonial, _TESTIMONIALS),
    "document": Kind(document, _without()),
    "report": Kind(report, _without("RED")),
}


def _a_pdf(_house: House) -> Any:
    return SimpleUploadedFile("agenda.pdf", b"%PDF-1.4 agenda", "application/pdf")


_BOTH = READS | WRITES
_SHOWN = of("testimonial", methods=WRITES, record="record", slug=_slug)
ADDRESSES = {
    "events:notes": Visit(_meetings),
    "events:write-note": Visit(_in_the_room, _BOTH),
    "events:note": of("note", methods=_BOTH, by_author=True, record="record", slug=_slug),
    "events:withdraw-note": of("note", methods=_BOTH, by_author=True, record="record", slug=_slug),
    "events:rapporteurs": told(
        Visit(_in_the_room, _BOTH), email=lambda house: house.people["member"].email
    ),
    "events:report": of("report", slug=_slug),
    "events:report-file": of("report", slug=_slug, form=lambda _report: "pdf"),
    "events:draft-report": Visit(_in_the_room, WRITES),
    "events:edit-report": Visit(_drafts, _BOTH),
    "events:publish-report": Visit(_drafts, _BOTH),
    "events:take-back-report": of("report", methods=_BOTH, slug=_slug),
    "events:report-sources": of("report", slug=_slug),
    "events:feedback": Visit(_in_the_room, _BOTH),
    "events:answers": Visit(_in_the_room),
    "events:testimonials": Visit(_meetings),
    "events:testify": Visit(_in_the_room, _BOTH),
    "events:show-testimonial": _SHOWN,
    "events:withdraw-testimonial": Visit(_of_author_or_secretariat, WRITES),
    "events:add-document": told(Visit(_in_the_room, _BOTH), file=_a_pdf),
    "events:document": of("document", record="record", slug=_slug),
    "events:remove-document": of("document", methods=WRITES, record="record", slug=_slug),
}
