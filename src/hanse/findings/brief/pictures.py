"""Interval pictures for documents that cannot draw them, made by the same Typst code as the PDF."""

import json
from typing import Any

import typst

from hanse.findings.brief.pdf import TEMPLATES
from hanse.shared.documents.pdf import FONTS, PACKAGE

DOTS_PER_INCH = 180.0


def interval_pictures(rows: list[dict[str, Any]]) -> list[bytes]:
    """Draw one PNG per row."""
    if not rows:
        return []
    made = typst.compile(
        TEMPLATES / "strips.typ",
        root=PACKAGE,
        font_paths=[FONTS],
        sys_inputs={"rows": json.dumps(rows, ensure_ascii=False)},
        format="png",
        ppi=DOTS_PER_INCH,
    )
    return [bytes(made)] if isinstance(made, bytes) else [bytes(page) for page in made]
