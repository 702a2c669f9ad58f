"""The brief as a Word document: real headings, header rows that repeat, pictures with text."""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from hanse.findings.brief.model import Brief
from hanse.findings.brief.page import Page, as_page
from hanse.findings.brief.pictures import interval_pictures
from hanse.shared.documents.word_parts import (
    MUTED,
    SANS,
    add_picture,
    add_text,
    fixed_bytes,
    quiet_borders,
    repeat_header,
    set_core,
    set_header,
    set_styles,
)

COLUMNS = ("Bloc", "0 to 100%", "Agree", "95% interval", "Agreed", "Disagreed", "Passed")
KEYS = ("label", "", "share", "interval", "agree", "disagree", "passed")
WIDTHS = (30, 47, 13, 23, 15, 21, 16)
FIRST_NUMBER = 2
SIMULATED = (
    "A generator made these votes to show how Hanse works. They are nobody's opinion and must not"
    " be quoted."
)
REMARKS = (
    ("dissent", "Who disagrees."),
    ("stability", "How stable."),
    ("missing", "Who is missing."),
    ("withheld", "What is hidden."),
)


def render_docx(brief: Brief) -> bytes:
    """Write the brief for those who will edit it."""
    page = as_page(brief)
    document = docx.Document()
    set_core(document, page)
    set_styles(document, page["language"])
    set_header(document, page)
    _opening(document, page)
    pictures = interval_pictures([row for item in page["findings"] for row in item["rows"]])
    remaining = iter(pictures)
    document.add_heading("Findings", 1)
    for item in page["findings"]:
        _finding(document, item, [next(remaining) for _ in item["rows"]])
    if not page["findings"]:
        document.add_paragraph(
            "No findings yet. No statement has enough voices to say anything sure."
        )
    _closing(document, page)
    file = BytesIO()
    document.save(file)
    return fixed_bytes(file)


def _opening(document: Document, page: Page) -> None:
    document.add_paragraph(f"{page['kicker']} · share as {page['sharing_label']}", "Caption")
    document.add_heading(page["title"], 0)
    document.add_paragraph(page["lede"], "Subtitle")
    if page["question"]:
        question = document.add_paragraph()
        add_text(question, "The question: ", bold=True)
        add_text(question, page["question"], language=page["question_lang"])
    facts = document.add_paragraph()
    for fact in page["facts"]:
        add_text(facts, f"{fact['name']} ")
        add_text(facts, f"{fact['value']}    ", bold=True)
    if page["simulated"]:
        notice = document.add_paragraph()
        add_text(notice, "Simulated data. ", bold=True)
        add_text(notice, SIMULATED)


def _finding(document: Document, item: Page, pictures: list[bytes]) -> None:
    heading = document.add_heading(f"{item['number']}. ", 2)
    add_text(heading, item["headline"], language=item["lang"])
    tags = [item["label"], *([item["topic"]] if item["topic"] else [])]
    document.add_paragraph(" · ".join(tags), "Caption").paragraph_format.keep_with_next = True
    title = document.add_paragraph()
    title.paragraph_format.keep_with_next = True
    add_text(title, item["figure_title"], bold=True)
    _intervals(document, item["rows"], pictures)
    for name, words in REMARKS:
        if item[name]:
            remark = document.add_paragraph()
            add_text(remark, f"{words} ", bold=True)
            add_text(remark, item[name])
    for quote in item["supporting"]:
        _quote(document, quote)
    if item["counter_voice"]:
        _quote(document, item["counter_voice"])
    for ask in item["recommendations"]:
        paragraph = document.add_paragraph()
        add_text(paragraph, f"{ask['addressee']}: ", bold=True)
        add_text(paragraph, ask["text"])


def _intervals(document: Document, rows: list[Page], pictures: list[bytes]) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    quiet_borders(table)
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        add_text(cell.paragraphs[0], name, bold=True)
    repeat_header(table.rows[0])
    for row, picture in zip(rows, pictures, strict=True):
        cells = table.add_row().cells
        for cell, key in zip(cells, KEYS, strict=True):
            add_text(cell.paragraphs[0], row[key] if key else "")
        add_picture(cells[1].paragraphs[0], picture, row["alt"])
    for place, (column, width) in enumerate(zip(table.columns, WIDTHS, strict=True)):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            cell.paragraphs[0].style = "Table text"
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            if place >= FIRST_NUMBER:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(style="Caption")


def _quote(document: Document, quote: Page) -> None:
    paragraph = document.add_paragraph(style="Quote")
    add_text(paragraph, quote["text"], language=quote["lang"])
    paragraph.add_run().add_break()
    source = paragraph.add_run(quote["by"])
    source.italic, source.font.size = False, Pt(8.5)
    source.font.name, source.font.color.rgb = SANS, MUTED


def _closing(document: Document, page: Page) -> None:
    if page["notes"]:
        document.add_heading("What limits these findings", 1)
        for note in page["notes"]:
            document.add_paragraph(note, "List Bullet")
    document.add_heading("How this was made", 1)
    for paragraph in page["method"]:
        document.add_paragraph(paragraph)
    document.add_heading("Compute it again", 2)
    document.add_paragraph("With the same data this command gives the same numbers:")
    document.add_paragraph(page["recompute"], "Command")
    document.add_paragraph(
        f"Data version {page['data_version']} (sha256 of all votes in canonical order)."
        f" Made with {page['made_with']}."
    )
    if page["source"]:
        document.add_heading("Source", 2)
        for line in page["source"]:
            document.add_paragraph(line)
