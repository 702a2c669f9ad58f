"""The brief as PDF/UA-1, set by Typst with the typefaces that Hanse brings along."""

import json
from pathlib import Path

import typst

from hanse.findings.brief.model import Brief
from hanse.findings.brief.page import as_page
from hanse.findings.brief.unset import BOX, missing_letters, same_kind

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(__file__).parents[2] / "shared" / "fonts"
UNDATED = 0  # a brief without a date carries 1970, so that the same brief gives the same bytes
MOST_KINDS = 80
BOX_NOTE = (
    f"Some letters cannot be set with the typefaces on this machine and stand as {BOX}."
    " The web page, the Word file and the data hold them in full."
)


def render_pdf(brief: Brief, *, system_fonts: bool = True) -> bytes:
    """Set the brief; Typst refuses what PDF/UA-1 does not allow.

    A letter that no typeface has would be refused too: it becomes a box, and the brief says so.
    """
    page = as_page(brief)
    text = json.dumps(page, ensure_ascii=False)
    for _ in range(MOST_KINDS):
        try:
            return _set(text, system_fonts=system_fonts)
        except typst.TypstError as problem:
            missing = missing_letters(str(problem))
            if not missing:
                raise
        if BOX not in text:
            text = json.dumps(page | {"notes": [*page["notes"], BOX_NOTE]}, ensure_ascii=False)
        kinds = same_kind(missing, text)
        text = text.translate(dict.fromkeys(map(ord, kinds), BOX))
    return _set(text, system_fonts=system_fonts)


def _set(text: str, *, system_fonts: bool) -> bytes:
    return bytes(
        typst.compile(
            TEMPLATES / "brief.typ",
            root=TEMPLATES,
            font_paths=[FONTS],
            ignore_system_fonts=not system_fonts,
            sys_inputs={"brief": text},
            pdf_standards=["ua-1"],
            timestamp=UNDATED,
        )
    )
