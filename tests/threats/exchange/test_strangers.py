"""Files of strangers: read as far as they go, refused with a reason, never trusted."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.shared.errors import InputError
from hanse.threats.exchange.reading import form_of, read_exchange
from hanse.threats.exchange.stix import TLP
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.incidents import Outcome
from hanse.threats.importing.reading import Asked

ASKED = Asked(today=dt.date(2026, 6, 1), personal=lambda text: "a name" if "Dr. No" in text else "")
KEY = "report--0f7b7a60-2f0f-4d0c-9f4b-6d3f5a1c7e42"
OTHER_KEY = "report--0f7b7a60-2f0f-4d0c-9f4b-6d3f5a1c7e43"
REPORT = {
    "type": "report",
    "spec_version": "2.1",
    "id": KEY,
    "created": "2025-03-03T10:00:00.000Z",
    "modified": "2025-03-03T10:00:00.000Z",
    "name": "Leaflets at a mosque",
    "published": "2025-03-04T00:00:00Z",
    "object_refs": ["location--0f7b7a60-2f0f-4d0c-9f4b-6d3f5a1c7e42"],
    "labels": ["anti-muslim", "leaflets"],
    "confidence": 75,
}
EVENT = {
    "uuid": "0f7b7a60-2f0f-4d0c-9f4b-6d3f5a1c7e42",
    "info": "Leaflets at a mosque",
    "date": "2025-03-04",
    "threat_level_id": "2",
    "Tag": [
        {"name": "tlp:green"},
        {"name": 'admiralty-scale:information-credibility="2"'},
        {"name": 'incident:target="muslim"'},
    ],
}


def stix(*objects: object) -> Outcome:
    body = json.dumps({"type": "bundle", "id": "bundle--x", "objects": list(objects)})
    return read_exchange(body.encode(), "file.json", bundled()["stix"], ASKED)


def misp(*events: object) -> Outcome:
    body = json.dumps({"response": [{"Event": event} for event in events]})
    return read_exchange(body.encode(), "file.json", bundled()["misp"], ASKED)


def test_a_stranger_s_report_becomes_an_incident_as_far_as_it_goes() -> None:
    outcome = stix({"type": "identity"}, REPORT)

    [one] = outcome.incidents.values()
    assert (one.external_id, one.occurred_on) == (f"stix:{KEY}", dt.date(2025, 3, 4))
    assert (one.labels, one.credibility) == (("anti-muslim", "other-target"), 2)
    assert one.text == "Leaflets at a mosque"
    assert list(outcome.unknown) == ["leaflets"]


def test_a_stranger_s_event_becomes_an_incident_as_far_as_it_goes() -> None:
    [one] = misp(EVENT).incidents.values()

    assert (one.labels, one.severity, one.credibility) == (("anti-muslim",), 3, 2)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"id": "report--1"}, "id"),
        ({"id": None}, "id"),
        ({"spec_version": "2.0"}, "spec_version"),
        ({"object_marking_refs": [TLP["red"]]}, "object_marking_refs"),  # type: ignore[index] # a label is its text
        ({"object_marking_refs": "red"}, "object_marking_refs"),
        ({"published": "yesterday"}, "occurred_on"),
        ({"published": "2030-01-01T00:00:00Z"}, "occurred_on"),
        ({"confidence": 101}, "confidence"),
        ({"confidence": True}, "confidence"),
        ({"labels": [1]}, "labels"),
        ({"lang": "no language!"}, "lang"),
        ({"description": "Dr. No did it"}, "description"),
        ({"description": "x" * 20_001}, "description"),
        ({"description": "a\0b"}, "description"),
        ({"labels": ["\ud800"]}, "labels"),
        ({"extensions": []}, "extensions"),
    ],
)
def test_a_report_that_says_something_wrong_is_refused_by_property(
    changes: dict[str, Any], column: str
) -> None:
    outcome = stix(REPORT | changes)

    assert [(error.row, error.column) for error in outcome.errors] == [(1, column)]
    assert outcome.incidents == {}


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"uuid": "1"}, "uuid"),
        ({"date": "4.3.2025"}, "date"),
        ({"Tag": [{"name": "tlp:red"}]}, "Tag"),
        ({"Tag": "tlp:green"}, "Tag"),
        ({"Tag": [{"name": 'admiralty-scale:source-reliability="z"'}]}, "letter"),
        ({"Attribute": {}}, "Attribute"),
        ({"info": ""}, "info"),
    ],
)
def test_an_event_that_says_something_wrong_is_refused_by_property(
    changes: dict[str, Any], column: str
) -> None:
    assert [error.column for error in misp(EVENT | changes).errors] == [column]


def test_tags_of_strangers_that_nobody_knows_are_listed_and_those_of_the_file_are_not() -> None:
    tags = [{"name": name} for name in ('dove:topic="flags"', 'osint:lifetime="perpetual"')]

    alone = misp(EVENT | {"Tag": tags})
    beside = misp(EVENT | {"Tag": [*EVENT["Tag"], *tags]})  # type: ignore[misc] # a list above

    assert list(alone.unknown) == list(beside.unknown) == ['dove:topic="flags"']
    assert [one.labels for one in alone.incidents.values()] == [("other-target",)]
    assert [one.labels for one in beside.incidents.values()] == [("anti-muslim",)]


@pytest.mark.parametrize("later_first", [True, False])
def test_of_several_versions_of_one_report_the_latest_stands(later_first: bool) -> None:  # noqa: FBT001 - a parameter of the table
    later = REPORT | {"modified": "2025-03-05T10:00:00.000Z", "name": "Leaflets at two mosques"}

    outcome = stix(*((later, REPORT) if later_first else (REPORT, later)))

    assert [one.text for one in outcome.incidents.values()] == ["Leaflets at two mosques"]
    assert (outcome.rows, outcome.merged) == (2, 1)


def test_what_was_revoked_later_is_gone_with_its_earlier_versions() -> None:
    later = REPORT | {"modified": "2025-03-05T10:00:00.000Z", "revoked": True}

    outcome = stix(REPORT, later)

    assert (outcome.left_out, outcome.incidents) == (1, {})


def test_a_revoked_report_is_left_out() -> None:
    outcome = stix(REPORT | {"revoked": True})

    assert (outcome.left_out, outcome.incidents) == (1, {})


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[" * 100_000,
        b'{"type": "bundle", "type": "bundle"}',
        b'{"type": "bundle", "objects": NaN}',
        b"{\xff}",
        b'{"type": "other"}',
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        form_of(content, "file.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*REPORT, "extensions", "revoked", "lang"]), json_values))
def test_no_report_stops_the_reading_of_the_others(changes: dict[str, Any]) -> None:
    outcome = stix(REPORT | changes, REPORT | {"id": OTHER_KEY})

    assert f"stix:{OTHER_KEY}" in outcome.incidents


@given(st.dictionaries(st.sampled_from([*EVENT, "Attribute", "Orgc"]), json_values))
def test_no_event_stops_the_reading_of_the_others(changes: dict[str, Any]) -> None:
    outcome = misp(EVENT | changes, EVENT | {"uuid": OTHER_KEY.removeprefix("report--")})

    assert len(outcome.incidents) >= 1
