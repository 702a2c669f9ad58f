"""A paper is accessible as PDF and as Word, and says the same in both."""

from dataclasses import replace
from io import BytesIO

import docx
import pikepdf

from hanse.shared.documents.paper import Paper, PaperPicture, PaperSection, PaperTable, paper_pdf
from hanse.shared.documents.paper_word import paper_docx

BOX = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"'
DRAWN = f'<svg {BOX}><rect width="20" height="9"/></svg>'
PAPER = Paper(
    title="Money and threat in Sampleton",
    kicker="Alignment, 2026",
    lede="Most of it sits where it should.",
    language="en",
    facts=(("Index", "80%"),),
    sections=(
        PaperSection(
            "By category",
            paragraphs=("Where money and threat part ways.",),
            picture=PaperPicture(DRAWN, "One bar, half as long as the line."),
            table=PaperTable(("Category", "Gap"), (("Antisemitism", "-21"),), numbers=(1,)),
            items=("Proportional is not optimal.",),
        ),
    ),
    sharing_label="TLP:AMBER+STRICT",
    basis="As of 1 March 2026",
    simulated="Simulated data.",
)


def _describes(part: pikepdf.Object) -> bool:
    return isinstance(part, pikepdf.Dictionary) and "/Alt" in part


def test_the_pdf_is_tagged_titled_and_describes_its_picture() -> None:
    with pikepdf.open(BytesIO(paper_pdf(PAPER, system_fonts=False))) as pdf:
        described = [str(one.Alt) for one in pdf.objects if _describes(one)]

        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert len(pdf.pages) == 1
        assert described == ["One bar, half as long as the line."]


def test_word_holds_every_part_in_order() -> None:
    document = docx.Document(BytesIO(paper_docx(PAPER)))

    words = [one.text for one in document.paragraphs if one.text]
    assert words[:4] == [
        "Alignment, 2026 · TLP:AMBER+STRICT",
        "Money and threat in Sampleton",
        "Most of it sits where it should.",
        "Index 80%    ",
    ]
    assert "Proportional is not optimal." in words
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Antisemitism", "-21"]


def test_the_mark_of_simulated_data_is_in_the_language_of_the_paper() -> None:
    german = replace(PAPER, language="de", simulated_mark="SIMULIERTE DATEN")

    document = docx.Document(BytesIO(paper_docx(german)))

    assert (
        document.sections[0]
        .header.paragraphs[0]
        .text.startswith("TLP:AMBER+STRICT · SIMULIERTE DATEN")
    )


def test_equal_papers_are_equal_files() -> None:
    assert paper_pdf(PAPER) == paper_pdf(PAPER)
    assert paper_docx(PAPER) == paper_docx(PAPER)


def test_a_letter_nobody_can_set_does_not_stop_the_paper() -> None:
    odd = replace(PAPER, lede="Strange \x07 and \U0001f600")

    assert paper_pdf(odd, system_fonts=False).startswith(b"%PDF")
