"""The secretariat's doors: a new event, what is known of it, its agenda, its programmes."""

import copy

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.accounts.models import User
from hanse.events import actions
from hanse.events.actions import listing, planning, programmes
from hanse.events.forms.agenda import ProgrammeForm, SessionForm
from hanse.events.forms.new_event import walk
from hanse.events.forms.planning import QUESTIONS, LabelForm, Question
from hanse.events.models import Event, Programme
from hanse.events.pages import planning as pages
from hanse.events.queries import visible_to
from hanse.events.views.room import event_for
from hanse.shared.access import READ_OR_SEND, access
from hanse.sharing.labels import SharingLabel


@access("secretariat")
@READ_OR_SEND
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a new event, one question after another, and store it once all is looked over."""
    person = person_of(request)
    so_far = walk(request.POST, visible_to(person))
    if "create" in request.POST and not so_far.step:
        made = planning.create(
            so_far.facts(), so_far.programmes(), person, template=so_far.template
        )
        messages.success(request, _("The event is planned. Only the secretariat sees it yet."))
        return redirect("events:plan", slug=made.slug)
    return render(request, "events/new.html", pages.new_page(so_far))


@access("secretariat")
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything about an event that the secretariat looks after."""
    person = person_of(request)
    event = event_for(request, slug)
    return render(request, "events/plan.html", pages.plan_page(event, person))


@access("secretariat")
@READ_OR_SEND
def change(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Ask one of the questions again."""
    person, event = person_of(request), event_for(request, slug)
    if step not in QUESTIONS:
        raise Http404
    if step == "when" and planning.was_announced(event):
        return redirect("events:move", slug=slug)  # cities know the dates, and hear of others
    # the form writes into its event; what the action compares with must stay as it was
    form = QUESTIONS[step](request.POST or None, instance=copy.copy(event))
    if request.method == "POST" and form.is_valid() and _changed(event, form, person):
        messages.success(request, _("Changed."))
        return redirect("events:plan", slug=slug)
    context = {"event": event, "form": form, "heading": form.heading}
    return render(request, "events/change.html", context)


@access("secretariat")
@READ_OR_SEND
def label(request: HttpRequest, slug: str) -> HttpResponse:
    """Say who may see an event."""
    person, event = person_of(request), event_for(request, slug)
    form = LabelForm(request.POST or None, initial={"label": event.sharing_label})
    if request.method == "POST" and form.is_valid():
        try:
            actions.share(event, SharingLabel(form.cleaned_data["label"]), person)
        except actions.NotSharedError:
            form.add_error("label", _("Cities are invited already, and may go on seeing it."))
        else:
            messages.success(request, _("Changed."))
            return redirect("events:plan", slug=slug)
    context = {"event": event, "form": form, "heading": form.heading}
    return render(request, "events/change.html", context)


@access("secretariat")
@READ_OR_SEND
def sessions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the agenda in order and add to it."""
    person, event = person_of(request), event_for(request, slug)
    form = SessionForm(request.POST or None, initial={"day": event.starts_on})
    if request.method == "POST" and form.is_valid():
        form.instance.event = event
        listing.add_row(form.instance, person)
        return redirect("events:agenda", slug=slug)
    rows = [*event.session_list.all()]
    return render(request, "events/agenda_edit.html", {"event": event, "form": form, "rows": rows})


@access("secretariat")
@READ_OR_SEND
def session(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct, move or remove one session."""
    person, event = person_of(request), event_for(request, slug)
    found = get_object_or_404(event.session_list, pk=pk)
    if request.POST.get("move") in ("earlier", "later"):
        listing.move_row(found, person, earlier=request.POST["move"] == "earlier")
        return redirect("events:agenda", slug=slug)
    if "remove" in request.POST:
        listing.remove_row(found, person)
        messages.success(request, _("Removed from the agenda."))
        return redirect("events:agenda", slug=slug)
    form = SessionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        listing.change_row(found, form.cleaned_data, person)
        return redirect("events:agenda", slug=slug)
    return render(request, "events/session.html", {"event": event, "form": form, "row": found})


@access("secretariat")
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    """List the programmes with their sides."""
    found = Programme.objects.prefetch_related("sides")
    return render(request, "events/programmes.html", {"programmes": found})


@access("secretariat")
@READ_OR_SEND
def new_programme(request: HttpRequest) -> HttpResponse:
    """Begin a programme."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sides = form.cleaned_data["sides"]
        programmes.create_programme(form.facts(), sides, person_of(request))
        return redirect("events:programmes")
    return render(request, "events/programme.html", {"form": form})


@access("secretariat")
@READ_OR_SEND
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct a programme and the sides it compares."""
    found = get_object_or_404(Programme, slug=slug)
    form = ProgrammeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        sides = form.cleaned_data["sides"]
        programmes.change_programme(found, form.facts(), sides, person_of(request))
        return redirect("events:programmes")
    return render(request, "events/programme.html", {"form": form, "programme": found})


def _changed(event: Event, form: Question, person: User) -> bool:
    """Store the answers; False when there are more people coming than the places asked for."""
    facts = form.facts()
    if "capacity" in facts and facts["capacity"] != event.capacity:
        try:
            actions.set_capacity(event, facts["capacity"], person)
        except actions.FullError:
            form.add_error("capacity", _("More cities than that have accepted already."))
            return False
    planning.change(event, facts, person)
    if "programmes" in form.cleaned_data:
        planning.place_in(event, form.cleaned_data["programmes"], person)
    return True
