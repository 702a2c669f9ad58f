"""Looking after people: keep somebody out, let them back in, erase them on their request."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts import actions
from hanse.accounts.doors import person_of
from hanse.accounts.erasing import erase
from hanse.accounts.mentions import mentions_of, sought
from hanse.accounts.models import User
from hanse.cities.forms.people import EraseForm, PersonSearch
from hanse.cities.queries import people_called
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.paging import page_of

PEOPLE_ON_A_PAGE = 50


@access("look after people")
@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Find somebody by name or address."""
    form = PersonSearch(request.GET)
    form.is_valid()
    asked = form.cleaned_data.get("q", "").strip()
    context = {
        "form": form,
        "asked": asked,
        "people": page_of(people_called(asked), request.GET, 50),
    }
    return render(request, "cities/people.html", context)


@access("look after people")
@never_cache
@READ_OR_SEND
def person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show somebody's standing, and suspend them or let them back in."""
    found = get_object_or_404(User, pk=pk)
    if request.method == "POST" and found != request.user and not found.erased_at:
        if "suspend" in request.POST:
            actions.suspend(found, by=person_of(request))
            messages.success(request, _("Suspended: out from the next click on."))
        elif "reinstate" in request.POST:
            actions.reinstate(found, by=person_of(request))
            messages.success(request, _("Let back in."))
        return redirect("cities:person", pk=pk)
    places = found.affiliations.select_related("authority").order_by("until", "since")
    context = {"person": found, "places": places, "own": found == request.user}
    return render(request, "cities/person.html", context)


@access("look after people")
@never_cache
@READ_OR_SEND
def erase_person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what erasing does, ask once more, and do it."""
    found = get_object_or_404(User, pk=pk, erased_at=None)
    if found == request.user:
        raise Http404
    form = EraseForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        name = sought(found)
        erase(found, by=person_of(request))
        messages.success(request, _("Erased. What they said stays, without their name."))
        if left := mentions_of(name, person_of(request)):
            # the name is nowhere kept, so the list cannot be asked for again
            context = {"person": found, "mentions": left, "erased": True}
            return render(request, "cities/mentions.html", context)
        return redirect("cities:person", pk=pk)
    return render(request, "cities/erase.html", {"person": found, "form": form})


@access("look after people")
@never_cache
@require_safe
def mentions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """List where the words of others carry somebody's name, before they are erased."""
    found = get_object_or_404(User, pk=pk, erased_at=None)
    context = {"person": found, "mentions": mentions_of(sought(found), person_of(request))}
    return render(request, "cities/mentions.html", context)
