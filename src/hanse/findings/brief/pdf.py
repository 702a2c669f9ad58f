"""The brief as PDF/UA-1."""

from pathlib import Path

from hanse.findings.brief.model import Brief
from hanse.findings.brief.page import as_page
from hanse.shared.documents.pdf import set_pdf

TEMPLATES = Path(__file__).parent / "typst"


def render_pdf(brief: Brief, *, system_fonts: bool = True) -> bytes:
    """Set the brief."""
    return set_pdf(TEMPLATES / "brief.typ", "brief", as_page(brief), system_fonts=system_fonts)
