"""The JSON of an analysis: documented, canonical, and silent about fewer than ten voices."""

import json
from pathlib import Path

import jsonschema
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.dialogues import sample

from hanse.dialogues.disclosure import shown_blocs
from hanse.dialogues.document import as_bytes, as_document
from hanse.dialogues.insights import STEPS, analyse_folder, sources, vote_table

SCHEMA = json.loads(Path("docs/schemas/analysis.schema.json").read_text(encoding="utf-8"))
HIDDEN = {
    "shown": False, "agree": None, "disagree": None, "passed": None,
    "mean": None, "low": None, "high": None, "pass_share": None,
}  # fmt: skip


def test_the_document_keeps_to_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    jsonschema.validate(as_document(sample.result()), SCHEMA)


def test_the_same_dialogue_gives_the_same_bytes_and_they_hold_the_document() -> None:
    document = as_document(sample.result())

    assert as_bytes(document) == as_bytes(as_document(sample.result()))
    assert json.loads(as_bytes(document)) == document
    assert as_bytes(document).count(b"\n") == 1


def test_what_does_not_exist_is_null() -> None:
    document = as_document(sample.result())

    assert document["statements"][2]["probability"] is None
    assert document["participants"]["x"][9] is None
    assert document["participants"]["group"] is None


def test_counts_tell_people_statements_and_votes_apart() -> None:
    assert as_document(sample.result())["counts"] == {
        "participants": 24, "statements": 3, "taken_out": 1, "votes": 39, "vote_events": 39,
    }  # fmt: skip


def test_blocs_with_ten_voices_are_shown() -> None:
    lens = as_document(sample.result())["statements"][0]["lenses"][1]

    assert [(bloc["level"], bloc["agree"], bloc["mean"]) for bloc in lens["blocs"]] == [
        ("Europe", 12, 1.0),
        ("North America", 11, 1.0),
    ]
    assert lens["probability"] == 0.98


def test_a_bloc_under_ten_voices_is_hidden_with_all_that_would_give_it_away() -> None:
    everyone, side = as_document(sample.result())["statements"][1]["lenses"]

    assert everyone["blocs"][0]["agree"] == 10
    assert side["not_enough_voices"] == ["North America"]
    assert side["blocs"] == [
        {"level": "Europe", **HIDDEN},
        {"level": "North America", **HIDDEN},
    ]
    assert (side["probability"], side["index"], side["divide"]) == (None, None, None)


def test_participants_are_counted_and_never_named() -> None:
    document = as_bytes(as_document(sample.result())).decode()

    assert '"p3"' not in document
    assert '"undeclared":1' in document


def test_a_statement_without_words_counts_as_taken_out() -> None:
    dialogue = sample.folder()
    object.__setattr__(dialogue.statements[1], "text", " ")

    assert vote_table(dialogue).moderated.tolist() == [False, True, True]


def test_sources_stand_in_the_order_of_the_table_with_their_authors() -> None:
    dialogue = sample.folder()
    table = vote_table(dialogue)

    found = sources(dialogue, table)

    assert [(s.id, s.language, table.participant_ids[s.author]) for s in found] == [
        ("s1", "en", "p3"),
        ("s2", "fr", "p4"),
        ("s3", "en", "p5"),
    ]


@given(arrays(np.int64, (3, 4), elements=st.integers(0, 30)), st.integers(0, 5))
def test_what_is_hidden_cannot_be_worked_out_from_the_total(
    voices: np.ndarray, undeclared: int
) -> None:
    total = voices.sum(axis=1, keepdims=True) + undeclared
    blocs = sample.rates("side", ("a", "b", "c", "d"), voices, np.zeros_like(voices))
    everyone = sample.rates("everyone", ("everyone",), total, np.zeros_like(total))

    shown = shown_blocs(blocs, everyone)

    assert (voices[shown] >= 10).all()
    hidden = (voices * ~shown).sum(axis=1)
    rest = hidden + undeclared
    assert ((hidden == 0) | (rest >= 10) | ~shown.any(axis=1)).all()


def test_the_analysis_of_a_folder_keeps_to_the_schema_too() -> None:
    steps: list[int] = []

    result = analyse_folder(sample.folder(), advance=lambda: steps.append(1))

    assert len(steps) == STEPS
    jsonschema.validate(as_document(result), SCHEMA)
