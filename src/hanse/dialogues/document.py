"""The documented JSON of an analysis: what the command line writes and the web serves."""

import json
import math
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.dialogues.disclosure import shown_blocs
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.insights import Analysis, Lens, Result, Slate

FORMAT, FORMAT_VERSION = "hanse-analysis", 1
Document = dict[str, Any]


def as_document(result: Result) -> Document:
    """Say everything that may be shown of a dialogue; see docs/schemas/analysis.schema.json."""
    analysis = result.analysis
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_with": f"hanse {version('hanse')}",
        "data_version": analysis.data_version,
        "dialogue": _dialogue(result.folder),
        "counts": {
            "participants": analysis.participants,
            "statements": analysis.statements,
            "taken_out": int(result.table.moderated.sum()),
            "votes": analysis.votes,
            "vote_events": len(result.folder.votes),
        },
        "lenses": [_lens(lens) for lens in analysis.lenses],
        "statements": _statements(result),
        "opinion_map": _opinion_map(analysis),
        "groups": _groups(analysis),
        "stability": {
            "replicates": analysis.stability.replicates,
            "left_out": analysis.stability.left_out,
        },
        "participants": _participants(analysis),
        "findings": _findings(result.slate),
    }


def as_bytes(document: Document) -> bytes:
    """Write a document in its one canonical form: UTF-8, no spaces, one line."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()


def number(value: float) -> float | None:
    """Keep full precision; what does not exist is null."""
    return None if math.isnan(value) else float(value) + 0.0


def _numbers(values: NDArray[np.float64]) -> list[float | None]:
    return [number(value) for value in values.tolist()]


def _dialogue(folder: DialogueFolder) -> Document:
    return {
        "title": folder.title,
        "question": folder.question,
        "language": folder.language,
        "source": folder.source,
        "link": folder.link,
        "licence": folder.licence,
        "attribution": folder.attribution,
        "simulated": folder.simulated,
    }


def _lens(lens: Lens) -> Document:
    codes = lens.attribute.codes
    members = [int((codes == code).sum()) for code in range(len(lens.attribute.levels))]
    return {
        "kind": lens.kind,
        "attribute": lens.attribute.name,
        "levels": [
            {"level": level, "participants": count}
            for level, count in zip(lens.attribute.levels, members, strict=True)
        ],
        "undeclared": int((codes < 0).sum()),
    }


def _statements(result: Result) -> list[Document]:
    analysis, stability = result.analysis, result.analysis.stability
    texts = {statement.id: statement for statement in result.folder.statements}
    views = [_lens_rows(lens, analysis.lenses[0]) for lens in analysis.lenses]
    return [
        {
            "id": id_,
            "text": texts[id_].text,
            "language": texts[id_].language,
            "moderated": texts[id_].moderated,
            "label": str(analysis.label[j]),
            "probability": number(analysis.overall_probability[j]),
            "index": number(analysis.overall_index[j]),
            "in_top_ten": number(stability.in_top_ten[j]),
            "index_low": number(stability.index_low[j]),
            "index_high": number(stability.index_high[j]),
            "influence": number(stability.influence[j]),
            "axes": _numbers(analysis.opinion_map.axes[j]),
            "lenses": [rows[j] for rows in views],
        }
        for j, id_ in enumerate(analysis.statement_ids)
    ]


def _lens_rows(lens: Lens, everyone: Lens) -> list[Document]:
    """One entry per statement; what rests on a hidden bloc is hidden with it."""
    bridging, blocs = lens.bridging, _bloc_rows(lens, everyone)
    return [
        {
            "attribute": lens.attribute.name,
            "label": str(bridging.label[j]),
            **{
                name: number(values[j]) if all(bloc["shown"] for bloc in blocs[j]) else None
                for name, values in (
                    ("probability", bridging.probability),
                    ("strong", bridging.strong),
                    ("index", bridging.index),
                    ("divide", bridging.divide),
                    ("divide_low", bridging.divide_low),
                    ("divide_high", bridging.divide_high),
                )
            },
            "not_enough_voices": list(bridging.missing[j]),
            "blocs": blocs[j],
        }
        for j in range(len(bridging.label))
    ]


def _bloc_rows(lens: Lens, everyone: Lens) -> list[list[Document]]:
    """Per statement and bloc; the bloc of everyone is always shown."""
    rates = lens.rates
    shown = shown_blocs(rates, everyone.rates)
    if lens is everyone:
        shown[:] = True
    counts = {"agree": rates.agree, "disagree": rates.disagree, "passed": rates.passed}
    shares = {
        "mean": rates.mean, "low": rates.low, "high": rates.high, "pass_share": rates.pass_share,
    }  # fmt: skip
    return [
        [
            {
                "level": level,
                "shown": bool(shown[j, b]),
                **{k: int(v[j, b]) if shown[j, b] else None for k, v in counts.items()},
                **{k: number(v[j, b]) if shown[j, b] else None for k, v in shares.items()},
            }
            for b, level in enumerate(rates.levels)
        ]
        for j in range(len(rates.agree))
    ]


def _opinion_map(analysis: Analysis) -> Document:
    ids, found = analysis.statement_ids, analysis.opinion_map
    return {
        "explained": _numbers(found.explained),
        "low_end": [ids[j] for j in found.low_end],
        "high_end": [ids[j] for j in found.high_end],
    }


def _groups(analysis: Analysis) -> Document:
    groups = analysis.groups
    return {
        "count": groups.count,
        "best_k": groups.best_k,
        "silhouette": number(groups.silhouette),
        "null_silhouette": number(groups.null_silhouette),
        "jaccard": [number(value) for value in groups.jaccard],
        "reason": groups.reason,
        "representative": [
            {
                "group": cell.group,
                "statement": analysis.statement_ids[cell.statement],
                "direction": cell.direction,
                "difference": number(cell.difference),
                "contrast": number(cell.contrast),
                "q_value": number(cell.q_value),
                "false_sign_rate": number(cell.false_sign_rate),
            }
            for cell in analysis.representative
        ],
    }


def _participants(analysis: Analysis) -> Document:
    """Columns in canonical order of the ids; the ids and what they declared are left out."""
    position, group = analysis.opinion_map.position, analysis.groups.attribute
    members = None if group is None else [None if c < 0 else c for c in group.codes.tolist()]
    return {
        "x": _numbers(position[:, 0]),
        "y": _numbers(position[:, 1]),
        "group": members,
        "straight_liner": analysis.flags.straight_liners.tolist(),
        "person_fit": _numbers(analysis.flags.person_fit),
    }


def _findings(slate: Slate) -> Document:
    return {
        "considered": slate.considered,
        "notes": list(slate.notes),
        "topics": [list(terms) for terms in slate.topics],
        "slate": [
            {
                "rank": finding.rank,
                "statement": finding.statement_id,
                "kind": str(finding.kind),
                "topic": finding.topic,
            }
            for finding in slate.findings
        ],
    }
