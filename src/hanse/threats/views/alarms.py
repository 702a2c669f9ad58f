"""Alarms of a city: see them, answer them, and say who may hear of them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hanse.accounts.doors import person_of
from hanse.cities.doors import city_at_door
from hanse.cities.queries import listed_city
from hanse.shared.access import READ_OR_SEND, access
from hanse.sharing.actors import actor_of
from hanse.threats.actions import alarms as store
from hanse.threats.actions.digests import choose_letters
from hanse.threats.forms.alarms import AnswerForm, DigestForm
from hanse.threats.models import Alarm
from hanse.threats.pages import alarms as pages
from hanse.threats.queries.alarms import alarms_visible_to


@access("report for a city")
@require_safe
def alarms(request: HttpRequest) -> HttpResponse:
    """List the alarms of one's own cities."""
    return render(request, "threats/alarms/list.html", pages.list_page(request, person_of(request)))


@access("report for a city")
@READ_OR_SEND
def alarm(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Show one alarm, and take the answer to it."""
    person = person_of(request)
    found = _own(request, record)
    form = AnswerForm(request.POST or None, alarm=found)
    if request.method == "POST" and form.is_valid():
        store.answer(found, person, **form.cleaned_data)
        messages.success(request, _("The answer is kept."))
        return redirect(found)
    return render(
        request, "threats/alarms/alarm.html", pages.alarm_page(request, found, person, form)
    )


@access("report for a city")
@require_POST
def settle(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Leave a week out of the baseline, or keep an alarm from the network; each is written down."""
    person, found = person_of(request), _own(request, record)
    if "excluded" in request.POST:
        store.leave_out(found, person, excluded=request.POST["excluded"] == "yes")
    if "held" in request.POST:
        store.hold_back(found, person, held=request.POST["held"] == "yes")
    return redirect(found)


@access("report for a city")
@require_safe
def detectors(request: HttpRequest) -> HttpResponse:
    """Show how often each detector was right."""
    context = pages.detectors_page(request, person_of(request))
    return render(request, "threats/alarms/detectors.html", context)


@access("report for a city")
@require_safe
def past(request: HttpRequest) -> HttpResponse:
    """Show the episodes that the record of one's cities holds."""
    return render(request, "threats/alarms/past.html", pages.past_page(request, person_of(request)))


@access("member")
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """Show what cities let the network hear of their alarms."""
    context = pages.network_page(request, person_of(request))
    return render(request, "threats/alarms/network.html", context)


@access("report for a city")
@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Choose when letters about alarms come."""
    form = DigestForm(request.POST)
    if form.is_valid():
        choose_letters(person_of(request), form.cleaned_data["how"])
        messages.success(request, _("Your choice is kept."))
    return redirect("threats:alarms")


@access("edit a city", of=listed_city)
@require_POST
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the network hear of a city's alarms, or no longer."""
    city = city_at_door(request, slug)
    store.agree(city, person_of(request), alarms=request.POST.get("alarms") == "yes")
    return redirect("threats:alarms")


def _own(request: HttpRequest, record: uuid.UUID) -> Alarm:
    person = person_of(request)
    own = alarms_visible_to(person).filter(owner__in=actor_of(person).cities)
    one = own.filter(record=record).select_related("owner", "in_charge", "trigger").first()
    if one is None:
        raise Http404
    return one
