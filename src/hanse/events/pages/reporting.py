"""What the pages of a report show: its text, and to the secretariat what it rests on."""

import re
from typing import Any

from hanse.accounts.models import User
from hanse.events.actions.reporting import lost_sources, notes_to_report
from hanse.events.models import Event, Report
from hanse.events.pages.room import base
from hanse.events.papers import opening_of, parts_of
from hanse.events.queries.room import Room, notes_for, room_of
from hanse.events.reporting import sentences
from hanse.sharing.actors import Person
from hanse.sharing.quotes import quote_each

FEWEST_CITIES = 5  # with fewer, readers can guess which city spoke


def report_page(report: Report, person: Person) -> dict[str, Any]:
    """Return the report as everybody reads it."""
    return base(report.event, person) | {
        "report": report,
        "label": report.sharing_label.upper(),
        "opening": opening_of(report),
        "parts": [(addressee, said) for addressee, said in parts_of(report) if said],
    }


def edit_page(report: Report, person: User) -> dict[str, Any]:
    """Return what an editor needs beside the text: the notes under their numbers."""
    used = {source.note for source in report.sources.all()}
    waiting = [note for note in notes_to_report(report.event, person) if note.record not in used]
    return base(report.event, person) | {
        "report": report,
        "sources": numbered(report, person),
        "waiting": len(waiting),
    }


def publish_page(report: Report, person: User) -> dict[str, Any]:
    """Return what a person should look at before they publish."""
    room = room_of(report.event)
    return base(report.event, person) | {
        "report": report,
        "basis": report.basis.upper(),
        "lost": lost_sources(report, person),
        "telling": telling_words(report, room),
        "few_cities": 0 < len(room.cities) < FEWEST_CITIES,
    }


def trace_page(report: Report, person: User) -> dict[str, Any]:
    """Return every sentence with the notes it rests on."""
    by_number = dict(numbered(report, person))
    traced = []
    for part in report.parts.all():
        said = [
            (sentence.words, [(number, by_number.get(number)) for number in sentence.numbers])
            for sentence in sentences(part.text)
        ]
        if said:
            traced.append((part.get_addressee_display(), said))
    return base(report.event, person) | {"report": report, "traced": traced}


def numbered(report: Report, person: Person) -> list[tuple[int, Any]]:
    """Return the notes behind a report under their numbers; None for one that was taken back."""
    notes = list(notes_for(report.event, person))
    quoted = quote_each([(note, note.words) for note in notes], person)
    known = {note.record: (note, quote) for note, quote in zip(notes, quoted, strict=True) if quote}
    return [(source.number, known.get(source.note)) for source in report.sources.all()]


def telling_words(report: Report, room: Room) -> list[str]:
    """Return names of people and cities in the room that the text of a report holds.

    Only under the Chatham House Rule; a person then looks at each of them.
    """
    event = report.event
    if event.rule != Event.Rule.CHATHAM_HOUSE:
        return []
    names = {city.name for city in event.eventcity_list.all()} | set(room.city_names)
    names |= {person.name for person in room.people if person.name}
    said = " ".join([report.title, report.opening, *(part.text for part in report.parts.all())])
    return sorted(name for name in names if re.search(rf"(?i)(?<!\w){re.escape(name)}", said))
