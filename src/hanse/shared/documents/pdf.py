"""PDF/UA-1 set by Typst with the typefaces that Hanse brings along."""

import json
from pathlib import Path
from typing import Any

import typst

from hanse.shared.documents.unset import BOX, missing_letters, same_kind

PACKAGE = Path(__file__).parents[2]  # templates of features import the look by its place in here
FONTS = PACKAGE / "shared" / "fonts"
UNDATED = 0  # a document without a date carries 1970, so that the same words give the same bytes
MOST_KINDS = 80
BOX_NOTE = (
    f"Some letters cannot be set with the typefaces on this machine and stand as {BOX}."
    " The web page, the Word file and the data hold them in full."
)


def set_pdf(
    template: Path,
    name: str,
    page: dict[str, Any],
    *,
    system_fonts: bool = True,
    box_note: str = BOX_NOTE,
) -> bytes:
    """Set a page's words with a template that reads them as JSON from the input `name`.

    Typst refuses what PDF/UA-1 does not allow. A letter that no typeface has would be refused too:
    it becomes a box, and `box_note` among the page's `notes` says so.
    """
    text = json.dumps(page, ensure_ascii=False)
    for _ in range(MOST_KINDS):
        try:
            return _set(template, name, text, system_fonts=system_fonts)
        except typst.TypstError as problem:
            missing = missing_letters(str(problem))
            if not missing:
                raise
        if BOX not in text:
            text = json.dumps(page | {"notes": [*page["notes"], box_note]}, ensure_ascii=False)
        kinds = same_kind(missing, text)
        text = text.translate(dict.fromkeys(map(ord, kinds), BOX))
    return _set(template, name, text, system_fonts=system_fonts)


def _set(template: Path, name: str, text: str, *, system_fonts: bool) -> bytes:
    return bytes(
        typst.compile(
            template,
            root=PACKAGE,
            font_paths=[FONTS],
            ignore_system_fonts=not system_fonts,
            sys_inputs={name: text},
            pdf_standards=["ua-1"],
            timestamp=UNDATED,
        )
    )
