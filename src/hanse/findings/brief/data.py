"""The brief as data: everything it says, in the same canonical form as an analysis."""

import math
from dataclasses import asdict
from typing import Any

from hanse.dialogues.document import as_bytes
from hanse.findings.brief.model import Brief

FORMAT, FORMAT_VERSION = "hanse-brief", 1


def render_json(brief: Brief) -> bytes:
    """Write the brief; see docs/schemas/brief.schema.json."""
    return as_bytes({"format": FORMAT, "format_version": FORMAT_VERSION, **_plain(asdict(brief))})


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """Turn tuples into lists and what does not exist into null."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and math.isnan(value):
        return None
    return value
