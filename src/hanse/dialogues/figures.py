"""Figures of a dialogue: stored numbers in, dataclasses of the shared figures out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from numpy.typing import NDArray

from hanse.dialogues.models import StatementResult, StoredAnalysis
from hanse.dialogues.wording import bloc_name, lens_name
from hanse.shared import numbers
from hanse.shared.figures import (
    IntervalFigure,
    IntervalRow,
    MapBloc,
    OpinionMapFigure,
    interval_figure,
    opinion_map_figure,
    spectrum_figure,
)

SHAPES = 6
Json = dict[str, Any]


def bloc_rows(lens: Json, kind: str) -> tuple[IntervalRow, ...]:
    """Return one row per bloc; a bloc whose numbers stay hidden keeps its name alone."""
    return tuple(
        IntervalRow(
            name=bloc_name(bloc["level"], kind),
            agree=bloc["agree"] or 0,
            disagree=bloc["disagree"] or 0,
            passed=bloc["passed"] or 0,
            mean=bloc["mean"] or 0.0,
            low=bloc["low"] or 0.0,
            high=bloc["high"] or 0.0,
            bloc=place % SHAPES + 1,
            enough=bloc["shown"] and bloc["mean"] is not None,
        )
        for place, bloc in enumerate(lens["blocs"])
    )


@dataclass(frozen=True, slots=True)
class Key:
    """A bloc's name beside its mark, once for a whole table."""

    name: str
    bloc: int


def bloc_key(lens: Json) -> list[Key]:
    """Return the marks of a lens with their names; none where everyone is one bloc."""
    if lens["kind"] == "everyone":
        return []
    return [
        Key(bloc_name(level["level"], lens["kind"]), place % SHAPES + 1)
        for place, level in enumerate(lens["levels"])
    ]


def lens_figure(result: StatementResult, lens: Json, *, source: str) -> SafeString:
    """Return the answers to one statement, bloc by bloc, under a title that says what they show."""
    numbers_of = result.lenses[lens["attribute"]]
    rows = bloc_rows(numbers_of, lens["kind"])
    return interval_figure(
        IntervalFigure(
            title=_lens_title(rows, lens, numbers_of["divide"]),
            rows=rows,
            source=source,
            method=reverse("dialogues:methods") + "#intervals",
        )
    )


def _lens_title(rows: tuple[IntervalRow, ...], lens: Json, divide: float | None) -> str:
    drawn = [row for row in rows if row.enough]
    if not drawn:
        return gettext("Not enough voices to say")
    if len(rows) == 1:
        share = numbers.percent(drawn[0].mean)
        return gettext("%(share)s of those who took a side agree") % {"share": share}
    low, high = min(drawn, key=lambda row: row.mean), max(drawn, key=lambda row: row.mean)
    words = {
        "lens": lens_name(lens["attribute"], lens["kind"]),
        "low": numbers.percent(low.mean),
        "high": numbers.percent(high.mean),
        "least": low.name,
        "most": high.name,
    }
    if len(drawn) == 1:
        return gettext("%(lens)s: %(high)s agree among %(most)s; too few voices elsewhere") % words
    if divide is None or len(drawn) < len(rows):
        return (
            gettext("%(lens)s: between %(low)s and %(high)s agree where there are voices") % words
        )
    return gettext("%(lens)s: from %(low)s (%(least)s) to %(high)s (%(most)s)") % words


@lru_cache(maxsize=256)
def drawn_map(analysis: int, attribute: str, form: str, language: str) -> SafeString:
    """Return one view of the opinion map; a stored analysis never changes, so it is drawn once."""
    del language  # part of what makes a drawing, used by the translations below
    stored = StoredAnalysis.objects.select_related("dialogue").get(pk=analysis)
    lens = next(lens for lens in stored.summary["lenses"] if lens["attribute"] == attribute)
    texts = dict(stored.results.values_list("statement__ref", "statement__text"))
    positions = np.array(stored.map["points"], float).reshape(-1, 2)
    code = np.array(stored.map["blocs"][attribute], int)
    figure = OpinionMapFigure(
        title=map_title(stored.summary, lens, positions, code),
        positions=positions,
        blocs=tuple(
            MapBloc(bloc_name(level["level"], lens["kind"]), place % SHAPES + 1)
            for place, level in enumerate(lens["levels"])
        ),
        code=code,
        low_end=tuple(texts[ref] for ref in stored.summary["low_end"][:3]),
        high_end=tuple(texts[ref] for ref in stored.summary["high_end"][:3]),
        source=stored.dialogue.title,
        method=reverse("dialogues:methods") + "#map",
    )
    return spectrum_figure(figure) if form == "line" else opinion_map_figure(figure)


def map_title(
    summary: Json, lens: Json, positions: NDArray[np.float64], code: NDArray[np.int_]
) -> str:
    """Return what the map shows, in one sentence."""
    if not len(positions) or not np.ptp(positions, axis=0).any():
        return gettext("The votes set nobody apart")
    groups = summary["groups"]["count"]
    if lens["kind"] == "declared":
        share = share_explained(positions, code)
        return gettext("%(lens)s explains %(share)s of where people stand from left to right") % {
            "lens": lens_name(lens["attribute"], lens["kind"]),
            "share": numbers.percent(share),
        }
    if groups:
        count = {"count": numbers.whole(groups)}
        return gettext("Votes alone set %(count)s groups apart") % count
    return gettext("Opinion is one continuous spectrum, not a set of camps")


def share_explained(positions: NDArray[np.float64], code: NDArray[np.int_]) -> float:
    """Return the share of the spread from left to right that lies between blocs (eta squared)."""
    across, blocs = positions[code >= 0, 0], code[code >= 0]
    spread = float(((across - across.mean()) ** 2).sum()) if len(across) else 0.0
    if not spread:
        return 0.0
    size = np.bincount(blocs)
    middle = np.bincount(blocs, weights=across) / np.maximum(size, 1)
    between: float = (size * (middle - across.mean()) ** 2).sum()
    return float(between / spread)
