"""Triggers: declare one, see what rose since, and end a daily check early."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hanse.accounts.doors import person_of
from hanse.accounts.models import User
from hanse.accounts.rules import is_secretariat
from hanse.shared.access import READ_OR_SEND, access
from hanse.sharing.actors import actor_of
from hanse.threats.actions import triggers as store
from hanse.threats.forms.triggers import EndForm, TriggerForm
from hanse.threats.models import Trigger
from hanse.threats.pages import triggers as pages
from hanse.threats.queries import own_cities, visible_to
from hanse.threats.queries.daily import triggers_visible_to


@access("declare a trigger")
@never_cache
@require_safe
def triggers(request: HttpRequest) -> HttpResponse:
    """List the triggers of one's own cities and of the network."""
    context = pages.list_page(request, person_of(request))
    return render(request, "threats/triggers/list.html", context)


@access("declare a trigger")
@never_cache
@READ_OR_SEND
def new_trigger(request: HttpRequest) -> HttpResponse:
    """Declare a trigger; the same form sent twice is one."""
    person = person_of(request)
    form = TriggerForm(
        request.POST or None,
        cities=list(own_cities(person)),
        network=is_secretariat(person),
        initial=_of_a_forecast(request, person),
    )
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        made = store.declare(form.said(), city=form.city(), person=person, key=key)
        messages.success(request, _("Declared. The days around it are judged every night."))
        return redirect(made)
    return render(request, "threats/triggers/form.html", pages.form_page(form))


@access("declare a trigger")
@never_cache
@require_safe
def trigger(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Show one trigger, and what rose in one's own city since."""
    person = person_of(request)
    context = pages.trigger_page(request, _found(person, record), person, EndForm())
    return render(request, "threats/triggers/trigger.html", context)


@access("declare a trigger")
@require_POST
def end(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """End a check early, with a reason; by those whose trigger it is."""
    person = person_of(request)
    found = _found(person, record)
    if not pages.may_end(found, person):
        raise Http404
    form = EndForm(request.POST)
    if form.is_valid():
        store.end(found, form.cleaned_data["reason"], person=person)
        messages.success(request, _("The daily check has ended."))
        return redirect(found)
    context = pages.trigger_page(request, found, person, form)
    return render(request, "threats/triggers/trigger.html", context)


def _found(person: User, record: uuid.UUID) -> Trigger:
    one = triggers_visible_to(person).filter(record=record).select_related("owner").first()
    if one is None:
        raise Http404
    return one


def _of_a_forecast(request: HttpRequest, person: User) -> dict[str, object]:
    """Return the day and labels of an observation of what may come, to start from."""
    try:
        record = uuid.UUID(request.GET.get("from", ""))
    except ValueError:
        return {}
    own = visible_to(person).filter(owner__in=actor_of(person).cities, record=record)
    one = own.first()
    if one is None:
        return {}
    return {"happens_on": one.occurred_on, "before": 7, "whose": str(one.owner_id)}
