"""What python-docx does not offer by itself: styles, languages, alternative text, fixed bytes."""

import datetime as dt
import zipfile
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

Page = dict[str, Any]

INK, MUTED = RGBColor(0x14, 0x21, 0x3D), RGBColor(0x52, 0x5C, 0x6E)
SANS, SERIF, MONO = "Arial", "Georgia", "Consolas"  # what an office has: Word embeds nothing
SIMULATED = "SIMULATED DATA"  # where a document does not say it in its own language
UNDATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # the earliest moment a zip file can hold
SIZES = {"Title": 27, "Heading 1": 17, "Heading 2": 14, "Subtitle": 13}


def set_core(document: Document, page: Page) -> None:
    """Fill what a screen reader announces first."""
    core = document.core_properties
    core.title, core.author, core.language = (
        page["title"],
        page["made_with"],
        page["language"],
    )
    core.subject, core.comments = page["lede"], ""
    core.created = core.modified = UNDATED


def set_styles(document: Document, language: str) -> None:
    """Give the built-in styles our typefaces, so that headings stay real headings."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    styles = document.styles
    for name in ("Table text", "Command"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    looks = {
        "Normal": (SANS, 10, INK), "Caption": (SANS, 8.5, MUTED), "Quote": (SERIF, 10.5, INK),
        "Table text": (SANS, 8.5, INK), "Command": (MONO, 9, INK), "Header": (SANS, 8, MUTED),
        **{name: (SERIF, size, INK) for name, size in SIZES.items()},
    }  # fmt: skip
    for name, (family, size, colour) in looks.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = family, Pt(size), colour
        style.font.bold = name in ("Title", "Heading 1", "Heading 2")
        style.font.italic = name == "Quote"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        fonts.set(qn("w:hAnsi"), family)
    for name in ("Title", "Subtitle"):
        _plain(styles[name])
    styles["Quote"].paragraph_format.left_indent = Mm(5)
    styles["Table text"].paragraph_format.space_after = Pt(0)
    _speak(styles["Normal"].element.get_or_add_rPr(), language)


def set_header(document: Document, page: Page) -> None:
    """Put the sharing label, and the mark of simulated data, on every page."""
    header = document.sections[0].header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    simulated = page.get("simulated_mark", SIMULATED) if page["simulated"] else ""
    marks = [mark for mark in (page["sharing_label"], simulated) if mark]
    add_text(header, " · ".join(marks), bold=True)
    add_text(header, f" · {page['title']}")


def add_text(
    paragraph: Paragraph, text: str, *, bold: bool | None = None, language: str = ""
) -> None:
    """Add words, in a language of their own if need be."""
    run = paragraph.add_run(text)
    run.bold = bold
    if language:
        _speak(run._element.get_or_add_rPr(), language)  # noqa: SLF001 - has no other way in


def add_picture(
    paragraph: Paragraph, picture: bytes, alternative: str, *, millimetres: float = 43
) -> None:
    """Place a picture with its description for those who cannot see it."""
    shape = paragraph.add_run().add_picture(BytesIO(picture), width=Mm(millimetres))
    properties = shape._inline.docPr  # noqa: SLF001 - has no other way in
    properties.set("descr", alternative)
    properties.set("name", "Picture")


def repeat_header(row: _Row) -> None:
    """Mark a row as header: announced as such and repeated on the next page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - has no other way in


def quiet_borders(table: Table) -> None:
    """Draw thin lines below the rows and nothing else."""
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "DDD8CC")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - has no other way in


def fixed_bytes(file: BytesIO) -> bytes:
    """Pack the document again without the time of day, so that equal words are equal files."""
    packed = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, UNDATED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()


def _plain(style: BaseStyle) -> None:
    """Take away the coloured rule and the wide spacing that Word's own template gives."""
    for tag in ("w:pBdr", "w:spacing"):
        for part in style.element.iter(qn(tag)):
            if part.getparent().tag != qn("w:pPr") or tag == "w:pBdr":
                part.getparent().remove(part)
                break


def _speak(properties: object, language: str) -> None:
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    mark.set(qn("w:eastAsia"), language)
    properties.append(mark)  # type: ignore[attr-defined] # an element of a library without types
