"""A city's own desk: editing its page and inviting colleagues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hanse.accounts.models import User
from hanse.cities.actions.editing import edit as store
from hanse.cities.actions.membership import invite
from hanse.cities.forms.editing import ColleagueForm, ProfileForm
from hanse.cities.queries import listed, listed_city
from hanse.shared.access import access

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@access("edit a city", of=listed_city)
@READ_OR_SEND
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the page of one's own city."""
    found = get_object_or_404(listed(), slug=slug)
    form = ProfileForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        store(form.instance, form.labels_chosen(), by=request.user, changed=form.changed_data)
        return redirect(found)
    return render(request, "cities/edit.html", {"city": found, "form": form})


@access("invite colleagues", of=listed_city)
@READ_OR_SEND
def colleagues(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite colleagues to one's own city."""
    found = get_object_or_404(listed(), slug=slug)
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)  # noqa: S101 - the door let in nobody else
        language = get_language() or "en"
        invite(found, **form.cleaned_data, invited_by=request.user, language=language)
        messages.success(request, _("The invitation is on its way."))
        return redirect("cities:colleagues", slug=slug)
    people = found.affiliations.filter(until=None).select_related("person")
    context = {"city": found, "form": form, "people": people}
    return render(request, "cities/colleagues.html", context)
