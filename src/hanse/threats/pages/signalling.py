"""What the page of signals shows."""

from typing import Any

from django.http import HttpRequest

from hanse.accounts.models import User
from hanse.shared.paging import page_of
from hanse.shared.vocabularies import Challenge
from hanse.sharing.actors import actor_of
from hanse.threats.forms.signalling import INTENSITY
from hanse.threats.models import Signal
from hanse.threats.pages.sections import sections
from hanse.threats.queries import confirmations_for, signals_for

ON_A_PAGE = 25
CONFIRMED_SHOWN = 12


def signals_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return the signals, a page at a time, and the newest confirmations."""
    page = page_of(signals_for(person).select_related("owner"), request.GET, ON_A_PAGE)
    quiet = list(confirmations_for(person).select_related("owner")[:CONFIRMED_SHOWN])
    return {
        "sections": sections(request),
        "page": page,
        "lines": [_line(one, person) for one in page.object_list],
        "quiet": [(one, one.owner_id in actor_of(person).cities) for one in quiet],
        "may_add": bool(actor_of(person).cities),
    }


def _line(one: Signal, person: User) -> dict[str, Any]:
    return {
        "signal": one,
        "challenges": [str(Challenge(key).label) for key in one.challenges],
        "intensity": str(dict(INTENSITY)[one.intensity]),
        "own": one.owner_id in actor_of(person).cities,
    }
