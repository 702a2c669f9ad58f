"""A short paper to hand to a council: facts, paragraphs, tables and pictures, all of it words."""

from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from hanse.shared.documents.pdf import set_pdf
from hanse.shared.documents.settable import settable
from hanse.shared.documents.unset import BOX
from hanse.shared.network import current_network

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows of words under their columns; `numbers` are the columns set to the right.

    `widths` are those of the columns against each other; without them the first is widest.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A drawing as SVG, with its description for those who cannot see it."""

    svg: str
    alternative: str


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A heading with what stands below it, in this order; without a title it goes on as before."""

    title: str
    paragraphs: tuple[str, ...] = ()
    picture: PaperPicture | None = None
    table: PaperTable | None = None
    items: tuple[str, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a few pages in one language.

    `facts` are pairs of name and value for the opening line. `simulated` is the sentence that says
    so, empty when the data are real; `simulated_mark` stands on each page then. `basis` says what
    the numbers rest on, at the foot of each page.
    """

    title: str
    kicker: str
    lede: str
    language: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    sharing_label: str
    basis: str
    simulated: str = ""
    simulated_mark: str = "SIMULATED DATA"
    page_word: str = "Page"


def as_page(paper: Paper) -> dict[str, Any]:
    """Return the paper as plain words, without what no document may hold."""
    page = asdict(paper) | {
        "made_with": f"hanse {version('hanse')}",
        "publisher": str(current_network().name),
        "notes": [],
    }
    return {key: settable(value) for key, value in page.items()}


def paper_pdf(paper: Paper, *, system_fonts: bool = True) -> bytes:
    """Set the paper as PDF/UA-1."""
    return set_pdf(
        TEMPLATE, "paper", as_page(paper), system_fonts=system_fonts, box_note=_box_note()
    )


def _box_note() -> str:
    """Say in the language of the paper that some letters could not be set."""
    said = gettext(
        "Some letters cannot be set with the typefaces of this server and stand as %(box)s."
        " The Word file holds them in full."
    )
    return said % {"box": BOX}
