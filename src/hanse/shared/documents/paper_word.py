"""A paper as a Word document, for those who will edit it."""

from io import BytesIO
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from hanse.shared.documents.paper import Paper, as_page
from hanse.shared.documents.pdf import FONTS
from hanse.shared.documents.word_parts import (
    Page,
    add_picture,
    add_text,
    fixed_bytes,
    quiet_borders,
    repeat_header,
    set_core,
    set_header,
    set_styles,
)

DOTS_PER_INCH = 200.0
TEXT_WIDTH = 166.0  # millimetres between the margins
DRAW = Path(__file__).parent / "typst" / "picture.typ"


def paper_docx(paper: Paper) -> bytes:
    """Write the paper with real headings, header rows that repeat and pictures with words."""
    page = as_page(paper)
    document = docx.Document()
    set_core(document, page)
    set_styles(document, page["language"])
    set_header(document, page | {"simulated": bool(page["simulated"])})
    _opening(document, page)
    for section in page["sections"]:
        if section["title"]:
            document.add_heading(section["title"], section["level"])
        for words in section["paragraphs"]:
            document.add_paragraph(words)
        if section["picture"]:
            _picture(document, section["picture"])
        if section["table"]:
            _table(document, section["table"])
        for words in section["items"]:
            document.add_paragraph(words, "List Bullet")
    document.add_paragraph(f"{page['basis']} · {page['made_with']}", "Caption")
    file = BytesIO()
    document.save(file)
    return fixed_bytes(file)


def picture_as_png(svg: str) -> bytes:
    """Draw a picture with our typefaces, for documents that cannot draw it."""
    made = typst.compile(
        DRAW,
        font_paths=[FONTS],
        sys_inputs={"picture": svg},
        format="png",
        ppi=DOTS_PER_INCH,
    )
    return bytes(made) if isinstance(made, bytes) else bytes(made[0])


def _opening(document: Document, page: Page) -> None:
    document.add_paragraph(f"{page['kicker']} · {page['sharing_label']}", "Caption")
    document.add_heading(page["title"], 0)
    document.add_paragraph(page["lede"], "Subtitle")
    if page["facts"]:
        facts = document.add_paragraph()
        for name, value in page["facts"]:
            add_text(facts, f"{name} ")
            add_text(facts, f"{value}    ", bold=True)
    if page["simulated"]:
        add_text(document.add_paragraph(), page["simulated"], bold=True)


def _picture(document: Document, picture: Page) -> None:
    paragraph = document.add_paragraph()
    add_picture(
        paragraph, picture_as_png(picture["svg"]), picture["alternative"], millimetres=TEXT_WIDTH
    )


def _table(document: Document, content: Page) -> None:
    columns, right = content["columns"], set(content["numbers"])
    widths = content["widths"] or [1] * len(columns)
    table = document.add_table(rows=1, cols=len(columns))
    quiet_borders(table)
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        add_text(cell.paragraphs[0], name, bold=True)
    repeat_header(table.rows[0])
    for words in content["rows"]:
        for cell, word in zip(table.add_row().cells, words, strict=True):
            add_text(cell.paragraphs[0], word)
    for place, column in enumerate(table.columns):
        column.width = Mm(TEXT_WIDTH * widths[place] / sum(widths))  # as some programs read it
        for cell in column.cells:
            cell.paragraphs[0].style = "Table text"
            cell.width = column.width
            if place in right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(style="Caption")
