"""Observations as MISP events: text as attribute, everything else as tags."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.exchange.told import Told, own_id

Json = dict[str, Any]
# how far MISP itself may send an event on: own organisation, own community, everybody
DISTRIBUTION = {SharingLabel.GREEN: "1", SharingLabel.CLEAR: "3"}
THREAT_LEVEL = {4: "1", 3: "2", 2: "3", 1: "4"}  # high, medium, low, undefined
LONGEST_INFO = 120
OWN = "hanse"  # the name in front of the tags that only we know


def as_misp(told: Iterable[Told]) -> bytes:
    """Write events; the same observations give the same bytes."""
    every = sorted(told, key=lambda one: (one.incident.occurred_on, one.record))
    document = {"response": [{"Event": _event(one)} for one in every]}
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def event_id(one: Told) -> str:
    """Return the id under which an observation is known outside."""
    return str(own_id("misp", one.record))


def _event(one: Told) -> Json:
    incident = one.incident
    info = incident.text or f"{incident.occurred_on}: {', '.join(incident.labels)}"
    event: Json = {
        "uuid": event_id(one),
        "info": info[:LONGEST_INFO],
        "date": incident.occurred_on.isoformat(),
        "timestamp": _seconds(one.known_since),
        "published": False,
        "analysis": "2",
        "threat_level_id": THREAT_LEVEL[incident.severity],
        "distribution": DISTRIBUTION.get(one.label, "0"),
        "Orgc": {"uuid": str(own_id("city", one.city_id)), "name": one.city},
        "Tag": [{"name": name} for name in _tags(one)],
    }
    if incident.text:
        event["Attribute"] = [_text(one)]
    return event


def _tags(one: Told) -> list[str]:
    incident = one.incident
    own = {
        "precision": incident.precision,
        "reported-on": incident.reported_on,
        "severity": incident.severity,
        "eep": incident.eep,
        "source-class": incident.source_class,
        "language": incident.language,
        "external-id": incident.external_id.replace('"', "%22"),
        "simulated": "yes" if one.simulated else "",
    }
    return [
        f"tlp:{one.label.value}",
        f'admiralty-scale:source-reliability="{incident.reliability.lower()}"',
        f'admiralty-scale:information-credibility="{incident.credibility}"',
        *(f'{OWN}:label="{label}"' for label in incident.labels),
        *(f'{OWN}:{name}="{value}"' for name, value in own.items() if value),
    ]


def _text(one: Told) -> Json:
    return {
        "uuid": str(own_id("misp", one.record, "text")),
        "type": "text",
        "category": "Other",
        "to_ids": False,
        "distribution": "5",  # as the event
        "timestamp": _seconds(one.known_since),
        "comment": "what happened",
        "value": one.incident.text,
    }


def _seconds(moment: dt.datetime) -> str:
    return str(int(moment.timestamp()))
