"""What the pages draw from an analysis: small records, so that no page reads the whole document.

The numbers come from the published document, so a page can never show more than it does. Shares
are rounded to six digits.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.dialogues.insights import Lens, Result, Themes

DIGITS = 6
EVERYONE = "everyone"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One row of `StatementResult`; `statement` is the reference in the files."""

    statement: str
    rank: int
    label: str
    topic: int
    agree: int
    disagree: int
    passed: int
    mean: float | None
    divide: float | None
    probability: float | None
    in_top_ten: float | None
    lenses: Json


@dataclass(frozen=True, slots=True)
class Records:
    """Everything the pages of one dialogue draw."""

    data_version: str
    summary: Json
    map: Json
    statements: tuple[StatementRecord, ...]


def records_of(result: Result, document: Json, themes: Themes) -> Records:
    """Cut a document into what each page needs; `themes` are of the statements in its order."""
    rows = document["statements"]
    order = sorted(range(len(rows)), key=lambda j: _weakness(rows[j]["index"]))
    rank = {j: place for place, j in enumerate(order, start=1)}
    return Records(
        data_version=document["data_version"],
        summary=_summary(document, themes),
        map=_map(result),
        statements=tuple(
            _statement(row, rank[j], int(themes.topic[j])) for j, row in enumerate(rows)
        ),
    )


def _weakness(index: float | None) -> float:
    """Sort key: the highest bridging index first, statements without one last."""
    return math.inf if index is None else -index


def _summary(document: Json, themes: Themes) -> Json:
    return {
        **document["counts"],
        "labels": dict(Counter(row["label"] for row in document["statements"])),
        "topics": [list(terms) for terms in themes.terms],
        "lenses": document["lenses"],
        "groups": document["groups"],
        "low_end": document["opinion_map"]["low_end"],
        "high_end": document["opinion_map"]["high_end"],
        "explained": document["opinion_map"]["explained"],
        "straight_liners": sum(document["participants"]["straight_liner"]),
        "replicates": document["stability"]["replicates"],
    }


def _map(result: Result) -> Json:
    analysis = result.analysis
    position = analysis.opinion_map.position
    placed = np.asarray(np.isfinite(position).all(axis=1))
    return {
        "points": np.round(position[placed], 3).tolist(),
        "blocs": {lens.attribute.name: _codes(lens, placed) for lens in analysis.lenses},
        "unplaced": int((~placed).sum()),
    }


def _codes(lens: Lens, placed: NDArray[np.bool_]) -> list[int]:
    codes: list[int] = lens.attribute.codes[placed].tolist()
    return codes


def _statement(row: Json, rank: int, topic: int) -> StatementRecord:
    everyone = row["lenses"][0]["blocs"][0]
    divides = [lens["divide"] for lens in row["lenses"][1:]]
    return StatementRecord(
        statement=row["id"],
        rank=rank,
        label=row["label"],
        topic=topic,
        agree=everyone["agree"],
        disagree=everyone["disagree"],
        passed=everyone["passed"],
        mean=rounded(everyone["mean"]),
        divide=largest(divides),
        probability=rounded(row["probability"]),
        in_top_ten=rounded(row["in_top_ten"]),
        lenses={lens["attribute"]: _lens(lens) for lens in row["lenses"]},
    )


def _lens(lens: Json) -> Json:
    numbers = ("probability", "divide", "divide_low", "divide_high")
    return {
        "label": lens["label"],
        "not_enough_voices": lens["not_enough_voices"],
        **{name: rounded(lens[name]) for name in numbers},
        "blocs": [{**bloc, **_shares(bloc)} for bloc in lens["blocs"]],
    }


def _shares(bloc: Json) -> Json:
    return {name: rounded(bloc[name]) for name in ("mean", "low", "high", "pass_share")}


def rounded(value: float | None) -> float | None:
    """Return a number short enough to store many of."""
    return None if value is None else round(value, DIGITS)


def largest(values: Sequence[float | None]) -> float | None:
    """Return the largest number there is, nothing when there is none."""
    return rounded(max((value for value in values if value is not None), default=None))
