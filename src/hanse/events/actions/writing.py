"""Notes of the room: write, change, take back; each in the name of whoever does it.

What is written down of these acts never says who: a note under the Chatham House Rule must not be
told by the audit either.
"""

import uuid
from dataclasses import dataclass
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from hanse.accounts.models import User
from hanse.cities.models import Affiliation
from hanse.cities.queries import active_affiliations
from hanse.events.actions.inviting import need_secretariat
from hanse.events.models import Addressee, Event, Note, Rapporteur, Session
from hanse.events.queries import registrations_for
from hanse.events.queries.room import Room, is_in_the_room, room_of, signed_by
from hanse.sharing import actions as sharing
from hanse.sharing import audit, quotes
from hanse.sharing.actors import PUBLIC
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Attribution, Authorship, Contribution

Signed = TypeVar("Signed", bound=Contribution)
_DEFAULT = {
    Event.Rule.PUBLIC: Attribution.NAMED,
    Event.Rule.MEMBERS: Attribution.ROLE,
}
_UNDER_CHATHAM = (Attribution.CHATHAM, Attribution.NO_QUOTE)


class NotInTheRoomError(PermissionError):
    """Only people who are there write down what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody writes down, and how it may be used."""

    words: str
    addressee: str = Addressee.CITIES
    session: Session | None = None
    attribution: str = Attribution.CHATHAM
    sharing_label: str = SharingLabel.AMBER_STRICT
    language: str = "en"


def attributions_for(event: Event) -> tuple[Attribution, ...]:
    """Return what may be chosen of who spoke, the meeting's own rule first.

    Under the Chatham House Rule nobody may choose to be named, for the sake of the others.
    """
    if event.rule == Event.Rule.CHATHAM_HOUSE:
        return _UNDER_CHATHAM
    first = _DEFAULT.get(Event.Rule(event.rule), Attribution.CHATHAM)
    return (first, *(other for other in Attribution if other != first))


def write_note(event: Event, said: Said, person: User, *, key: object) -> Note:
    """Store a note once, however often it is sent with the same key."""
    _need_room(event, person)
    note = Note(event=event, record=record_for(person, "note", key), **_columns(event, said))
    return store_signed(note, person, coming_for(event, person))


@transaction.atomic
def change_note(note: Note, said: Said, person: User) -> Note:
    """Change one's own note; a RED one keeps its label, because its readers are named."""
    held = own(Note, note, person)
    columns = _columns(note.event, said)
    if SharingLabel.RED in {held.sharing_label, columns["sharing_label"]}:
        columns["sharing_label"] = held.sharing_label
    rule_before = held.attribution
    for name, value in columns.items():
        setattr(held, name, value)
    if held.attribution != rule_before:
        quotes.sign_again(held, person, coming_for(note.event, person))
    _share(held, room_of(held.event))
    held.save()
    return held


@transaction.atomic
def withdraw_note(note: Note, person: User) -> None:
    """Take one's own note back: the words are gone, and so is the signature."""
    held = own(Note, note, person)
    record = held.record
    held.delete()
    Authorship.objects.filter(record=record).delete()
    audit.record("take back a note", note.event, PUBLIC)


@transaction.atomic
def appoint_rapporteur(event: Event, to: User, person: User) -> Rapporteur:
    """Let somebody write for the room who comes for no city."""
    need_secretariat(person)
    made, new = Rapporteur.objects.get_or_create(event=event, person=to)
    if new:
        audit.record("appoint a rapporteur", event, person, rapporteur=str(to.pk))
    return made


@transaction.atomic
def dismiss_rapporteur(rapporteur: Rapporteur, person: User) -> None:
    """Let somebody write no longer; what they wrote stays theirs."""
    need_secretariat(person)
    audit.record(
        "dismiss a rapporteur", rapporteur.event, person, rapporteur=str(rapporteur.person_id)
    )
    rapporteur.delete()


def store_signed(said: Signed, person: User, affiliation: Affiliation | None) -> Signed:
    """Sign and store a contribution, or return the one this person stored under its record."""
    try:
        with transaction.atomic():
            quotes.sign(said, person, affiliation)
            if isinstance(said, Note):
                _share(said, room_of(said.event))
            said.save(force_insert=True)
            audit.record(f"write a {said._meta.model_name}", said.event, PUBLIC)  # type: ignore[attr-defined] # noqa: SLF001 - Django's documented door to a model's name
    except IntegrityError:
        mine = _rows(type(said)).filter(signed_by(person), record=said.record)
        stored = mine.first()
        if stored is None:
            raise
        return stored
    return said


def record_for(person: User, kind: str, key: object) -> uuid.UUID:
    """Return the record of what a person sends with a key: the same again, and nobody else's."""
    digest = salted_hmac(f"hanse.events.{kind}", f"{person.pk}:{key}", algorithm="sha256")
    return uuid.UUID(bytes=digest.digest()[:16], version=4)


def coming_for(event: Event, person: User) -> Affiliation | None:
    """Return the place for which a person is in the room, else where they belong."""
    places = active_affiliations(person).select_related("authority").order_by("since", "id")
    coming = registrations_for(person).filter(event=event, person=person).values("authority")
    return places.filter(authority__in=coming).first() or places.first()


def own(kind: type[Signed], said: Signed, person: User) -> Signed:
    """Return a contribution for its author to change; nobody else has it in hand."""
    held = _rows(kind).filter(signed_by(person), pk=said.pk).first()
    if held is None:
        raise quotes.NotTheAuthorError("Only its author changes a contribution.")
    return held


def _rows(kind: type[Signed]) -> QuerySet[Signed]:
    return kind._default_manager.all()  # noqa: SLF001 - Django's own name for it


def _columns(event: Event, said: Said) -> dict[str, object]:
    if said.attribution not in attributions_for(event):
        raise ValueError("The rule of the meeting does not allow this attribution.")
    if said.session and said.session.event_id != event.pk:
        raise ValueError("The session belongs to another event.")
    return {
        "words": said.words,
        "addressee": said.addressee,
        "session": said.session,
        "attribution": said.attribution,
        "sharing_label": said.sharing_label,
        "language": said.language,
        "simulated": event.simulated,
    }


def _share(note: Note, room: Room) -> None:
    """Name who an AMBER or RED note is for: the cities or the people in the room as it is now."""
    if note.sharing_label == SharingLabel.AMBER:
        sharing.share_with(note.record, room.cities)
    elif note.sharing_label == SharingLabel.RED and note._state.adding:  # noqa: SLF001 - see above
        sharing.address(note.record, room.people)


def _need_room(event: Event, person: User) -> None:
    if not is_in_the_room(event, person):
        raise NotInTheRoomError("Only people in the room write notes.")
