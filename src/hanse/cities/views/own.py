"""A city's own desk: editing its page and inviting colleagues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hanse.accounts.doors import person_of
from hanse.cities.actions import belonging
from hanse.cities.actions.editing import edit as store
from hanse.cities.actions.membership import invite
from hanse.cities.doors import city_at_door
from hanse.cities.forms.editing import ColleagueForm, PartForm, ProfileForm
from hanse.cities.models import Affiliation
from hanse.cities.queries import city_around, listed_city
from hanse.shared.access import READ_OR_SEND, access


@access("edit a city", of=listed_city)
@READ_OR_SEND
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the page of one's own city."""
    found = city_at_door(request, slug)
    form = ProfileForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        store(
            form.save(commit=False),
            form.labels_chosen(),
            by=request.user,
            changed=form.changed_data,
            twins=form.cleaned_data["twins"],
        )
        messages.success(request, _("Saved."))
        return redirect(found)
    return render(request, "cities/edit.html", {"city": found, "form": form})


@access("invite colleagues", of=listed_city)
@READ_OR_SEND
def colleagues(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite colleagues to one's own city."""
    found = city_at_door(request, slug)
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or "en"
        invite(found, **form.cleaned_data, invited_by=person_of(request), language=language)
        messages.success(request, _("The invitation is on its way."))
        return redirect("cities:colleagues", slug=slug)
    people = found.affiliations.select_related("person").order_by("until", "person__name")
    context = {"city": found, "form": form, "people": people}
    return render(request, "cities/colleagues.html", context)


_ACTS = {"suspend": belonging.suspend, "resume": belonging.resume, "end": belonging.end}


@access("invite colleagues", of=city_around)
@READ_OR_SEND
def colleague(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a colleague another part, suspend them, let them back in, or let them go."""
    affiliations = Affiliation.objects.filter(authority__slug=slug, until=None)
    part = get_object_or_404(affiliations.select_related("person", "authority"), pk=pk)
    given = {"role": part.role, "standing": part.standing}
    form = PartForm(request.POST if "change" in request.POST else None, initial=given)
    if request.method == "POST":
        act = next((name for name in _ACTS if name in request.POST), "")
        try:
            if act:
                _ACTS[act](part, by=person_of(request))
            elif form.is_valid():
                belonging.change(part, **form.cleaned_data, by=person_of(request))
        except belonging.LastStewardError:
            form.is_valid()
            messages.error(request, _("A city keeps a steward. Make somebody else one first."))
        else:
            if act or form.is_valid():
                messages.success(request, _("Done. It counts from their next click."))
                return redirect("cities:colleagues", slug=slug)
    return render(request, "cities/colleague.html", {"part": part, "form": form})
