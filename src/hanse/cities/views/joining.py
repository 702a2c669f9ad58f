"""Applying, seeing how far an application has come, and deciding on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.cities.actions import applying
from hanse.cities.forms import ApplicationForm, CodeForm, DecisionForm
from hanse.cities.models import Application, Place
from hanse.cities.place_search import places_named
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.paging import page_of
from hanse.shared.tokens import hash_of

DECIDED_ON_A_PAGE = 50


@access("anyone")
@READ_OR_SEND
def join(request: HttpRequest) -> HttpResponse:
    """Pick the place, then say who applies."""
    asked, picked = request.GET.get("q", ""), request.GET.get("place", "")
    place = (
        Place.objects.filter(pk=picked).first() if picked.isascii() and picked.isdigit() else None
    )
    if not (place or "by-hand" in request.GET):
        found = places_named(asked)
        return render(request, "cities/join_place.html", {"asked": asked, "places": found})
    form = ApplicationForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            _application, token = applying.apply(
                **form.cleaned_data,
                geonames_id=place.pk if place else None,
                language=get_language() or "en",
            )
        except applying.ApplicationError:
            form.add_error("email", _("Too many applications today. Try again tomorrow."))
        else:
            return redirect("cities:application", token=token)
    return render(request, "cities/join.html", {"form": form, "place": place})


@access("anyone")
@never_cache
@READ_OR_SEND
def application(request: HttpRequest, token: str) -> HttpResponse:
    """Show the applicant, and nobody else, how far the application has come."""
    found = get_object_or_404(Application, token_hash=hash_of(token))
    form = CodeForm(request.POST if "code" in request.POST else None)
    if "withdraw" in request.POST:
        applying.withdraw(found)
        return redirect(request.path)
    if "again" in request.POST:
        applying.send_again(found)
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        if applying.confirm(found, form.cleaned_data["code"]):
            return redirect(request.path)
        form.add_error("code", _("This code is wrong or has run out. Look at the newest letter."))
        found.refresh_from_db()
    context = {"application": found, "form": form, "tries": applying.MOST_TRIES - found.code_tries}
    response = render(request, "cities/application.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"  # none at all makes forms look foreign
    return response


@access("decide on applications")
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """List what waits for a decision, and what was decided."""
    states = [Application.State.WAITING, Application.State.APPROVED, Application.State.REFUSED]
    found = Application.objects.filter(state__in=states).select_related("decided_by")
    waiting = [one for one in found if one.state == Application.State.WAITING]
    decided = [one for one in found if one.state != Application.State.WAITING]
    context = {
        "waiting": waiting,
        "decided": page_of(decided[::-1], request.GET, DECIDED_ON_A_PAGE),
    }
    return render(request, "cities/applications.html", context)


@access("decide on applications")
@READ_OR_SEND
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    """Approve or refuse one application, with a reason."""
    found = get_object_or_404(
        Application.objects.exclude(confirmed_at=None).select_related("authority"), pk=pk
    )
    form = DecisionForm(request.POST or None)
    waits = found.state == Application.State.WAITING
    if request.method == "POST" and waits and form.is_valid():
        applying.decide(
            found,
            approve=form.cleaned_data["decision"] == "approve",
            reason=form.cleaned_data["reason"],
            verify_domain=form.cleaned_data["verify_domain"],
            decided_by=person_of(request),
        )
        said = _("%(city)s is decided. A letter tells %(name)s what, and why.")
        messages.success(request, said % {"city": found.name, "name": found.applicant})
        return redirect("cities:applications")
    return render(request, "cities/decide.html", {"application": found, "form": form})
