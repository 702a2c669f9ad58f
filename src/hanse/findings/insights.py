"""The results behind findings: the only place here that touches `hanse.analysis`."""

from collections.abc import Mapping

from hanse.analysis.findings.quotes import cut
from hanse.analysis.findings.results import Finding, Quote, Source
from hanse.dialogues.disclosure import shown_blocs
from hanse.dialogues.insights import Result, sources

__all__ = [
    "Finding",
    "Quote",
    "Result",
    "Source",
    "cut_quote",
    "shown_levels",
    "sources_by_id",
]


def sources_by_id(result: Result) -> dict[str, Source]:
    """Give every statement that can be quoted."""
    return {source.id: source for source in sources(result.folder, result.table)}


def cut_quote(quote: Quote, known: Mapping[str, Source]) -> str:
    """Slice the quote from its source again; a changed byte is an error."""
    return cut(quote, known[quote.source_id])


def shown_levels(result: Result) -> dict[str, list[list[bool]]]:
    """Say per attribute, statement and bloc whether numbers may be shown."""
    everyone, *lenses = result.analysis.lenses
    return {
        lens.attribute.name: shown_blocs(lens.rates, everyone.rates).tolist() for lens in lenses
    }
