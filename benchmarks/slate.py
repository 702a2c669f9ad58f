"""Q5 and Q8 to Q11: the ten findings rest on voices, differ in topic, and quote and count truly."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from benchmarks.exports import Export, conversations, read_export
from benchmarks.rows import Row, say
from benchmarks.structureless import as_table

from hanse.analysis.findings import choose
from hanse.analysis.findings.quotes import cut
from hanse.analysis.findings.results import Slate, Source
from hanse.analysis.opinions import Attribute, VoteTable, analyse
from hanse.analysis.opinions.simulation import Declared, Plan, simulate

ENOUGH_VOICES = 10
PER_TOPIC, TOPICS = 2, 6
LARGEST = "american-assembly.bowling-green"
# what the ten of Polis repeat: four on one subject, four on the other
SUBJECTS = {
    "traffic": ("traffic", "road", "street", "bypass", "intersection", "highway", "lane"),
    "cable and internet": ("internet", "cable", "fiber", "fibre", "broadband", "spectrum", "at&t"),
}
NETWORK_MODULES = {"ssl", "http.client", "urllib.request", "requests", "httpx"}


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation with its ten findings."""

    name: str
    table: VoteTable
    sources: tuple[Source, ...]
    slate: Slate


def rows(quick: bool) -> Iterator[Row]:  # noqa: FBT001 - every group of rows is called alike
    """Ten findings for every open conversation and for simulated ones with declared blocs."""
    exports = [read_export(folder) for folder in conversations()]
    cases = [case_of(export) for export in exports if not quick or export.name == LARGEST]
    cases += [simulated_case(seed) for seed in range(2 if quick else 10)]
    yield enough_voices(cases)
    yield from topics(cases)
    yield quotes(cases)
    yield numbers(cases)
    yield no_network()


def case_of(export: Export) -> Case:
    """Choose findings of an open conversation."""
    texts = dict(zip(export.statement_ids, export.texts, strict=True))
    table = as_table(export)
    sources = tuple(Source(j, texts[j], "") for j in table.statement_ids)
    return Case(export.name, table, sources, choose(table, analyse(table), sources))


def simulated_case(seed: int) -> Case:
    """Choose findings across two blocs of uneven size."""
    side = Declared("side", ("Europe", "North America"), (0.9, 0.1))
    simulated = simulate(Plan(participants=300, statements=80, declared=(side,), seed=seed))
    table = simulated.table()
    words = zip(
        simulated.statement_ids,
        simulated.texts,
        simulated.languages,
        simulated.authors.tolist(),
        strict=True,
    )
    sources = tuple(Source(*parts) for parts in words)
    return Case(f"simulated {seed}", table, sources, choose(table, analyse(table), sources))


def enough_voices(cases: list[Case]) -> Row:
    """Count findings that claim something of a bloc under ten voices."""
    found, thin, told = 0, 0, 0
    for case in cases:
        for finding in case.slate.findings:
            few = [b for b in finding.blocs if b.agree + b.disagree < ENOUGH_VOICES]
            found += 1
            told += bool(few) and all((b.attribute, b.level) in finding.missing for b in few)
            thin += any(b.enough for b in few)
    reached = f"{thin} of {found} ({told} more name the bloc that is missing)"
    return Row("Q5", "findings that rest on a bloc under ten voices", "0", reached, thin == 0)


def topics(cases: list[Case]) -> Iterator[Row]:
    """Count topics, by Hanse's own and by the words of the two subjects that Polis repeats."""
    crowded = 0
    for case in cases:
        counts = np.unique([f.topic for f in case.slate.findings], return_counts=True)[1]
        crowded += bool(counts.max(initial=0) > PER_TOPIC)
    what = "conversations where a topic has more than two of ten findings"
    yield Row("Q8", what, "0", f"{crowded} of {len(cases)}", crowded == 0)
    largest = next((case for case in cases if case.name == LARGEST), None)
    if largest is None:
        return
    texts = [largest.sources[f.statement].text.lower() for f in largest.slate.findings]
    different = len({f.topic for f in largest.slate.findings})
    on = {s: sum(any(w in t for w in words) for t in texts) for s, words in SUBJECTS.items()}
    reached = f"{different} of {len(texts)} findings; " + ", ".join(
        f"{n} on {s}" for s, n in on.items()
    )
    met = different >= TOPICS and max(on.values()) <= PER_TOPIC
    yield Row("Q8", f"different topics, {LARGEST}", "at least 6, at most 2 on one", reached, met)


def quotes(cases: list[Case]) -> Row:
    """Cut every quote from its source again."""
    right = total = 0
    for case in cases:
        source = {s.id: s for s in case.sources}
        for finding in case.slate.findings:
            for quote in (*finding.supporting, finding.counter_voice):
                if quote is None:
                    continue
                text = source[quote.source_id].text
                total += 1
                right += cut(quote, source[quote.source_id]) == text[quote.start : quote.end] != ""
    share = right / max(total, 1)
    reached = f"{share:.0%} of {total}"
    return Row("Q9", "quotes that are byte-exact", "100 %", reached, right == total > 0)


def numbers(cases: list[Case]) -> Row:
    """Count agree, disagree and pass of every bloc again from the votes, one by one."""
    right = total = 0
    for case in cases:
        declared = {a.name: a for a in case.table.declared}
        people = case.table.participant
        for finding in case.slate.findings:
            on_it = case.table.statement == finding.statement
            for bloc in finding.blocs:
                if bloc.attribute not in {*declared, "everyone"}:
                    continue
                inside = members(declared.get(bloc.attribute), bloc.level, case.table)
                votes = case.table.vote[on_it & inside[people]].tolist()
                said = (bloc.agree, bloc.disagree, bloc.passed)
                right += said == (votes.count(1), votes.count(-1), votes.count(0))
                total += 1
    reached = f"{right / max(total, 1):.0%} of {total} blocs"
    return Row("Q10", "numbers recounted from the votes", "100 %", reached, right == total > 0)


def members(attribute: Attribute | None, level: str, table: VoteTable) -> np.ndarray:
    """(P,) who is in the bloc."""
    if attribute is None:
        return np.ones(table.participants, bool)
    return attribute.codes == attribute.levels.index(level)


def no_network() -> Row:
    """List what a process has loaded that could reach a language model."""
    script = (
        "import sys, hanse.analysis.findings, hanse.analysis.themes;"
        "from hanse.analysis.opinions import analyse; print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    loaded = NETWORK_MODULES & set(run.stdout.split())
    reached = f"0 ({'no network module loaded' if not loaded else ', '.join(sorted(loaded))})"
    return Row("Q11", "language-model tokens for ten findings", "0", reached, not loaded)


if __name__ == "__main__":
    say(rows)
