"""A kind of file that a city keeps: what it reads, its name, and letting it go."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from hanse.accounts.doors import person_of
from hanse.shared.access import READ_OR_SEND, access
from hanse.threats.actions import saved_profiles as store
from hanse.threats.forms.saved_profiles import RenameForm
from hanse.threats.pages.importing import profile_page
from hanse.threats.queries.imports import cities_to_import_for, saved_profiles


@access("import incidents")
@never_cache
@READ_OR_SEND
def import_profile(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Show what a profile reads and by which imports it was used; rename or remove it."""
    person = person_of(request)
    own = saved_profiles(person).filter(owner__in=cities_to_import_for(person))
    kept = get_object_or_404(own.select_related("owner"), record=record)
    if "remove" in request.POST:
        store.remove_profile(kept, person)
        return redirect("threats:imports")
    form = RenameForm(request.POST or None, kept=kept)
    if request.method == "POST" and form.is_valid():
        store.rename_profile(kept, person, form.cleaned_data["name"])
        return redirect("threats:imports")
    context = profile_page(request, kept, person) | {"form": form}
    return render(request, "threats/imports/profile.html", context)
