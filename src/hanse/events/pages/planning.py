"""What the secretariat sees while it plans an event."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.events.forms.new_event import STEPS, Walk
from hanse.events.forms.planning import QUESTIONS, LabelForm, TemplateForm
from hanse.events.letters import invitation_words
from hanse.events.lists import LISTS
from hanse.events.models import Event, Registration, Session
from hanse.events.queries.attendance import Recipient, recipients_of
from hanse.events.queries.inviting import invitations_to, letters_about
from hanse.events.wording import (
    date_words,
    heading,
    place_words,
    session_hours,
    turn_words,
    turns_of,
)
from hanse.shared.letters import split
from hanse.shared.models import Letter
from hanse.sharing.labels import SharingLabel

State = Registration.State


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about an event that can be changed on a page of its own."""

    name: str
    words: str
    step: str


@dataclass(frozen=True, slots=True)
class Invited:
    """A city in the list of invitations."""

    row: Registration
    state: str
    who: str
    letter: str


def plan_page(event: Event, person: User) -> dict[str, Any]:
    """Return what is known of an event, its agenda, and who answered what."""
    rows = list(invitations_to(event, person))
    written = letters_about(rows)
    counts = Counter(row.state for row in rows)
    silent = [row for row in rows if row.state == State.INVITED]
    return {
        "event": event,
        "sharing": event.sharing_label.upper(),
        "facts": _facts(event),
        "sessions": [(session, session_hours(session)) for session in event.session_list.all()],
        "invited": [_invited(row, written.get(row.pk, [])) for row in _open_first(rows)],
        "counts": [(label, counts[state]) for state, label in State.choices if counts[state]],
        "silent": len(silent),
        "unreminded": sum(row.reminded_at is None for row in silent),
        "announced": any(row.state != State.WITHDRAWN for row in rows),
        "lists": [(one.key, heading(one)) for one in LISTS if one.model is not Session],
        "over": event.is_over(),
        "takes_answers": event.takes_answers(),
        "turns": [turn_words(turn) for turn in turns_of(event)],
    }


def turn_page(event: Event, person: User, only: Registration | None = None) -> dict[str, Any]:
    """Return who would hear of a turn: every city whose invitation stands, or one alone."""
    invited = [only] if only else invitations_to(event, person)
    rows = [row for row in invited if row.state != State.WITHDRAWN]
    recipients = recipients_of(row.authority for row in rows)
    return {
        "event": event,
        "when": date_words(event),
        "told": [row.authority for row in rows if recipients.get(row.authority_id)],
        "silent": [row.authority for row in rows if not recipients.get(row.authority_id)],
    }


def new_page(walk: Walk) -> dict[str, Any]:
    """Return the question asked now, or all answers to look over."""
    return {
        "walk": walk,
        "form": walk.form,
        "heading": getattr(walk.form, "heading", ""),
        "steps": len(STEPS),
        "answers": [
            (step, _heading(step), [(str(field.label), _shown(field)) for field in form])
            for step, form in walk.answered.items()
        ],
    }


def preview_page(event: Event, chosen: list[Authority]) -> dict[str, Any]:
    """Return who would get a letter, and one of the letters."""
    recipients = recipients_of(chosen)
    lines = [(city, recipients.get(city.pk, [])) for city in chosen]
    example = next(((city, people[0]) for city, people in lines if people), None)
    return {
        "event": event,
        "lines": lines,
        "silent": [city for city, people in lines if not people],
        "letter": _example(event, *example) if example else None,
    }


def _example(event: Event, city: Authority, to: Recipient) -> dict[str, str]:
    subject, text = invitation_words(Registration(event=event, authority=city), to)
    said, why = split(text)
    return {
        "subject": subject,
        "said": said,
        "why": why,
        "language": to.language,
        "email": to.email,
    }


def _facts(event: Event) -> list[Fact]:
    standings = event.standings.select_related("programme")
    programmes = ", ".join(str(standing.programme) for standing in standings)
    by = date_format(event.reply_by) if event.reply_by else ""
    meeting = f"{event.get_format_display()}; {event.get_rule_display()}"
    return [
        Fact(_("Title"), event.title, "name"),
        Fact(_("Programmes"), programmes or _("None"), "name"),
        Fact(_("When"), date_words(event), "when"),
        Fact(_("Where"), ": ".join(filter(None, [place_words(event), event.venue])), "where"),
        Fact(_("Format and rule"), meeting, "meeting"),
        Fact(_("Places"), str(event.capacity or _("No limit")), "places"),
        Fact(_("Answers wanted by"), by or _("No day set"), "places"),
        Fact(_("Summary"), event.summary or _("None"), "summary"),
        Fact(_("Who may see it"), _who_sees(event), "label"),
    ]


def _who_sees(event: Event) -> str:
    words = LabelForm.LABELS.get(SharingLabel(event.sharing_label), "")
    return f"TLP:{event.sharing_label.upper()} – {words}"  # noqa: RUF001 - a dash between words


def _open_first(rows: list[Registration]) -> list[Registration]:
    order = [State.INVITED, State.WAITING, State.ACCEPTED, State.DECLINED, State.WITHDRAWN]
    return sorted(rows, key=lambda row: order.index(State(row.state)))


def _invited(row: Registration, written: list[Letter]) -> Invited:
    who = str(row.person) if row.person else row.reason
    if row.state == State.WITHDRAWN:
        who = row.withdrawn_because
    return Invited(row, str(row.get_state_display()), who, _letter_words(row, written))


def _letter_words(row: Registration, written: list[Letter]) -> str:
    """Say how far the letter has come; without one, nobody of the city could be written to."""
    if not written:
        return _("No letter: nobody to write to")
    left = [letter.sent_at for letter in written if letter.sent_at]
    if not left:
        return _("Letter on its way")
    said = _("Letter of %(day)s") % {"day": date_format(min(left).date())}
    if row.reminded_at:
        said += _(", reminded %(day)s") % {"day": date_format(row.reminded_at.date())}
    return said


def _heading(step: str) -> str:
    return str(QUESTIONS[step].heading if step in QUESTIONS else TemplateForm.heading)


def _shown(field: BoundField) -> str:
    """Return an answer in words."""
    value: Any = field.form.cleaned_data.get(field.name)
    if choices := dict(getattr(field.field, "choices", ())):
        if hasattr(value, "model"):
            return ", ".join(map(str, value)) or "–"  # noqa: RUF001 - nothing
        return str(choices.get(value, value) if value else "–")  # noqa: RUF001 - nothing
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if hasattr(value, "year"):
        return str(date_format(value))
    return str(value) if value not in (None, "") else "–"  # noqa: RUF001 - nothing
