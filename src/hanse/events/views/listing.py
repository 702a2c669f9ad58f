"""The secretariat writes down what is known of an event: any list, row by row."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hanse.accounts.doors import person_of
from hanse.events.actions import listing as actions
from hanse.events.forms.listing import FORMS, new_row
from hanse.events.lists import LISTS, Listing
from hanse.events.models import Event
from hanse.events.views.room import event_for
from hanse.events.wording import heading, row_words
from hanse.shared.access import READ_OR_SEND, access

EDITED = {listing.key: listing for listing in LISTS if listing.model in FORMS}


@access("secretariat")
@READ_OR_SEND
def rows(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a list in order and add to it."""
    event, listing = _found(request, slug, key)
    row = new_row(listing, event, actions.next_position(event, listing.model))
    form = FORMS[listing.model](request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.add_row(form.instance, person_of(request))
        return redirect("events:list", slug=slug, key=key)
    context = {
        "event": event,
        "key": key,
        "heading": heading(listing),
        "form": form,
        "rows": [(row, row_words(row)) for row in listing.rows(event)],
    }
    return render(request, "events/list_edit.html", context)


@access("secretariat")
@READ_OR_SEND
def row(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Correct, move or remove one row."""
    person = person_of(request)
    event, listing = _found(request, slug, key)
    of_part = {"part": listing.part} if listing.part else {}
    found = get_object_or_404(getattr(event, listing.related), pk=pk, **of_part)
    words = row_words(found)
    if request.POST.get("move") in ("earlier", "later"):
        actions.move_row(found, person, earlier=request.POST["move"] == "earlier")
        return redirect("events:list", slug=slug, key=key)
    if "remove" in request.POST:
        try:
            actions.remove_row(found, person)
        except actions.NeededError:
            messages.error(request, _("Counts lean on this source. Give them another one first."))
            return redirect("events:row", slug=slug, key=key, pk=pk)
        messages.success(request, _("Removed from the list."))
        return redirect("events:list", slug=slug, key=key)
    form = FORMS[listing.model](request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_row(found, form.facts(), person)
        return redirect("events:list", slug=slug, key=key)
    context = {"event": event, "key": key, "heading": heading(listing), "form": form}
    return render(request, "events/row.html", {**context, "words": words})


def _found(request: HttpRequest, slug: str, key: str) -> tuple[Event, Listing]:
    if key not in EDITED:
        raise Http404
    return event_for(request, slug), EDITED[key]
