"""The demonstration's finished meeting: an invented room whose notes became a report."""

import json
from importlib.resources import files
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from hanse.accounts import actions as accounts
from hanse.accounts.demo import person_for
from hanse.accounts.models import User
from hanse.accounts.queries import person_with
from hanse.cities.actions.belonging import belong
from hanse.cities.models import Authority, Role, Standing
from hanse.cities.queries import active_affiliations
from hanse.events.actions import record_event
from hanse.events.actions.documents import add_document
from hanse.events.actions.reporting import draft_report, publish_report, save_report
from hanse.events.actions.voicing import (
    Answers,
    Praise,
    give_feedback,
    give_testimonial,
    publish_testimonial,
)
from hanse.events.actions.writing import Said, write_note
from hanse.events.files import read_file
from hanse.events.forms.room import CONSENT
from hanse.events.models import Event, Registration, Report, ReportPart
from hanse.events.papers import agenda_paper
from hanse.shared.documents.paper import paper_pdf
from hanse.sharing.acting import acting
from hanse.sharing.actors import actor_of
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Attribution

Record = dict[str, Any]


def furnish() -> None:
    """Hold the meeting, write the notes and publish the report, unless that was done."""
    known = _known()
    secretary = person_for("secretariat")
    if secretary is None or Event.objects.filter(slug=known["event"]["slug"]).exists():
        return
    event = record_event(known["event"], sharing_label=SharingLabel.CLEAR)
    people = [person for key in ("adviser", "practitioner") if (person := person_for(key))]
    people += [_invented(record) for record in known["people"]]
    for person in people:
        _register(event, person)
    _speak(event, people, known["notes"])
    _answer(event, people, known["feedback"])
    _praise(event, people, known["testimonial"])
    with acting(actor_of(secretary)):
        _report(event, secretary, known["report"])
        _hand_out(event, secretary)
    _leave_unfinished(people, secretary, known["unfinished"])


def _known() -> Record:
    source = files("hanse.events") / "examples" / "room.json"
    known: Record = json.loads(source.read_text(encoding="utf-8"))
    return known


def _invented(record: Record) -> User:
    """Let an invented person belong to their city, with a second factor nobody holds."""
    name = record["name"].removesuffix(" (simulation)")
    email = f"{name.lower().replace(' ', '.').encode('ascii', 'ignore').decode()}@demo.example"
    person = person_with(email)
    if person is None:
        person = accounts.add_person(email=email, name=record["name"], network_role="")
        TOTP.activate(person, generate_totp_secret())
        settle(person, record["city"], record["role"])
    return person


def settle(person: User, city: str, role: str) -> None:
    """Let somebody belong to a city."""
    authority = Authority.objects.get(slug=city)
    belong(person, authority, role=Role(role), standing=Standing.MEMBER)


def _register(event: Event, person: User) -> None:
    place = active_affiliations(person).first()
    if place:
        Registration.objects.create(
            event=event,
            authority_id=place.authority_id,
            person=person,
            state=Registration.State.ACCEPTED,
            answered_at=timezone.now(),
        )


def _speak(event: Event, people: list[User], notes: list[Record]) -> None:
    sessions = list(event.session_list.all())
    for note in notes:
        said = Said(
            words=note["words"],
            addressee=note["addressee"],
            session=None if note["session"] is None else sessions[note["session"]],
            attribution=note.get("attribution", Attribution.CHATHAM),
            sharing_label=note["label"],
        )
        author = people[note["by"]]
        with acting(actor_of(author)):
            write_note(event, said, author, key=f"demonstration {note['words']}"[:64])


def _answer(event: Event, people: list[User], given: list[Record]) -> None:
    for answered in given:
        author = people[answered["by"]]
        with acting(actor_of(author)):
            give_feedback(event, Answers(**{k: answered[k] for k in _ANSWERS}), author)


def _praise(event: Event, people: list[User], given: Record) -> None:
    rule = Attribution(given["attribution"])
    praise = Praise(words=given["words"], attribution=rule, consent=str(CONSENT[rule]))
    author, secretary = people[given["by"]], person_for("secretariat")
    with acting(actor_of(author)):
        said = give_testimonial(event, praise, author, key="demonstration")
    if secretary:
        with acting(actor_of(secretary)):
            publish_testimonial(said, secretary)


def _leave_unfinished(people: list[User], secretary: User, known: Record) -> None:
    """Hold a second meeting whose report is a draft, with a note that came after it was begun."""
    event = record_event(known["event"], sharing_label=SharingLabel.CLEAR)
    for person in people:
        _register(event, person)
    _speak(event, people, known["notes"])
    with acting(actor_of(secretary)):
        _draft(event, secretary, known["report"])
    _speak(event, people, known["later"])


def _report(event: Event, secretary: User, wanted: Record) -> None:
    label = SharingLabel(wanted["label"])
    report = _draft(event, secretary, wanted)
    publish_report(report, secretary, label=label, reason=wanted["reason"])


def _draft(event: Event, secretary: User, wanted: Record) -> Report:
    report = draft_report(event, secretary)
    parts = ReportPart.objects.filter(report=report)
    return save_report(
        report,
        secretary,
        title=wanted["title"],
        opening=wanted["opening"],
        texts={part.addressee: part.text for part in parts},
    )


def _hand_out(event: Event, secretary: User) -> None:
    agenda = read_file(paper_pdf(agenda_paper(event)))
    add_document(event, secretary, agenda, title="Agenda", sharing_label=SharingLabel.CLEAR)


_ANSWERS = ("useful", "takes_away", "change")
