"""What every slate keeps to, on simulated dialogues and on hard cases."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.findings.tables import Dialogue, simulated, voted

from hanse.analysis.findings import choose
from hanse.analysis.findings.quotes import cut
from hanse.analysis.findings.results import Finding, Kind, Slate
from hanse.analysis.opinions import Label

SEEDS = st.integers(1, 12)
BLOCS = st.sampled_from([0, 2, 3])


def slate_of(dialogue: Dialogue, size: int = 10) -> Slate:
    table, analysis, sources = dialogue
    return choose(table, analysis, sources, size=size)


@given(SEEDS, BLOCS, st.integers(0, 12))
@settings(max_examples=30, deadline=None)
def test_ranks_topics_and_kinds_are_in_order(seed: int, blocs: int, size: int) -> None:
    table, analysis, _ = dialogue = simulated(seed, blocs=blocs)

    slate = slate_of(dialogue, size)

    findings = slate.findings
    assert [f.rank for f in findings] == list(range(1, len(findings) + 1))
    assert len(findings) <= size
    assert max(Counter(f.topic for f in findings).values(), default=0) <= 2
    assert [f.kind for f in findings] == sorted(f.kind for f in findings)
    assert len({f.statement for f in findings}) == len(findings)
    assert all(0 <= f.topic < len(slate.topics) for f in findings)
    assert all(table.statement_ids[f.statement] == f.statement_id for f in findings)
    assert all(analysis.label[f.statement] is f.label for f in findings)


@given(SEEDS, BLOCS)
@settings(max_examples=30, deadline=None)
def test_no_finding_rests_on_fewer_than_ten_voices(seed: int, blocs: int) -> None:
    _, analysis, _ = dialogue = simulated(seed, participants=60, blocs=blocs)

    for finding in slate_of(dialogue).findings:
        small = {(b.attribute, b.level) for b in finding.blocs if b.agree + b.disagree < 10}
        assert set(finding.missing) == small
        assert ("everyone", "everyone") not in small
        assert finding.label not in {Label.INSUFFICIENT, Label.MODERATED}
        assert any(
            all(b.enough for b in finding.blocs if b.attribute == lens.attribute.name)
            for lens in analysis.lenses[1:] or analysis.lenses
        )


@given(SEEDS, BLOCS)
@settings(max_examples=30, deadline=None)
def test_every_quote_resolves_and_is_somebody_elses_text(seed: int, blocs: int) -> None:
    table, _, sources = dialogue = simulated(seed, blocs=blocs)
    stored = {source.id: source for source in sources}

    for finding in slate_of(dialogue).findings:
        voices = [*finding.supporting, *([finding.counter_voice] if finding.counter_voice else [])]
        ids = [quote.source_id for quote in voices]
        assert finding.statement_id not in ids
        assert len(set(ids)) == len(ids)
        for quote in voices:
            assert cut(quote, stored[quote.source_id]) in stored[quote.source_id].text
            assert not table.moderated[table.statement_ids.index(quote.source_id)]


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_dissenting_bloc_agrees_least(seed: int) -> None:
    for finding in slate_of(simulated(seed, blocs=3)).findings:
        blocs = [b for b in finding.blocs if b.attribute == "bloc" and b.enough]
        assert finding.dissent == min(blocs, key=lambda b: b.mean)


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_same_table_gives_the_same_slate(seed: int) -> None:
    dialogue = simulated(seed)

    assert repr(slate_of(dialogue)) == repr(slate_of(dialogue))


def split(agree: int, disagree: int) -> list[int]:
    return [1] * agree + [-1] * disagree


def columns(*votes: list[int]) -> list[list[int | None]]:
    return [list(row) for row in zip(*votes, strict=True)]


def kinds(slate: Slate) -> list[tuple[str, Kind]]:
    return [(f.statement_id, f.kind) for f in slate.findings]


def test_with_everyone_alone_a_contested_statement_is_an_open_disagreement() -> None:
    votes = columns(split(58, 2), split(30, 30), split(10, 50))

    slate = slate_of(voted(["quiet parks", "wider roads", "higher fares"], votes))

    assert kinds(slate) == [("0000", Kind.AGREEMENT), ("0001", Kind.DISAGREEMENT)]


def test_few_voices_in_the_middle_are_not_yet_a_disagreement() -> None:
    slate = slate_of(voted(["wider roads"], columns(split(7, 7))))

    assert slate.findings == ()


def test_blocs_far_apart_are_an_open_disagreement_and_the_lower_one_dissents() -> None:
    votes = columns(split(38, 2) + split(8, 32))
    sides = ["east"] * 40 + ["west"] * 40

    (finding,) = slate_of(voted(["wider roads"], votes, sides)).findings

    assert (finding.kind, finding.label) == (Kind.DISAGREEMENT, Label.SPLIT)
    assert finding.dissent is not None
    assert finding.dissent.level == "west"


def test_a_split_between_declared_blocs_goes_before_opinion_divided_in_both() -> None:
    divided = [1, -1] * 40
    votes = columns(divided, split(36, 4) + split(4, 36))
    sides = ["east"] * 40 + ["west"] * 40

    slate = slate_of(voted(["wider roads", "quiet parks"], votes, sides), 3)

    assert kinds(slate) == [("0001", Kind.DISAGREEMENT), ("0000", Kind.DISAGREEMENT)]


def test_a_bloc_under_ten_voices_is_named_as_missing() -> None:
    votes = columns([1] * 40 + [1] * 20 + [1] * 4, [1] * 64)
    sides = ["east"] * 40 + ["west"] * 20 + ["north"] * 4

    slate = slate_of(voted(["quiet parks", "wider roads"], votes, sides))

    assert {f.missing for f in slate.findings} == {(("side", "north"),)}
    assert "Not enough voices from north (side)." in slate.notes


def backed_and_opposed() -> Dialogue:
    """Three statements on buses that the same people back, one that the others back."""
    texts = ["more night buses", "night buses every hour", "cheap night buses", "no night buses"]
    return voted(texts, columns(split(30, 30), split(29, 31), split(31, 29), [-1] * 30 + [1] * 30))


def test_supporting_voices_are_backed_by_the_same_people_and_the_counter_voice_by_others() -> None:
    dialogue = backed_and_opposed()
    finding = slate_of(dialogue, 1).findings[0]

    supporting = {quote.source_id for quote in finding.supporting}

    friends = {"0000", "0001", "0002"} - {finding.statement_id}
    if finding.statement_id == "0003":
        assert supporting == set()
    else:
        assert supporting == friends
        assert finding.counter_voice is not None
        assert finding.counter_voice.source_id == "0003"


def test_the_best_evidenced_of_near_duplicates_leads_and_the_others_support_it() -> None:
    texts = ["More night buses!", "more night buses", "quiet parks"]
    votes: list[list[int | None]] = [[1, 1, 1] for _ in range(30)]
    votes += [[None, 1, 1] for _ in range(20)]

    findings = slate_of(voted(texts, votes)).findings

    buses = next(f for f in findings if f.statement_id == "0001")
    assert buses.near_duplicates == (0,)
    assert [f.statement_id for f in findings] in (["0001", "0002"], ["0002", "0001"])


def test_near_duplicates_that_the_same_people_oppose_are_not_merged() -> None:
    texts = ["More night buses!", "more night buses"]
    votes = columns(split(30, 30), [-1] * 30 + [1] * 30)

    findings = slate_of(voted(texts, votes)).findings

    assert [f.near_duplicates for f in findings] == [(), ()]


@pytest.mark.parametrize(
    ("texts", "votes", "note"),
    [
        ([], [], "No statement has enough voices to report a finding."),
        (["a"], [], "No statement has enough voices to report a finding."),
        (["a", "b"], [[1, -1]] * 9, "No statement has enough voices to report a finding."),
        (["a"], [[0]] * 50, "No statement has enough voices to report a finding."),
    ],
)
def test_without_evidence_there_is_no_finding_but_a_note(
    texts: list[str], votes: list[list[int | None]], note: str
) -> None:
    slate = slate_of(voted(texts, votes))

    assert slate.findings == ()
    assert slate.considered == 0
    assert slate.notes == (note,)


def test_one_statement_gives_one_finding_and_says_what_is_lacking() -> None:
    slate = slate_of(voted(["quiet parks"], [[1]] * 30))

    assert [(f.statement, f.dissent) for f in slate.findings] == [(0, None)]
    assert slate.notes[0].startswith("Only 1 of 10 findings: no other statement is agreed or")
    assert slate.notes[1:] == (
        "Open disagreements found: 0.",
        "Fewer than two supporting voices were found for finding 1.",
        "No statement speaks against finding 1.",
    )


def test_one_topic_gives_two_findings_however_much_is_agreed() -> None:
    things = ["trees", "shade", "paths", "benches", "lawns", "ponds"]
    texts = [f"green parks with {a} and {b}" for a in things for b in things if a < b]

    slate = slate_of(voted(texts, [[1] * len(texts)] * 30))

    assert len(slate.topics) < len(texts)
    assert max(Counter(f.topic for f in slate.findings).values()) <= 2


def test_sources_must_belong_to_the_table() -> None:
    table, analysis, sources = simulated(1)

    with pytest.raises(ValueError, match="one source per statement"):
        choose(table, analysis, sources[1:])


def test_numbers_of_a_bloc_are_those_of_its_lens() -> None:
    _, analysis, _ = dialogue = simulated(2)
    finding: Finding = slate_of(dialogue).findings[0]

    lens = analysis.lenses[1]
    counts = [(b.agree, b.disagree, b.passed) for b in finding.blocs if b.attribute == "bloc"]
    expected = np.stack(
        [x[finding.statement] for x in (lens.rates.agree, lens.rates.disagree, lens.rates.passed)]
    )

    assert counts == [tuple(column) for column in expected.T.tolist()]
