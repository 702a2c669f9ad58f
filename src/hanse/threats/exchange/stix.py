"""Observations as a STIX 2.1 bundle: a report each, marked with TLP 2.0.

STIX knows no word for what a city observes, so a report carries the text, and a property
extension of our own the rest; whoever does not know the extension still reads text, labels,
confidence and marking.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from typing import Any

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.exchange.told import CONFIDENCE, Told, own_id

Json = dict[str, Any]
# fixed by OASIS for the five labels of TLP 2.0, and the extension that carries them
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP_CREATED = "2022-10-01T00:00:00.000Z"
TLP = {
    SharingLabel.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    SharingLabel.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    SharingLabel.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    SharingLabel.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    SharingLabel.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
EXTENSION = f"extension-definition--{own_id('stix', 'observation', 1)}"
HANSE = f"identity--{own_id('stix', 'hanse')}"
SINCE = "2026-01-01T00:00:00.000Z"
SCHEMA = "observation 1: docs/schemas/stix.schema.json of Hanse"
VERSION = "1.0.0"
LONGEST_NAME = 120


def as_stix(told: Iterable[Told]) -> bytes:
    """Write a bundle; the same observations give the same bytes."""
    every = sorted(told, key=lambda one: (one.incident.occurred_on, one.record))
    labels = [label for label in SharingLabel if any(one.label == label for one in every)]
    cities = {one.city_id: one for one in every}
    objects = [
        _identity(HANSE, "Hanse", "system", SINCE),
        _extension(),
        *(_marking(label) for label in labels),
        *(thing for one in cities.values() for thing in _city(one)),
        *(_report(one) for one in every),
    ]
    name = own_id("bundle", *(f"{one.record} {_moment(one.known_since)}" for one in every))
    bundle = {"type": "bundle", "id": f"bundle--{name}", "objects": objects}
    return (json.dumps(bundle, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def report_id(record: uuid.UUID) -> str:
    """Return the id under which an observation is known outside."""
    return f"report--{own_id('report', record)}"


def _report(one: Told) -> Json:
    incident = one.incident
    found = _thing("report", report_id(one.record), _moment(one.recorded_at))
    found |= {
        "modified": _moment(one.known_since),
        "created_by_ref": f"identity--{own_id('city', one.city_id)}",
        "name": (incident.text or f"{incident.occurred_on}: {', '.join(incident.labels)}")[
            :LONGEST_NAME
        ],
        "report_types": ["observed-data"],
        "published": f"{incident.reported_on}T00:00:00.000Z",
        "object_refs": [f"location--{own_id('place', one.city_id)}"],
        "object_marking_refs": [TLP[one.label]],
        "labels": list(incident.labels),
        "lang": incident.language,
    }
    if incident.text:
        found["description"] = incident.text
    if incident.credibility in CONFIDENCE:
        found["confidence"] = CONFIDENCE[incident.credibility]
    if incident.external_id:
        source, _, number = incident.external_id.partition(":")
        found["external_references"] = [{"source_name": source, "external_id": number}]
    return found | {"extensions": {EXTENSION: _own(one)}}


def _own(one: Told) -> Json:
    incident = one.incident
    return {
        "extension_type": "property-extension",
        "occurred_on": incident.occurred_on.isoformat(),
        "precision": incident.precision,
        "reported_on": incident.reported_on.isoformat(),
        "severity": incident.severity,
        "eep": incident.eep,
        "source_class": incident.source_class,
        "reliability": incident.reliability,
        "credibility": incident.credibility,
        "external_id": incident.external_id,
        "simulated": one.simulated,
    }


def _city(one: Told) -> list[Json]:
    place = _thing("location", f"location--{own_id('place', one.city_id)}", SINCE)
    return [
        _identity(f"identity--{own_id('city', one.city_id)}", one.city, "organization", SINCE),
        place | {"modified": SINCE, "country": one.country, "city": one.city},
    ]


def _identity(key: str, name: str, kind: str, created: str) -> Json:
    return _thing("identity", key, created) | {
        "modified": created,
        "name": name,
        "identity_class": kind,
    }


def _marking(label: SharingLabel) -> Json:
    return _thing("marking-definition", TLP[label], TLP_CREATED) | {
        "name": f"TLP:{label.value.upper()}",
        "extensions": {
            TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": label.value}
        },
    }


def _extension() -> Json:
    return _thing("extension-definition", EXTENSION, SINCE) | {
        "modified": SINCE,
        "created_by_ref": HANSE,
        "name": "Observation of a city",
        "schema": SCHEMA,
        "version": VERSION,
        "extension_types": ["property-extension"],
    }


def _thing(kind: str, key: str, created: str) -> Json:
    return {"type": kind, "spec_version": "2.1", "id": key, "created": created}


def _moment(moment: dt.datetime) -> str:
    """Write a time as STIX does: UTC, to the thousandth of a second."""
    utc = moment.astimezone(dt.UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
