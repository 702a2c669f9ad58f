"""From an analysed table to a balanced slate of findings, each with its evidence."""

from collections.abc import Sequence

from hanse.analysis.findings.about_voters import about_voters
from hanse.analysis.findings.association import Associations, Ballots
from hanse.analysis.findings.candidates import Candidate, candidates, passes_gates
from hanse.analysis.findings.choice import DISAGREEMENTS, choose_candidates
from hanse.analysis.findings.evidence import bloc_evidence, dissenting_bloc, missing_blocs
from hanse.analysis.findings.results import Finding, Kind, Slate, Source
from hanse.analysis.findings.voices import (
    SUPPORTING,
    Evidence,
    counter_voice,
    supporting_quotes,
)
from hanse.analysis.opinions.results import Analysis
from hanse.analysis.opinions.votes import VoteTable
from hanse.analysis.themes import find_themes


def choose(
    table: VoteTable, analysis: Analysis, sources: Sequence[Source], *, size: int = 10
) -> Slate:
    """Choose ten findings, or fewer, that people across the blocs stand behind.

    Parameters
    ----------
    table
        Votes in canonical order, C statements.
    analysis
        What `analyse` says of the same table.
    sources
        The C statements as submitted, in table order.
    size
        Most findings to choose.

    Returns
    -------
    Slate
        Agreements first, then open disagreements; at most two findings per topic.

    Raises
    ------
    ValueError
        If there is not one source per statement, or the ids differ.

    Notes
    -----
    No finding rests on a bloc with fewer than ten voices. Topics come from the words of the
    statements alone, so two findings on one subject in different words or languages may count as
    two topics. See docs/methods/slate.md.
    """
    if tuple(source.id for source in sources) != table.statement_ids:
        raise ValueError("give one source per statement, in the order of the table")
    themes = find_themes([source.text for source in sources])
    personal = about_voters([source.text for source in sources])
    ballots = Ballots(table)
    found = candidates(ballots, analysis, themes, personal)
    chosen = choose_candidates(table, analysis, found, size)
    evidence = Evidence(ballots, analysis, themes, sources, table.moderated | personal)
    heard = {c.statement for c in chosen}
    findings = tuple(_finding(evidence, rank, c, heard) for rank, c in enumerate(chosen, start=1))
    considered = passes_gates(analysis) & ~personal
    notes = _notes(findings, int(considered.sum()), size)
    if describing := int((passes_gates(analysis) & personal).sum()):
        notes += (f"Statements left out because they describe the voter: {describing}.",)
    return Slate(findings, themes.terms, int(considered.sum()), notes)


def _finding(evidence: Evidence, rank: int, candidate: Candidate, heard: set[int]) -> Finding:
    """Put one evidence pack together; voices already heard in the slate come last."""
    analysis, j = evidence.analysis, candidate.statement
    links = Associations(evidence.ballots, j)
    blocs = bloc_evidence(analysis, j)
    dissent = dissenting_bloc(analysis, blocs)
    supporting = supporting_quotes(evidence, candidate, links, heard)
    return Finding(
        rank=rank,
        statement=j,
        statement_id=evidence.ballots.table.statement_ids[j],
        kind=candidate.kind,
        label=analysis.label[j],
        topic=candidate.topic,
        probability=float(analysis.overall_probability[j]),
        in_top_ten=float(analysis.stability.in_top_ten[j]),
        blocs=blocs,
        dissent=dissent,
        missing=missing_blocs(blocs),
        near_duplicates=candidate.others,
        supporting=supporting,
        counter_voice=counter_voice(evidence, candidate, links, dissent, supporting),
    )


def _notes(findings: tuple[Finding, ...], considered: int, size: int) -> tuple[str, ...]:
    """Say what limits the slate, in plain sentences."""
    notes = []
    if not considered:
        notes.append("No statement has enough voices to report a finding.")
    elif len(findings) < size:
        notes.append(
            f"Only {len(findings)} of {size} findings: no other statement is agreed or disagreed"
            " on surely enough, or its topic has two findings already."
        )
    open_ones = sum(finding.kind is Kind.DISAGREEMENT for finding in findings)
    if findings and open_ones < min(DISAGREEMENTS, size // 3):
        notes.append(f"Open disagreements found: {open_ones}.")
    few = [finding.rank for finding in findings if len(finding.supporting) < SUPPORTING]
    if few:
        notes.append(f"Fewer than two supporting voices were found for {_listed(few)}.")
    silent = [finding.rank for finding in findings if finding.counter_voice is None]
    if silent:
        notes.append(f"No statement speaks against {_listed(silent)}.")
    absent = sorted({bloc for finding in findings for bloc in finding.missing})
    notes += [f"Not enough voices from {level} ({attribute})." for attribute, level in absent]
    return tuple(notes)


def _listed(ranks: list[int]) -> str:
    """Write ranks as words: finding 1, findings 1 and 3.

    >>> _listed([2]), _listed([1, 3, 4])
    ('finding 2', 'findings 1, 3 and 4')
    """
    if len(ranks) == 1:
        return f"finding {ranks[0]}"
    return f"findings {', '.join(map(str, ranks[:-1]))} and {ranks[-1]}"
