"""The documented JSON of an early warning run: docs/schemas/warning.schema.json."""

import json
import math
from typing import Any

from hanse.threats.counts import Counts, MonthlyCounts
from hanse.threats.insights import Alarm, Judgement, rung_name

FORMAT = "hanse-warning"
FORMAT_VERSION = 2


def as_document(counts: Counts, judgement: Judgement, found: tuple[Alarm, ...]) -> dict[str, Any]:
    """Return everything the run says, ready for JSON; unknown numbers are None."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "period": "month" if isinstance(counts, MonthlyCounts) else "week",
        "begins": counts.begin(0).isoformat(),
        "periods": counts.periods,
        "series": [_series(counts, judgement, row) for row in range(len(counts.names))],
        "alarms": [_alarm(counts, alarm) for alarm in found],
    }


def as_bytes(document: dict[str, Any]) -> bytes:
    """Return the document as UTF-8, always the same bytes for the same content."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _series(counts: Counts, judgement: Judgement, row: int) -> dict[str, Any]:
    return {
        "name": counts.names[row],
        "observed": list(counts.counts[row]),
        "expected": _numbers(judgement.expected[row].tolist()),
        "threshold": _numbers(judgement.upper[row].tolist()),
        "p_value": _numbers(judgement.p_value[row].tolist()),
        "alarm": judgement.alarm[row].tolist(),
        "sustained": judgement.sustained[row].tolist(),
        "basis": [rung_name(rung) for rung in judgement.rung[row].tolist()],
    }


def _alarm(counts: Counts, alarm: Alarm) -> dict[str, Any]:
    return {
        "series": counts.names[alarm.series],
        "begins": counts.begin(alarm.week).isoformat(),
        "detector": alarm.detector,
        "observed": alarm.observed,
        "expected": _number(alarm.expected),
        "threshold": _number(alarm.upper),
        "p_value": _number(alarm.p_value),
        "ratio": _number(alarm.ratio),
        "watch": alarm.watch,
        "network": alarm.network,
        "sustained": alarm.sustained,
    }


def _numbers(values: list[float]) -> list[float | None]:
    return [_number(value) for value in values]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
