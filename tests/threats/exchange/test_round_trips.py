"""What is written as STIX or MISP reads back as it was, and fits what the formats require."""

import datetime as dt
import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.exchange.misp import as_misp
from hanse.threats.exchange.reading import form_of, read_exchange
from hanse.threats.exchange.stix import as_stix
from hanse.threats.exchange.told import Told
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.dates import first_of
from hanse.threats.importing.incidents import Incident
from hanse.threats.importing.reading import Asked
from hanse.threats.vocabulary import CATEGORIES

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"
ASKED = Asked(today=dt.date(2026, 6, 1))
WRITERS = {"stix": as_stix, "misp": as_misp}
CITY = uuid.UUID("5b3c1d2e-0000-4000-8000-000000000001")
MOMENT = dt.datetime(2026, 3, 4, 5, 6, 7, 891_000, tzinfo=dt.UTC)
days = st.dates(dt.date(1990, 1, 1), dt.date(2026, 5, 31))
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60).map(str.strip)


@st.composite
def observations(draw: st.DrawFn) -> Told:
    """Draw an observation as a city could have recorded it."""
    precision = draw(st.sampled_from(("day", "month", "year")))
    occurred = first_of(draw(days), precision)
    number = draw(st.text("abcXYZ 019:/-._\"'", min_size=1, max_size=30).map(str.strip))
    labels = draw(st.sets(st.sampled_from(sorted(CATEGORIES)), min_size=1, max_size=4))
    record = draw(st.uuids(version=4))
    return Told(
        record=record,
        incident=Incident(
            external_id=f"source:{record}{number}",
            rows=[],
            occurred_on=occurred,
            reported_on=draw(st.dates(occurred, dt.date(2026, 5, 31))),
            precision=precision,
            labels=tuple(sorted(labels)),
            severity=draw(st.integers(1, 4)),
            text=draw(words),
            language=draw(st.sampled_from(("en", "de", "pt-BR"))),
            eep=draw(st.sampled_from(("experienced", "evidenced", "potential"))),
            source_class=draw(st.sampled_from(("police", "ngo", "municipal", "media"))),
            reliability=draw(st.sampled_from("ABCDEF")),
            credibility=draw(st.integers(1, 6)),
        ),
        label=draw(st.sampled_from([one for one in SharingLabel if one != SharingLabel.RED])),
        city_id=CITY,
        city="Aarhus",
        country="DK",
        recorded_at=MOMENT,
        known_since=MOMENT + draw(st.timedeltas(dt.timedelta(0), dt.timedelta(days=9))),
        simulated=draw(st.booleans()),
    )


@pytest.mark.parametrize("form", WRITERS)
@given(told=st.lists(observations(), max_size=5, unique_by=lambda one: one.record))
def test_what_is_written_reads_back_as_it_was(form: str, told: list[Told]) -> None:
    outcome = read_exchange(WRITERS[form](told), "file.json", bundled()[form], ASKED)

    read = {key: replace(one, rows=[]) for key, one in outcome.incidents.items()}
    assert outcome.errors == []
    assert read == {one.incident.external_id: one.incident for one in told}


@pytest.mark.parametrize("form", WRITERS)
@given(told=st.lists(observations(), max_size=4, unique_by=lambda one: one.record))
def test_what_is_written_has_what_the_format_requires(form: str, told: list[Told]) -> None:
    schema = json.loads((SCHEMAS / f"{form}.schema.json").read_text(encoding="utf-8"))
    body = WRITERS[form](told)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(body), schema)
    assert form_of(body, "file.json") == form
    assert WRITERS[form](reversed(told)) == body


@given(told=st.lists(observations(), min_size=1, max_size=4, unique_by=lambda one: one.record))
def test_every_reference_in_a_bundle_leads_to_an_object_with_its_marking(told: list[Told]) -> None:
    objects: list[dict[str, Any]] = json.loads(as_stix(told))["objects"]

    there = {thing["id"] for thing in objects}
    named = [ref for t in objects for key in t if key.endswith("_refs") for ref in t[key]]
    named += [thing["created_by_ref"] for thing in objects if "created_by_ref" in thing]
    markings = {t["id"]: t["name"] for t in objects if t["type"] == "marking-definition"}
    marked = [markings[t["object_marking_refs"][0]] for t in objects if t["type"] == "report"]
    assert len(there) == len(objects)
    assert set(named) <= there
    assert sorted(marked) == sorted(f"TLP:{one.label.value.upper()}" for one in told)
