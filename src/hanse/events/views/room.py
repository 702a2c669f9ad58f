"""The doors of a room: its notes, who writes for it, feedback, testimonials, documents."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.accounts.models import User
from hanse.events.actions.writing import (
    appoint_rapporteur,
    change_note,
    dismiss_rapporteur,
    withdraw_note,
    write_note,
)
from hanse.events.forms.room import NoteForm, RapporteurForm
from hanse.events.models import Event, Note
from hanse.events.pages import room as pages
from hanse.events.queries import visible_to
from hanse.events.queries.room import is_in_the_room, notes_for, signed_by
from hanse.shared.access import READ_OR_SEND, access


def event_for(request: HttpRequest, slug: str) -> Event:
    """Return an event the reader may see."""
    return get_object_or_404(visible_to(request.user), slug=slug)


def room_for(request: HttpRequest, slug: str) -> Event:
    """Return an event whose room the reader is in; to everybody else there is none."""
    found = event_for(request, slug)
    if not is_in_the_room(found, request.user):
        raise Http404
    return found


@access("anyone")
@require_safe
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    """List the notes the reader may see."""
    context = pages.notes_page(event_for(request, slug), request)
    return render(request, "events/notes.html", context)


@access("second factor")
@READ_OR_SEND
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a note."""
    found, person = room_for(request, slug), person_of(request)
    form = NoteForm(request.POST or None, event=found)
    if request.method == "POST" and form.is_valid():
        write_note(found, form.said(), person, key=form.cleaned_data["key"])
        messages.success(request, _("Your note is saved. Nobody but you is told that it is yours."))
        return redirect("events:notes", slug=slug)
    return render(request, "events/write.html", pages.base(found, person) | {"form": form})


@access("second factor")
@READ_OR_SEND
def change(request: HttpRequest, slug: str, record: uuid.UUID) -> HttpResponse:
    """Change one's own note."""
    found, person = event_for(request, slug), person_of(request)
    note = _own_note(found, person, record)
    form = NoteForm(request.POST or None, event=found, note=note)
    if request.method == "POST" and form.is_valid():
        change_note(note, form.said(), person)
        messages.success(request, _("Your note is changed."))
        return redirect("events:notes", slug=slug)
    context = pages.base(found, person) | {"form": form, "note": note}
    return render(request, "events/write.html", context)


@access("second factor")
@READ_OR_SEND
def withdraw(request: HttpRequest, slug: str, record: uuid.UUID) -> HttpResponse:
    """Take one's own note back, after a question."""
    found, person = event_for(request, slug), person_of(request)
    note = _own_note(found, person, record)
    if request.method == "POST":
        withdraw_note(note, person)
        messages.success(request, _("Your note is gone."))
        return redirect("events:notes", slug=slug)
    context = pages.base(found, person) | {"note": note}
    return render(request, "events/withdraw.html", context)


@access("secretariat")
@READ_OR_SEND
def rapporteurs(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who writes for the room without coming for a city."""
    found, person = event_for(request, slug), person_of(request)
    form = RapporteurForm(request.POST or None)
    if request.method == "POST" and "dismiss" in request.POST:
        written = get_object_or_404(found.rapporteurs, pk=_number(request.POST["dismiss"]))
        dismiss_rapporteur(written, person)
        return redirect("events:rapporteurs", slug=slug)
    if request.method == "POST" and form.is_valid() and form.person:
        appoint_rapporteur(found, form.person, person)
        return redirect("events:rapporteurs", slug=slug)
    people = found.rapporteurs.select_related("person").order_by("person__name")
    context = pages.base(found, person) | {"form": form, "rapporteurs": people}
    return render(request, "events/rapporteurs.html", context)


def _own_note(event: Event, person: User, record: uuid.UUID) -> Note:
    return get_object_or_404(notes_for(event, person).filter(signed_by(person)), record=record)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise Http404
    return int(text)
