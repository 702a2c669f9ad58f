"""From a dialogue's result to its brief: numbers computed, quotes cut, gaps named."""

from collections.abc import Mapping
from importlib.metadata import version

from hanse.findings.brief import words
from hanse.findings.brief.method import method_of
from hanse.findings.brief.model import (
    DEFAULT_SHARING_LABEL,
    Brief,
    BriefBloc,
    BriefFinding,
    BriefQuote,
    Fact,
)
from hanse.findings.insights import (
    Finding,
    Quote,
    Result,
    Source,
    cut_quote,
    shown_levels,
    sources_by_id,
)

Shown = Mapping[str, list[list[bool]]]


def build_brief(
    result: Result, *, title: str, recompute: str, sharing_label: str = DEFAULT_SHARING_LABEL
) -> Brief:
    """Put the slate of one dialogue into a brief."""
    folder, analysis = result.folder, result.analysis
    known, shown = sources_by_id(result), shown_levels(result)
    findings = tuple(finding_of(finding, result, known, shown) for finding in result.slate.findings)
    return Brief(
        title=title or folder.title,
        lede=_lede(result),
        question=folder.question,
        question_language=folder.language,
        language="en",
        facts=(
            Fact("People", analysis.participants),
            Fact("Statements", analysis.statements - int(result.table.moderated.sum())),
            Fact("Votes", analysis.votes),
        ),
        findings=findings,
        notes=result.slate.notes,
        method=method_of(result),
        data_version=analysis.data_version,
        recompute=recompute,
        made_with=f"hanse {version('hanse')}",
        replicates=analysis.stability.replicates,
        link=folder.link,
        licence=folder.licence,
        attribution=folder.attribution,
        simulated=folder.simulated,
        sharing_label=sharing_label,
    )


def finding_of(
    finding: Finding, result: Result, known: Mapping[str, Source], shown: Shown
) -> BriefFinding:
    """Put one finding of the slate into words and blocs that may be shown."""
    source = known[finding.statement_id]
    blocs, hidden = _blocs(finding.statement, result, shown)
    hidden_here = [pair for pair in hidden if pair not in finding.missing]
    kind = str(finding.kind)
    return BriefFinding(
        number=finding.rank,
        headline=source.text,
        verbatim=True,
        language=source.language,
        statement_id=source.id,
        statement=source.text,
        kind=kind,
        label=str(finding.label),
        topic=result.slate.topics[finding.topic] if finding.topic >= 0 else (),
        probability=finding.probability,
        in_top_ten=finding.in_top_ten,
        figure_title=words.figure_title(kind, blocs),
        blocs=blocs,
        dissent=words.who_disagrees(blocs, kind),
        missing=finding.missing,
        withheld=tuple(hidden_here),
        near_duplicates=tuple(result.table.statement_ids[j] for j in finding.near_duplicates),
        supporting=tuple(_quote(quote, known) for quote in finding.supporting),
        counter_voice=_quote(finding.counter_voice, known) if finding.counter_voice else None,
    )


def _blocs(
    statement: int, result: Result, shown: Shown
) -> tuple[tuple[BriefBloc, ...], list[tuple[str, str]]]:
    """Everyone first, then every bloc that may be shown; and the names of those that may not."""
    blocs, hidden = [], []
    for lens in result.analysis.lenses:
        rates, name = lens.rates, lens.attribute.name
        for b, level in enumerate(rates.levels):
            if name in shown and not shown[name][statement][b]:
                hidden.append((name, level))
                continue
            blocs.append(
                BriefBloc(
                    attribute=name if name in shown else words.EVERYONE,
                    level=level,
                    agree=int(rates.agree[statement, b]),
                    disagree=int(rates.disagree[statement, b]),
                    passed=int(rates.passed[statement, b]),
                    mean=float(rates.mean[statement, b]),
                    low=float(rates.low[statement, b]),
                    high=float(rates.high[statement, b]),
                )
            )
    return tuple(blocs), hidden


def _quote(quote: Quote, known: Mapping[str, Source]) -> BriefQuote:
    return BriefQuote(
        text=cut_quote(quote, known),
        source_id=quote.source_id,
        sha256=quote.sha256,
        start=quote.start,
        end=quote.end,
        language=quote.language,
    )


def _lede(result: Result) -> str:
    analysis = result.analysis
    findings = words.count(len(result.slate.findings), "finding", "findings")
    votes = words.count(analysis.votes, "vote", "votes")
    people = words.count(analysis.participants, "person", "people")
    if not result.slate.findings:
        return f"No findings yet from {votes} by {people}."
    return (
        f"{findings.capitalize()} from {votes} by {people}. Each one shows how many stand behind"
        " it, how sure we are, and who disagrees."
    )
