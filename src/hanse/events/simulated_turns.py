"""Two invented meetings of the demonstration that did not stay as planned."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hanse.accounts.demo import person_for
from hanse.events.actions import record_event
from hanse.events.models import Event
from hanse.sharing.labels import SharingLabel

_MOVED, _CANCELLED = "simulated-roundtable", "simulated-seminar"


def furnish() -> None:
    """Record one meeting that was moved and one that was cancelled, unless that was done."""
    if Event.objects.filter(slug=_MOVED).exists() or person_for("adviser") is None:
        return
    today = timezone.localdate()
    for record in (_moved(today), _cancelled(today)):
        record_event(record, sharing_label=SharingLabel.GREEN)


def _moved(today: dt.date) -> dict[str, Any]:
    held, planned = today + dt.timedelta(days=75), today + dt.timedelta(days=47)
    turn = {
        "what": "moved",
        "on": (today - dt.timedelta(days=3)).isoformat(),
        "reason": "The host city holds elections in the first week.",
        "started": planned.isoformat(),
        "precision": "day",
    }
    return {
        **_COMMON,
        "slug": _MOVED,
        "title": "Numbers a council can use (simulation)",
        "starts": held.isoformat(),
        "format": "roundtable",
        "place": "Ghent",
        "country": "BE",
        "summary": "An invented roundtable on counting without blaming. It was moved once.",
        "revision": 1,
        "turns": [turn],
    }


def _cancelled(today: dt.date) -> dict[str, Any]:
    day, off = today + dt.timedelta(days=54), today - dt.timedelta(days=2)
    turn = {
        "what": "cancelled",
        "on": off.isoformat(),
        "reason": "Both speakers fell ill; what was prepared goes into the workshop in March.",
        "started": day.isoformat(),
        "precision": "day",
    }
    return {
        **_COMMON,
        "slug": _CANCELLED,
        "title": "When trust is low (simulation)",
        "starts": day.isoformat(),
        "format": "panel",
        "online": True,
        "summary": "An invented panel on speaking with people who no longer listen.",
        "revision": 1,
        "cancelled": off.isoformat(),
        "turns": [turn],
    }


_COMMON: dict[str, Any] = {
    "precision": "day",
    "rule": "members",
    "simulated": True,
    "programmes": [{"programme": "transatlantic-dialogue", "standing": "part"}],
    "sources": ["The demonstration's generator"],
}
