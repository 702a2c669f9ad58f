"""The four forms of a brief, by file ending."""

from collections.abc import Callable

from hanse.findings.brief.data import render_json
from hanse.findings.brief.model import Brief
from hanse.findings.brief.pdf import render_pdf
from hanse.findings.brief.web import render_html
from hanse.findings.brief.word import render_docx

FORMATS: dict[str, Callable[[Brief], bytes]] = {
    "html": lambda brief: render_html(brief).encode(),
    "pdf": render_pdf,
    "docx": render_docx,
    "json": render_json,
}
