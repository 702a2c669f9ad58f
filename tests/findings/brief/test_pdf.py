"""The PDF is accessible: tagged, titled, in a language, every figure described."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from tests.findings.brief import sample

from hanse.findings.brief.model import Brief
from hanse.findings.brief.pdf import render_pdf
from hanse.shared.documents.unset import BOX


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(render_pdf(sample.brief(), system_fonts=False))) as document:
        yield document


def elements(part: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Walk the structure tree in reading order."""
    if isinstance(part, pikepdf.Array):
        for child in part:
            yield from elements(child)
    elif isinstance(part, pikepdf.Dictionary):
        yield part
        if "/K" in part:
            yield from elements(part.K)


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [part for part in elements(pdf.Root.StructTreeRoot.K) if "/S" in part]


def words(brief: Brief) -> str:
    """Give the alternative texts and headings that the PDF holds as plain strings."""
    with pikepdf.open(BytesIO(render_pdf(brief, system_fonts=False))) as document:
        outline = document.open_outline()
        return " ".join(str(item.title) for root in outline.root for item in [root, *root.children])


def test_it_is_tagged_and_says_so(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang) == "en"


def test_it_claims_pdf_ua_and_shows_its_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == "Peaceful cities"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_every_interval_is_a_figure_with_its_numbers_in_words(pdf: pikepdf.Pdf) -> None:
    figures = [str(part.Alt) for part in tags(pdf) if part.S == "/Figure"]
    shown = [bloc for finding in sample.brief().findings for bloc in finding.blocs]

    assert len(figures) == len(shown)
    assert all("agree, interval" in figure and "voices." in figure for figure in figures)


def test_tables_have_header_cells_and_headings_follow_in_order(pdf: pikepdf.Pdf) -> None:
    count = Counter(str(part.S) for part in tags(pdf))

    assert count["/Table"] == count["/THead"] == 10
    assert count["/TH"] == 7 * 10
    assert count["/H1"] == 2 + bool(sample.brief().notes)
    assert count["/H2"] == 10 + 1


def test_every_typeface_is_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = [
        descendant.FontDescriptor
        for page in pdf.pages
        for font in page.Resources.Font.values()
        for descendant in font.DescendantFonts
    ]

    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert {str(font.FontName).split("+")[1].split("-")[0] for font in fonts} <= {
        "PublicSans",
        "HanseSerif",
        "DejaVuSansMono",
    }


def test_other_languages_are_marked_in_the_text(pdf: pikepdf.Pdf) -> None:
    found = {str(part.Lang) for part in tags(pdf) if "/Lang" in part}

    languages = {f.language for f in sample.brief().findings} - {"en"}
    assert languages
    assert languages <= found


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render_pdf(sample.brief()) == render_pdf(sample.brief())


@pytest.mark.parametrize(
    ("headline", "shown"),
    [
        ("我覺得 UberX 很好", f"{BOX * 3} UberX {BOX * 2}"),
        ("Trams 😀!", f"Trams {BOX}!"),
        ("a\x07b", "a\ufffdb"),
        ("Größe, Łódź, ΑΘΗΝΑ, Київ", "Größe, Łódź, ΑΘΗΝΑ, Київ"),
        ("#set page() *not* code $x$", "#set page() *not* code $x$"),
    ],
)
def test_letters_that_no_typeface_has_become_boxes(headline: str, shown: str) -> None:
    first = replace(sample.brief().findings[0], headline=headline)

    assert shown in words(replace(sample.brief(), findings=(first,)))


@pytest.mark.parametrize("statement", ["Cities should listen. " * 200, "Donaudampfschiff" * 40])
def test_no_statement_is_too_long_for_its_place(statement: str) -> None:
    first = replace(sample.brief().findings[0], headline=statement, topic=(statement,))

    with pikepdf.open(BytesIO(render_pdf(replace(sample.brief(), findings=(first,))))) as document:
        assert len(document.pages) <= 3


def test_a_brief_without_findings_can_be_set() -> None:
    assert "How this was made" in words(replace(sample.brief(), findings=()))
