"""The secretariat invites: whom, a look before sending, and one reminder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from hanse.accounts.doors import person_of
from hanse.cities.models import Authority
from hanse.events import actions
from hanse.events.forms.inviting import CandidateFilter, ChosenForm, ShareForm
from hanse.events.models import Event, Registration
from hanse.events.pages import planning as pages
from hanse.events.queries.inviting import Sought, candidates, invitations_to
from hanse.events.views.room import event_for
from hanse.shared.access import READ_OR_SEND, access
from hanse.sharing.labels import SharingLabel

MOST_SHOWN = 300


@access("secretariat")
@READ_OR_SEND
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Find cities by what is known of them, tick them, look the letters over, and send."""
    person, event = person_of(request), event_for(request, slug)
    chosen = ChosenForm(request.POST or None, cities=candidates(event, Sought(), person))
    if request.method == "POST" and chosen.is_valid():
        cities = [city for city in chosen.cleaned_data["city"] if _is_free(city)]
        return _preview_or_send(request, event, cities)
    form = CandidateFilter(request.GET)
    found = candidates(event, form.sought(), person)
    context = {
        "event": event,
        "form": form,
        "chosen": chosen,
        "cities": found[:MOST_SHOWN],
        "count": found.count(),
        "most": MOST_SHOWN,
        "all": "all" in request.GET,
        "query": _without_all(request),
        "asked": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "events/invite.html", context)


@access("secretariat")
@READ_OR_SEND
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Write once more to those who have not answered."""
    person, event = person_of(request), event_for(request, slug)
    if request.method == "POST":
        number = actions.remind(event, person)
        said = ngettext("%(number)s city is reminded.", "%(number)s cities are reminded.", number)
        messages.success(request, said % {"number": number})
        return redirect("events:plan", slug=slug)
    silent = invitations_to(event, person).filter(state=Registration.State.INVITED)
    rows = list(silent)
    context = {
        "event": event,
        "rows": [row for row in rows if row.reminded_at is None],
        "reminded": [row for row in rows if row.reminded_at],
    }
    return render(request, "events/remind.html", context)


def _preview_or_send(request: HttpRequest, event: Event, cities: list[Authority]) -> HttpResponse:
    hidden = event.sharing_label == SharingLabel.AMBER_STRICT
    share = ShareForm(request.POST if "send" in request.POST else None) if hidden else None
    if "send" not in request.POST or (share and not share.is_valid()):
        context = {**pages.preview_page(event, cities), "share": share}
        return render(request, "events/invite_preview.html", context)
    person = person_of(request)
    if share:
        actions.share(event, SharingLabel(share.cleaned_data["label"]), person)
    made = len(actions.invite(event, cities, person))
    said = ngettext(
        "%(number)s city is invited. Its letter is on the way.",
        "%(number)s cities are invited. Their letters are on the way.",
        made,
    )
    messages.success(request, said % {"number": made})
    return redirect("events:plan", slug=event.slug)


def _is_free(city: Authority) -> bool:
    return city.invitation in (None, Registration.State.WITHDRAWN)  # type: ignore[attr-defined] # annotated


def _without_all(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("all", None)
    return asked.urlencode()
