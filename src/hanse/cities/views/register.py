"""What the network keeps of a city: its membership with every turn, and its verified domains."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hanse.accounts.models import User
from hanse.accounts.rules import is_staff
from hanse.cities.actions.editing import verify_domains
from hanse.cities.actions.membership import turn
from hanse.cities.doors import city_at_door
from hanse.cities.forms.register import DomainsForm, TurnForm
from hanse.cities.models import MembershipEvent
from hanse.cities.queries import listed_city
from hanse.shared.access import READ_OR_SEND, access


@access("see a membership", of=listed_city)
@READ_OR_SEND
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every turn with its reason; the network's people add the next one."""
    found = city_at_door(request, slug)
    keeps = is_staff(request.user)
    sent = request.POST if request.method == "POST" and keeps else None
    form = TurnForm(sent if sent and "turn" in sent else None, city=found)
    domains = DomainsForm(
        sent if sent and "verify" in sent else None,
        initial={"domains": "\n".join(found.verified_domains)},
    )
    if form.is_valid() and isinstance(request.user, User):
        what = MembershipEvent.What(form.cleaned_data["what"])
        turn(found, what, reason=form.cleaned_data["reason"], decided_by=request.user)
        messages.success(request, _("Written down. It counts from the next click."))
        return redirect("cities:membership", slug=slug)
    if domains.is_valid() and isinstance(request.user, User):
        verify_domains(found, domains.cleaned_data["domains"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("cities:membership", slug=slug)
    events = found.membership_events.select_related("decided_by")
    context = {"city": found, "events": events, "form": form, "domains": domains, "keeps": keeps}
    return render(request, "cities/membership.html", context)
