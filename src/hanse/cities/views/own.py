"""A city's own desk: editing its page and inviting colleagues."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hanse.accounts.decorators import second_factor_required
from hanse.accounts.models import User
from hanse.cities.actions.editing import edit as store
from hanse.cities.actions.membership import invite
from hanse.cities.forms.editing import ColleagueForm, ProfileForm
from hanse.cities.queries import listed
from hanse.cities.rules import may_edit, may_invite

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@READ_OR_SEND
@second_factor_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the page of one's own city."""
    found = get_object_or_404(listed(), slug=slug)
    if not may_edit(request.user, found):
        raise Http404
    form = ProfileForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        store(form.instance, form.labels_chosen())
        return redirect(found)
    return render(request, "cities/edit.html", {"city": found, "form": form})


@READ_OR_SEND
@second_factor_required
def colleagues(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite colleagues to one's own city."""
    found = get_object_or_404(listed(), slug=slug)
    if not (isinstance(request.user, User) and may_invite(request.user, found)):
        raise Http404
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or "en"
        invite(found, **form.cleaned_data, invited_by=request.user, language=language)
        messages.success(request, _("The invitation is on its way."))
        return redirect("cities:colleagues", slug=slug)
    people = found.affiliations.filter(until=None).select_related("person")
    context = {"city": found, "form": form, "people": people}
    return render(request, "cities/colleagues.html", context)
