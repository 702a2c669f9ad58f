"""A brief as strings in reading order: what the PDF, the web page and Word set alike."""

from typing import Any

from hanse.findings.brief import words
from hanse.findings.brief.model import Brief, BriefBloc, BriefFinding, BriefQuote
from hanse.shared.documents.settable import settable

Page = dict[str, Any]
UNKNOWN_LANGUAGE = "und"
PUBLISHER = "Hanse"
LONGEST_QUESTION = 280
LONGEST_HEADLINE = 240
LONGEST_TOPIC = 60


def as_page(brief: Brief) -> Page:
    """Turn every number into the words a reader meets; nothing is computed after this."""
    page = {
        "title": brief.title,
        "language": brief.language,
        "publisher": PUBLISHER,
        "kicker": _kicker(brief),
        "lede": brief.lede,
        "question": " ".join(brief.question.split()) if _is_short(brief.question) else "",
        "question_lang": _lang(brief.question_language, brief),
        "facts": [{"name": fact.name, "value": words.whole(fact.value)} for fact in brief.facts],
        "findings": [_finding(finding, brief) for finding in brief.findings],
        "notes": list(brief.notes),
        "method": list(brief.method),
        "recompute": brief.recompute,
        "data_version": brief.data_version,
        "made_with": brief.made_with,
        "source": [line for line in (brief.attribution, brief.licence, brief.link) if line],
        "simulated": brief.simulated,
        "sharing_label": brief.sharing_label,
    }
    return {key: settable(value) for key, value in page.items()}


def _is_short(question: str) -> bool:
    """Tell a question from a page of explanations, which belongs in the link to the source."""
    return len(question) <= LONGEST_QUESTION and "](" not in question


def _kicker(brief: Brief) -> str:
    """Write the small line above the title."""
    parts = [brief.edition or "Findings of a dialogue"]
    parts += [f"published {brief.published}"] if brief.published else []
    return " · ".join(parts)


def _finding(finding: BriefFinding, brief: Brief) -> Page:
    return {
        "number": str(finding.number),
        "headline": words.shortened(finding.headline, LONGEST_HEADLINE),
        "verbatim": finding.verbatim,
        "lang": _lang(finding.language, brief),
        "statement": finding.statement,
        "statement_id": finding.statement_id,
        "kind": finding.kind,
        "label": words.label_text(finding),
        "topic": words.shortened(", ".join(finding.topic[:3]), LONGEST_TOPIC),
        "figure_title": finding.figure_title,
        "rows": _rows(finding),
        "picture": words.picture_text(finding.blocs),
        "dissent": finding.dissent,
        "stability": words.stability_text(finding.in_top_ten, brief.replicates),
        "missing": words.missing_text(finding.missing),
        "withheld": words.withheld_text(finding.withheld),
        "supporting": [_quote(quote, words.ALSO_BACKED, brief) for quote in finding.supporting],
        "counter_voice": finding.counter_voice
        and _quote(finding.counter_voice, words.BACKED_AGAINST, brief),
        "recommendations": [
            {"addressee": ask.addressee, "text": ask.text} for ask in finding.recommendations
        ],
    }


def _rows(finding: BriefFinding) -> list[Page]:
    """Give each bloc a mark: 0 for everyone, then by its place within its attribute."""
    rows: list[Page] = []
    places: dict[str, int] = {}
    several = len({bloc.attribute for bloc in finding.blocs} - {words.EVERYONE}) > 1
    for bloc in finding.blocs:
        mark = 0
        if bloc.attribute != words.EVERYONE:
            mark = places[bloc.attribute] = places.get(bloc.attribute, 0) + 1
        rows.append(_row(bloc, mark, bloc.attribute if several and mark else ""))
    return rows


def _row(bloc: BriefBloc, mark: int, attribute: str) -> Page:
    name = words.name_of(bloc)
    return {
        "name": name,
        "attribute": attribute,
        "label": f"{name} ({attribute})" if attribute else name,
        "mark": mark,
        "mean": bloc.mean,
        "low": bloc.low,
        "high": bloc.high,
        "alt": words.bloc_text(bloc),
        "share": words.percent(bloc.mean),
        "interval": words.span(bloc.low, bloc.high),
        "agree": words.whole(bloc.agree),
        "disagree": words.whole(bloc.disagree),
        "passed": words.whole(bloc.passed),
    }


def _quote(quote: BriefQuote, by: str, brief: Brief) -> Page:
    return {
        "text": quote.text,
        "by": f"{by} · statement {quote.source_id}",
        "lang": _lang(quote.language, brief),
    }


def _lang(tag: str, brief: Brief) -> str:
    """Give the primary language of a text; an unknown one is taken for that of the brief."""
    primary = tag.split("-", maxsplit=1)[0].lower()
    return brief.language if primary in ("", UNKNOWN_LANGUAGE) else primary
