"""The Word file has real headings, header rows and described pictures."""

from dataclasses import replace
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from tests.findings.brief import sample

from hanse.findings.brief.page import as_page
from hanse.findings.brief.word import render_docx
from hanse.findings.brief.words import ALSO_BACKED, BACKED_AGAINST


def opened() -> Document:
    return docx.Document(BytesIO(render_docx(sample.brief())))


def test_headings_are_headings() -> None:
    document = opened()
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]

    findings = as_page(sample.brief())["findings"]
    assert headings == [
        *(f"{finding['number']}. {finding['headline']}" for finding in findings),
        "Compute it again",
    ]


def test_every_table_repeats_its_header_row() -> None:
    tables = opened().tables

    assert len(tables) == 10
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [cell.text for cell in table.rows[0].cells][:3] == ["Bloc", "0 to 100%", "Agree"]


def test_every_picture_is_described() -> None:
    pictures = [shape._inline.docPr.get("descr") for shape in opened().inline_shapes]

    rows = [row for finding in as_page(sample.brief())["findings"] for row in finding["rows"]]
    assert pictures == [row["alt"] for row in rows]


def test_a_quote_says_whose_voice_it_is_not_that_it_argues_for_the_finding() -> None:
    captions = [p.text.split("\n")[-1] for p in opened().paragraphs if p.style.name == "Quote"]

    quotes = [
        quote["by"]
        for finding in as_page(sample.brief())["findings"]
        for quote in [*finding["supporting"], finding["counter_voice"]]
        if quote
    ]
    assert captions == quotes
    assert {by.partition(" · ")[0] for by in quotes} <= {ALSO_BACKED, BACKED_AGAINST}


def test_title_language_and_label_are_set() -> None:
    document = opened()

    assert document.core_properties.title == "Peaceful cities"
    assert document.core_properties.language == "en"
    header = document.sections[0].header.paragraphs[0].text
    assert header == "TLP:AMBER+STRICT · SIMULATED DATA · Peaceful cities"


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render_docx(sample.brief()) == render_docx(sample.brief())


def test_letters_that_xml_cannot_hold_are_replaced() -> None:
    first = replace(sample.brief().findings[0], headline="a\x07b\ufffec")

    document = docx.Document(BytesIO(render_docx(replace(sample.brief(), findings=(first,)))))

    assert "1. a\ufffdb\ufffdc" in [paragraph.text for paragraph in document.paragraphs]
