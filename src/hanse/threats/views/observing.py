"""List, read, record, correct and withdraw observations; each reading is written down."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.downloads import download
from hanse.sharing import audit
from hanse.sharing.actors import actor_of
from hanse.threats import actions
from hanse.threats.forms import CorrectionForm, ObservationForm, WithdrawalForm
from hanse.threats.models import Observation
from hanse.threats.pages import observing as pages
from hanse.threats.pages.sections import sections
from hanse.threats.queries import own_cities, visible_to
from hanse.threats.vocabulary import Axis, of_axis


@access("read observations")
@never_cache
@require_safe
def observations(request: HttpRequest) -> HttpResponse:
    """List the observations, filtered as the address says."""
    context = pages.list_page(request, person_of(request))
    audit.record(
        "read observations", "threats.observation:list", person_of(request), page=request.path,
        rows=len(context["lines"]),
    )  # fmt: skip
    return render(request, "threats/observations.html", context)


@access("report for a city")
@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give a reader's own city its observations as a table."""
    found = pages.own_only(person_of(request), pages.asked_of(request)[1])
    audit.record(
        "export observations", "threats.observation:list", person_of(request), rows=found.count()
    )
    return download(pages.export(found), "observations-TLP-AMBER-STRICT.csv")


@access("read observations")
@never_cache
@require_safe
def observation(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Show one observation."""
    found = get_object_or_404(visible_to(person_of(request)).select_related("owner"), record=record)
    audit.record("read an observation", found, person_of(request))
    context = pages.detail_page(request, found, person_of(request))
    return render(request, "threats/observation.html", context)


@access("report for a city")
@never_cache
@READ_OR_SEND
def new_observation(request: HttpRequest) -> HttpResponse:
    """Record one incident or tension; the same form sent twice is one."""
    cities = list(own_cities(person_of(request)))
    form = ObservationForm(request.POST or None, cities=cities)
    if request.method == "POST" and form.is_valid():
        done = actions.record(
            form.said(),
            city=form.cleaned_data["city"],
            person=person_of(request),
            key=form.cleaned_data["key"],
            label=form.cleaned_data["sharing_label"],
        )
        if not done.same:
            messages.warning(
                request, _("This form was sent before. What was changed since is not stored.")
            )
        return redirect(f"{done.observation.get_absolute_url()}?recorded")
    context = {"form": form, "sections": sections(request), "one_city": len(cities) == 1}
    return render(request, "threats/observation_form.html", context)


@access("report for a city")
@never_cache
@READ_OR_SEND
def correct(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Say something else of an incident; what was said before is kept."""
    found = _own(request, record)
    cities = list(own_cities(person_of(request)))
    form = CorrectionForm(request.POST or None, cities=cities, initial=_said(found))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.correct(found, form.said(), person=person_of(request), seen=seen)
        except actions.ChangedMeanwhileError:
            form.add_error(
                None,
                _("Somebody else corrected this meanwhile. Open it again and look what changed."),
            )
        else:
            return redirect(f"{found.get_absolute_url()}?corrected")
    context = {"form": form, "observation": found, "sections": sections(request)}
    return render(request, "threats/observation_form.html", context)


@access("report for a city")
@never_cache
@READ_OR_SEND
def withdraw(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Take an observation out of the picture, with a reason."""
    found = _own(request, record)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(found, form.cleaned_data["reason"], person=person_of(request))
        return redirect(found)
    context = {"form": form, "observation": found, "sections": sections(request)}
    return render(request, "threats/withdraw.html", context)


def _own(request: HttpRequest, record: uuid.UUID) -> Observation:
    """Return an observation of the reader's own city that still counts."""
    person = person_of(request)
    own = visible_to(person).filter(owner__in=actor_of(person).cities, withdrawn_at=None)
    return get_object_or_404(own.select_related("owner"), record=record)


def _said(found: Observation) -> dict[str, object]:
    """Return what a form shows of a stored reading."""
    said = {name: getattr(found, name) for name in actions.SAID}
    said["seen"] = actions.known_since(found).isoformat()
    for axis in Axis:
        said[axis.value] = [label for label in found.labels if label in of_axis(axis)]
    return said
