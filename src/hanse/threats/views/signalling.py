"""Send signals, say that nothing is to report, and take either back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hanse.accounts.doors import person_of
from hanse.shared.access import READ_OR_SEND, access
from hanse.sharing import audit
from hanse.sharing.actors import actor_of
from hanse.threats import actions
from hanse.threats.forms import QuietForm, SignalForm
from hanse.threats.pages.sections import sections
from hanse.threats.pages.signalling import signals_page
from hanse.threats.queries import confirmations_for, own_cities, signals_for


@access("read observations")
@never_cache
@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """List the signals and what was confirmed."""
    context = signals_page(request, person_of(request))
    audit.record(
        "read signals", "threats.signal:list", person_of(request), rows=len(context["lines"])
    )
    return render(request, "threats/signals.html", context)


@access("report for a city")
@never_cache
@READ_OR_SEND
def new_signal(request: HttpRequest) -> HttpResponse:
    """Send a city's reading; the same form sent twice is one signal."""
    cities = list(own_cities(person_of(request)))
    form = SignalForm(request.POST or None, cities=cities)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.signal(form.said(), city=given["city"], person=person_of(request), key=given["key"])
        messages.success(request, _("Your signal is recorded. Thank you."))
        return redirect("threats:signals")
    context = {"form": form, "sections": sections(request), "one_city": len(cities) == 1}
    return render(request, "threats/signal_form.html", context)


@access("report for a city")
@never_cache
@READ_OR_SEND
def quiet(request: HttpRequest) -> HttpResponse:
    """Confirm that nothing, or nothing else, was to report."""
    cities = list(own_cities(person_of(request)))
    form = QuietForm(request.POST or None, cities=cities)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.confirm(
            given["starts_on"],
            given["ends_on"],
            city=given["city"],
            person=person_of(request),
            key=given["key"],
            source_class=given["source_class"],
        )
        messages.success(request, _("Confirmed. Quiet weeks now count as quiet."))
        return redirect("threats:signals")
    context = {"form": form, "sections": sections(request), "one_city": len(cities) == 1}
    return render(request, "threats/quiet_form.html", context)


@access("report for a city")
@require_POST
def take_back(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Let a signal or a confirmation of the reader's own city count no longer."""
    person = person_of(request)
    own = {"owner__in": actor_of(person).cities, "record": record}
    signal = signals_for(person).filter(**own).first()
    found = signal or get_object_or_404(confirmations_for(person), **own)
    actions.take_back(found, person=person)
    messages.success(request, _("Taken back."))
    return redirect("threats:signals")
