"""What the demonstration knows of events: the real ones of the initiative, gaps and all."""

import json
from importlib.resources import files
from typing import Any

from hanse.events import simulated_room, simulated_turns, upcoming
from hanse.events.actions import record_event, record_programme
from hanse.events.models import Event
from hanse.sharing.labels import SharingLabel


def facts() -> dict[str, Any]:
    """Return what public pages say of the initiative's programmes and events."""
    source = files("hanse.events") / "examples" / "transatlantic.json"
    record: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return record


def furnish() -> None:
    """Record the real programmes and events, then plan and hold the invented meetings."""
    if not Event.objects.exists():
        _record_what_is_known()
    upcoming.furnish()
    simulated_turns.furnish()
    simulated_room.furnish()


def _record_what_is_known() -> None:
    known = facts()
    for programme in known["programmes"]:
        record_programme(programme)
    for event in known["events"]:
        record_event(event, sharing_label=SharingLabel.CLEAR)
