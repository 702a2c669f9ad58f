"""What each page of a dialogue shows, put together from stored results."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from hanse.dialogues import figures
from hanse.dialogues.forms import StatementFilter
from hanse.dialogues.models import Dialogue, Statement, StatementResult, StoredAnalysis
from hanse.dialogues.queries import (
    AGREED,
    bridging,
    dividing,
    halving,
    topic_sizes,
    wanted_results,
    with_refs,
)
from hanse.dialogues.wording import (
    EVERYONE,
    GROUPS,
    SPECTRUM,
    group_reason,
    label_words,
    lens_name,
    topic_name,
)
from hanse.shared.figures import IntervalRow, interval_strip
from hanse.shared.paging import page_of

ROWS_ON_A_PAGE = 50
SHOWN_OF_EACH = 5
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the same thing; `address` is a link of its own."""

    label: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One statement in a list: its result, its bars by one lens, and what is hidden there."""

    result: StatementResult
    lens: str
    label: str
    divide: float | None
    words: str
    strip: SafeString
    bars: tuple[tuple[IntervalRow, SafeString], ...]
    missing: tuple[str, ...]

    @property
    def voices(self) -> int:
        """People who took a side."""
        return self.result.agree + self.result.disagree


def dialogue_page(dialogue: Dialogue, analysis: StoredAnalysis, asked: QueryDict) -> dict[str, Any]:
    """Return the overview: facts, map, groups or spectrum, what unites and what divides."""
    summary = analysis.summary
    lens = _chosen_lens(summary, asked.get("map", ""))
    leading = _leading(summary)
    bridges = bridging(analysis, leading["attribute"])
    form = "line" if asked.get("as") == "line" else "map"
    picture = figures.drawn_map(analysis.pk, lens["attribute"], form, get_language() or "")
    return {
        **_common(dialogue, analysis),
        "agreed": bridges.count(),
        "agreed_words": label_words("consensus", len(summary["lenses"])),
        "compared": len(summary["lenses"]) > 1,
        "lens": lens,
        "form": form,
        "tabs": [_tab(other, lens) for other in summary["lenses"]],
        "picture": picture,
        "bridges": _rows(bridges[:SHOWN_OF_EACH], summary, leading, apart=True),
        "divides": _divides(analysis),
        "apart": _apart(analysis),
        "reason": group_reason(summary["groups"]["reason"]),
        "spectrum": summary["groups"]["reason"] in SPECTRUM,
    }


def _divides(analysis: StoredAnalysis) -> list[Row]:
    """Return where blocs differ; with one bloc, where people stand half against half."""
    summary = analysis.summary
    found = dividing(analysis) if len(summary["lenses"]) > 1 else halving(analysis)
    return _rows(found[:SHOWN_OF_EACH], summary, None, apart=True)


def _apart(analysis: StoredAnalysis) -> list[tuple[str, list[tuple[Statement, bool]]]]:
    """Return per group the statements that set it apart, and whether it agrees more with them."""
    cells = analysis.summary["groups"]["representative"]
    if not cells:
        return []
    known = with_refs(analysis, {cell["statement"] for cell in cells})
    levels = next(lens for lens in analysis.summary["lenses"] if lens["kind"] == GROUPS)["levels"]
    shown: dict[str, list[tuple[Statement, bool]]] = {level["level"]: [] for level in levels}
    for cell in sorted(cells, key=lambda cell: -abs(cell["difference"])):
        chosen = shown[levels[cell["group"]]["level"]]
        if len(chosen) < SHOWN_OF_EACH:
            chosen.append((known[cell["statement"]], cell["direction"] > 0))
    return list(shown.items())


def statements_page(
    dialogue: Dialogue, analysis: StoredAnalysis, asked: QueryDict
) -> dict[str, Any]:
    """Return the table of statements as the address asks for it."""
    summary = analysis.summary
    form = StatementFilter(
        asked,
        summary=summary,
        topic_sizes=topic_sizes(analysis),
        lens=_leading(summary)["attribute"],
    )
    wanted = form.wanted()
    page = page_of(wanted_results(analysis, wanted), asked, ROWS_ON_A_PAGE)
    lens = _chosen_lens(summary, wanted.by)
    return {
        **_common(dialogue, analysis),
        "form": form,
        "asked": asked,
        "order": wanted.order,
        "lens": lens,
        "lens_name": lens_name(lens["attribute"], lens["kind"]),
        "key": figures.bloc_key(lens),
        "page": page,
        "rows": _rows(page, summary, lens),
    }


def statement_page(
    dialogue: Dialogue, analysis: StoredAnalysis, result: StatementResult
) -> dict[str, Any]:
    """Return one statement with a figure for every way of dividing the participants."""
    summary = analysis.summary
    drawn = (
        figures.lens_figure(result, lens, source=dialogue.title)
        for lens in summary["lenses"]
        if result.lenses[lens["attribute"]]["blocs"]
    )
    return {
        **_common(dialogue, analysis),
        "result": result,
        "statement": result.statement,
        "words": label_words(result.label, len(summary["lenses"])),
        "agreed": result.label in AGREED,
        "figures": [] if result.label == "moderated" else list(drawn),
    }


def statements_table(analysis: StoredAnalysis, results: Iterable[StatementResult]) -> str:
    """Return all statements as CSV; numbers of hidden blocs stay empty."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    blocs = [
        (lens["attribute"], place, level["level"])
        for lens in analysis.summary["lenses"]
        for place, level in enumerate(lens["levels"])
    ]
    numbers = ("agree", "disagree", "passed", "mean", "low", "high")
    write.writerow(
        ["statement", "text", "language", "label", "topic", "in_top_ten"]
        + [f"{name}={level} {number}" for name, _, level in blocs for number in numbers]
    )
    for result in results:
        said, topic = result.statement, _topic(analysis.summary, result)
        about = (said.ref, _harmless(said.text), said.language, result.label, topic)
        shown = (
            result.lenses[name]["blocs"][place][number]
            for name, place, _level in blocs
            for number in numbers
        )
        write.writerow([*about, result.in_top_ten, *shown])
    return out.getvalue()


def _harmless(text: str) -> str:
    """Keep a spreadsheet from running a statement as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _common(dialogue: Dialogue, analysis: StoredAnalysis) -> dict[str, Any]:
    return {
        "dialogue": dialogue,
        "analysis": analysis,
        "summary": analysis.summary,
        "sharing": dialogue.sharing_label.upper(),
    }


def _chosen_lens(summary: Json, attribute: str) -> Json:
    """Return the lens of this name; without one the groups, else the first declared attribute."""
    lenses: list[Json] = summary["lenses"]
    named = next((lens for lens in lenses if lens["attribute"] == attribute), None)
    return named or _leading(summary)


def _leading(summary: Json) -> Json:
    """Return the lens that says most: declared blocs, else groups, else everyone."""
    lenses: list[Json] = summary["lenses"]
    order = {"declared": 0, "emergent": 1, "everyone": 2}
    return min(lenses, key=lambda lens: order[lens["kind"]])


def _tab(lens: Json, chosen: Json) -> Tab:
    return Tab(
        label=lens_name(lens["attribute"], lens["kind"]),
        address=f"?{_query(map=lens['attribute'])}#map",
        current=lens is chosen,
    )


def _query(**values: str) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()


def _rows(
    results: Iterable[StatementResult], summary: Json, lens: Json | None, *, apart: bool = False
) -> list[Row]:
    """Return rows with the bars of one lens, or of the lens that divides each one most.

    `apart` asks for each bloc's bar by itself as well.
    """
    lenses = len(summary["lenses"])
    return [
        _row(result, lens or _widest(result, summary), lenses=lenses, apart=apart)
        for result in results
    ]


def _row(result: StatementResult, lens: Json, *, lenses: int, apart: bool) -> Row:
    shown = result.lenses[lens["attribute"]]
    bars = figures.bloc_rows(shown, lens["kind"])
    return Row(
        result=result,
        lens="" if lens["kind"] == EVERYONE else lens_name(lens["attribute"], lens["kind"]),
        label=shown["label"],
        divide=shown["divide"] if len(bars) > 1 else None,
        words=label_words(shown["label"], lenses),
        strip=interval_strip(bars),
        bars=tuple((bar, interval_strip((bar,))) for bar in bars) if apart else (),
        missing=tuple(row.name for row in bars if not row.enough),
    )


def _widest(result: StatementResult, summary: Json) -> Json:
    lenses: list[Json] = summary["lenses"][1:] or summary["lenses"]
    return max(lenses, key=lambda lens: result.lenses[lens["attribute"]]["divide"] or 0.0)


def _topic(summary: Json, result: StatementResult) -> str:
    topics = summary["topics"]
    return topic_name(topics[result.topic]) if 0 <= result.topic < len(topics) else gettext("Other")
