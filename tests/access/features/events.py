"""Addresses of the events, and an event with something in every list."""

from typing import Any

from tests.access.house import House, Words
from tests.access.kinds import Kind, of, page
from tests.sharing.rule import Something


def event(house: House, about: Something, word: Words) -> Any:
    """Store an event."""
    from hanse.events.actions.recording import record_event, record_programme
    from hanse.events.models import Event, Programme
    from hanse.sharing.labels import SharingLabel

    if not Programme.objects.exists():
        record_programme({"slug": "dialogue", "name": "The dialogue", "sides": []})
    stored = record_event(_record(word), sharing_label=SharingLabel.AMBER_STRICT)
    return house.share(Event.objects.get(pk=stored.pk), about)


def _record(word: Words) -> dict[str, Any]:
    plain = ("slug", "title", "date_note", "details", "place", "venue", "summary")
    source = word("source")
    return {
        **{name: word(name.replace("_", "")) for name in plain},
        "starts": "2023-05-08",
        "precision": "day",
        "format": "workshop",
        "country": "NO",
        "rule": "chatham-house",
        "programmes": [{"programme": "dialogue", "standing": "part", "note": word("why")}],
        "sources": [source],
        "counts": [
            {
                "what": "participants",
                "scope": word("scope"),
                "qualifier": "exactly",
                "value": 78,
                "note": word("note"),
                "source": source,
            }
        ],
        **{key: [{"name": word(key), "note": word(f"{key}note")}] for key in _BODIES},
        "cities": [{"name": word("city"), "kind": "city", "country": "US", "area": word("area")}],
        "sessions": [{"title": word("session"), "venue": word("room"), "summary": word("said")}],
        "outputs": [word("output")],
        "gaps": [word("gap")],
    }


def _delete(event: Any) -> None:
    event.count_list.all().delete()  # they rest on its sources
    event.delete()


_BODIES = ("hosts", "funders", "present")
KINDS = {"event": Kind(event, delete=_delete)}
ADDRESSES = {
    "events:events": page(),
    "events:calendar": page(),
    "events:feed": page(),
    "events:event": of("event", slug="slug"),
    "events:event-data": of("event", slug="slug"),
    "events:event-calendar": of("event", slug="slug"),
}
