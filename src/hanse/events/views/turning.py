"""The secretariat cancels, reinstates or moves an event, or takes an invitation back."""

import copy
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hanse.accounts.doors import person_of
from hanse.events.actions import planning, turning
from hanse.events.forms.turning import CancelForm, MoveForm, ReinstateForm, TakeBackForm
from hanse.events.models import Event, Registration
from hanse.events.pages import planning as pages
from hanse.events.queries.inviting import invitations_to
from hanse.events.views.room import event_for
from hanse.shared.access import READ_OR_SEND, access


@access("secretariat")
@READ_OR_SEND
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why, and let the event not take place."""
    event = event_for(request, slug)
    if not event.takes_answers():
        raise Http404
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        turning.cancel(event, person_of(request), reason=form.cleaned_data["reason"])
        return _done(request, event, _("Cancelled. Everybody invited gets a letter."))
    words = {
        "heading": _("Cancel the event"),
        "lede": _(
            "It stays in the list as cancelled, nobody can answer any more, and calendars "
            "learn of it. It can be reinstated."
        ),
        "act": _("Cancel the event"),
    }
    return _ask(request, event, form, words)


@access("secretariat")
@READ_OR_SEND
def reinstate(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a cancelled event take place after all."""
    event = event_for(request, slug)
    if event.cancelled_on is None or event.is_over():
        raise Http404
    form = ReinstateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        turning.reinstate(event, person_of(request), reason=form.cleaned_data["reason"])
        return _done(request, event, _("It takes place. Everybody invited gets a letter."))
    words = {
        "heading": _("Let the event take place after all"),
        "lede": _("Every answer still holds as it was given before."),
        "act": _("Reinstate the event"),
    }
    return _ask(request, event, form, words)


@access("secretariat")
@READ_OR_SEND
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an event that cities know of other dates."""
    event = event_for(request, slug)
    if event.cancelled_on or not planning.was_announced(event):
        raise Http404
    # the form writes into its event; what the action compares with must stay as it was
    form = MoveForm(request.POST or None, instance=copy.copy(event))
    if request.method == "POST" and form.is_valid():
        person, facts = person_of(request), form.facts()
        made = turning.move(event, facts, person, reason=form.cleaned_data["reason"])
        planning.change(event, {"date_note": facts["date_note"]}, person)
        said = _("Moved. Everybody invited gets a letter.") if made else ""
        return _done(request, event, said)
    words = {
        "heading": _("Move the event"),
        "lede": _(
            "The agenda moves by as many days. Answers hold until a city changes its own. Look "
            "afterwards whether the day until which answers are wanted still fits."
        ),
        "act": _("Move the event"),
    }
    return _ask(request, event, form, words)


@access("secretariat")
@READ_OR_SEND
def take_back(request: HttpRequest, slug: str, city: str) -> HttpResponse:
    """Take a city's invitation back, whether it has answered or not."""
    event, person = event_for(request, slug), person_of(request)
    rows = invitations_to(event, person).exclude(state=Registration.State.WITHDRAWN)
    row = get_object_or_404(rows, authority__slug=city)
    if event.is_over():
        raise Http404
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        turning.withdraw(row, person, reason=form.cleaned_data["reason"])
        return _done(request, event, _("Taken back. The city gets a letter."))
    words = {
        "heading": _("Take the invitation of %(city)s back") % {"city": row.authority.name},
        "lede": _(
            "The city can no longer answer. A place it had goes to whoever waits longest. It can "
            "be invited again."
        ),
        "act": _("Take it back"),
    }
    return _ask(request, event, form, words, only=row)


def _done(request: HttpRequest, event: Event, said: str) -> HttpResponse:
    """Say what was done, if anything was, and lead back to the planning."""
    if said:
        messages.success(request, said)
    return redirect("events:plan", slug=event.slug)


def _ask(
    request: HttpRequest,
    event: Event,
    form: BaseForm,
    words: dict[str, str],
    only: Registration | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {**pages.turn_page(event, person_of(request), only), "form": form}
    return render(request, "events/turn.html", {**context, **words})
