"""The brief as PDF/UA-1, set by Typst with the typefaces that Hanse brings along."""

import json
from pathlib import Path

import typst

from hanse.findings.brief.model import Brief
from hanse.findings.brief.page import as_page

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(__file__).parents[2] / "shared" / "fonts"
UNDATED = 0  # a brief without a date carries 1970, so that the same brief gives the same bytes


def render_pdf(brief: Brief) -> bytes:
    """Set the brief; Typst refuses what PDF/UA-1 does not allow."""
    return bytes(
        typst.compile(
            TEMPLATES / "brief.typ",
            root=TEMPLATES,
            font_paths=[FONTS],
            sys_inputs={"brief": json.dumps(as_page(brief), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=UNDATED,
        )
    )
