"""Tables to take along hold no formulas, and read back as they were."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from hanse.shared.tables import open_table
from hanse.shared.tables.columns import Column, guess_columns
from hanse.shared.tables.writing import as_csv, as_excel, escaped, unescaped

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 30 1234", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1"],  # noqa: RUF001 - on purpose
)
def test_no_cell_of_a_csv_begins_a_formula(text: str) -> None:
    content = as_csv(["name"], [[text]]).decode("utf-8-sig")

    assert content.splitlines()[1].lstrip('"').startswith("'")


@given(st.text())
def test_what_is_escaped_reads_back_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_every_cell_of_a_workbook_is_text() -> None:
    book = load_workbook(io.BytesIO(as_excel("a/b: people?", ["name"], [["=1+1"], ["-2"]])))

    sheet = book["ab people"]
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [
        ("name", "s"),
        ("=1+1", "s"),
        ("-2", "s"),
    ]


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_both_forms_read_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    kept = [[a, b] for a, b in rows if a.strip() or b.strip()]

    for content in (as_csv(["a", "b"], rows), as_excel("people", ["a", "b"], rows)):
        read = open_table(io.BytesIO(content), "people").rows()
        assert [[unescaped(cell) for cell in row.cells] for row in read] == kept


@pytest.mark.parametrize(
    ("header", "guessed"),
    [
        (["Name", "E-Mail"], {"name": "Name", "email": "E-Mail"}),
        (
            ["E-Mail-Adresse", "Vor- und Nachname"],
            {"name": "Vor- und Nachname", "email": "E-Mail-Adresse"},
        ),
        (["Full name", "mail"], {"name": "Full name", "email": "mail"}),
        (["Name of the city", "Name", "EMAIL"], {"name": "Name", "email": "EMAIL"}),
        ([], {}),
    ],
)
def test_columns_are_guessed_by_their_names(header: list[str], guessed: dict[str, str]) -> None:
    fields = [Column("name", ("name", "full name")), Column("email", ("e-mail", "mail"))]

    assert guess_columns(header, fields) == guessed
