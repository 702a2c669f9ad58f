"""What every brief promises: enough voices, honest gaps, quotes that are slices of their source."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from tests.dialogues import sample as hand_made
from tests.findings.brief import sample

from hanse.dialogues.insights import Result, analyse_folder
from hanse.findings.brief.build import build_brief
from hanse.findings.brief.data import render_json
from hanse.findings.brief.model import BriefQuote
from hanse.findings.brief.page import as_page

SCHEMA = json.loads(Path("docs/schemas/brief.schema.json").read_text(encoding="utf-8"))


def quotes() -> list[BriefQuote]:
    found = [quote for finding in sample.brief().findings for quote in finding.supporting]
    return found + [f.counter_voice for f in sample.brief().findings if f.counter_voice]


def test_a_brief_has_ten_numbered_findings_and_two_open_disagreements() -> None:
    findings = sample.brief().findings

    assert [finding.number for finding in findings] == list(range(1, 11))
    assert Counter(f.kind for f in findings) == {"agreement": 8, "disagreement": 2}


def test_no_topic_has_more_than_two_findings() -> None:
    topics = Counter(finding.topic for finding in sample.brief().findings)

    assert max(topics.values()) <= 2


def test_no_bloc_is_shown_with_fewer_than_ten_voices() -> None:
    shown = [bloc for finding in sample.brief().findings for bloc in finding.blocs]

    assert min(bloc.voices for bloc in shown) >= 10


def test_a_bloc_without_enough_voices_is_named_and_cannot_be_worked_out() -> None:
    findings = [f for f in sample.brief().findings if ("role", "mayor") in f.missing]

    assert findings
    for finding in findings:
        levels = {bloc.level for bloc in finding.blocs}
        everyone = next(bloc for bloc in finding.blocs if bloc.attribute == "everyone")
        officials = [bloc.voices for bloc in finding.blocs if bloc.level == "official"]
        assert "mayor" not in levels
        assert not officials or everyone.voices - officials[0] in {0, *range(10, 600)}


def test_the_gap_is_said_in_plain_words() -> None:
    texts = {finding["missing"] for finding in as_page(sample.brief())["findings"]}

    assert texts <= {"", "Not enough voices from mayor; ten are needed."}
    assert len(texts) == 2


def test_every_headline_is_a_statement_word_for_word() -> None:
    texts = {statement.id: statement.text for statement in sample.result().folder.statements}

    assert all(f.verbatim and f.headline == texts[f.statement_id] for f in sample.brief().findings)


def test_every_quote_is_a_byte_exact_slice_of_its_source() -> None:
    texts = {statement.id: statement.text for statement in sample.result().folder.statements}

    assert quotes()
    for quote in quotes():
        source = texts[quote.source_id]
        assert quote.text == source[quote.start : quote.end]
        assert quote.sha256 == hashlib.sha256(source.encode()).hexdigest()


def test_a_changed_source_stops_the_brief() -> None:
    result = sample.result()
    spoiled = {quote.source_id for quote in quotes()}
    folder = hand_made.replaced_texts(result.folder, spoiled)

    with pytest.raises(ValueError, match="has changed since it was quoted"):
        build_brief(Result(folder, result.table, result.analysis, result.slate), title="",
                    recompute="")  # fmt: skip


def test_the_numbers_are_those_of_the_analysis() -> None:
    rates = {lens.attribute.name: lens.rates for lens in sample.result().analysis.lenses}
    index = {id_: j for j, id_ in enumerate(sample.result().analysis.statement_ids)}

    for finding in sample.brief().findings:
        for bloc in finding.blocs:
            at = index[finding.statement_id], rates[bloc.attribute].levels.index(bloc.level)
            assert bloc.agree == rates[bloc.attribute].agree[at]
            assert (bloc.low, bloc.high) == (
                rates[bloc.attribute].low[at],
                rates[bloc.attribute].high[at],
            )


def test_the_data_keep_to_their_schema_and_are_the_same_twice() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = render_json(sample.brief())

    jsonschema.validate(json.loads(data), SCHEMA)
    assert data == render_json(sample.brief())


def test_a_dialogue_without_enough_voices_still_gives_a_brief_that_says_so() -> None:
    folder = hand_made.with_few_votes()

    brief = build_brief(analyse_folder(folder), title="", recompute="")

    assert brief.findings == ()
    assert brief.lede.startswith("No findings yet from ")
    assert brief.notes == ("No statement has enough voices to report a finding.",)
    jsonschema.validate(json.loads(render_json(brief)), SCHEMA)


def test_method_version_and_command_are_in_every_brief() -> None:
    brief = sample.brief()

    assert brief.data_version == sample.result().analysis.data_version
    assert brief.recompute == sample.COMMAND
    assert brief.simulated
    assert len(brief.method) == 5
    assert "Blocs are what participants declared: side, role." in brief.method[2]
