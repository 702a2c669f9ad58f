"""CSV in whatever form a spreadsheet writes it reads as the same table."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hanse.shared.errors import InputError
from hanse.shared.tables import Limits, Table, Written, open_table

LINES = "name,city\nZoë Müller,Kraków\nAino,Aarhus\n"
ROWS = [(2, ["Zoë Müller", "Kraków"]), (3, ["Aino", "Aarhus"])]


def opened(content: bytes, **about: object) -> Table:
    return open_table(io.BytesIO(content), "people.csv", **about)  # type: ignore[arg-type] # passed through


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        LINES.encode("utf-8-sig"),
        LINES.encode("utf-16"),
        LINES.encode("utf-16-le"),
        LINES.encode("utf-16-be"),
        LINES.replace(",", ";").encode(),
        LINES.replace(",", "\t").encode("utf-16"),
        LINES.replace(",", "|").encode(),
        LINES.replace("\n", "\r\n").encode(),
        LINES.replace("\n", "\r").encode(),
        ("sep=;\r\n" + LINES.replace(",", ";")).encode(),
    ],
)
def test_every_usual_form_reads_as_the_same_table(content: bytes) -> None:
    table = opened(content)

    assert (table.header, list(table.rows())) == (("name", "city"), ROWS)


def test_what_is_not_utf8_is_read_as_windows_1252_and_said_so() -> None:
    table = opened("name;city\nZoë;Besançon\n".encode("cp1252"))

    assert table.form == "CSV, Windows-1252, semicolon"
    assert list(table.rows()) == [(2, ["Zoë", "Besançon"])]


def test_a_wrong_guess_is_put_right_by_naming_the_encoding() -> None:
    table = opened("name;city\nŁukasz;Łódź\n".encode("cp1250"), written=Written(encoding="cp1250"))

    assert list(table.rows()) == [(2, ["Łukasz", "Łódź"])]


def test_a_wrong_guess_is_put_right_by_naming_the_separator() -> None:
    text = b"name, short;city\nAino, A;Aarhus\nBo, B;Bergen\n"

    table = opened(text, written=Written(separator=";"))

    assert table.header == ("name, short", "city")
    assert opened(text, written=Written(separator=",")).header == ("name", "short;city")


@pytest.mark.parametrize(
    ("content", "encoding", "row", "problem"),
    [
        ("name\nAino\nZoë\n".encode("cp1252"), "utf-8", 3, "its letters are not UTF-8"),
        (b"a\x00b\x00\n", "utf-16", None, "its letters are not UTF-16"),
        (b"name\nAino\n", "klingon", None, "no encoding is called “klingon”"),
    ],
)
def test_letters_that_are_not_as_said_name_the_line(
    content: bytes, encoding: str, row: int | None, problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        list(opened(content, written=Written(encoding=encoding)).rows())

    assert caught.value.row == row
    assert problem in caught.value.problem


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    table = opened(b"\nname,city\n,\nAino,Aarhus\n\n , \n")

    assert list(table.rows()) == [(4, ["Aino", "Aarhus"])]


def test_short_rows_are_filled_and_empty_cells_beyond_the_header_are_dropped() -> None:
    table = opened(b"name,city,\nAino\nBo,Bergen,,,\n")

    assert list(table.rows()) == [(2, ["Aino", ""]), (3, ["Bo", "Bergen"])]


def test_records_go_by_the_name_of_their_column_without_space_around_texts() -> None:
    table = opened(b" name ,home  city\n Aino , Aarhus\n")

    assert list(table.records()) == [(2, {"name": "Aino", "home city": "Aarhus"})]


@pytest.mark.parametrize(
    ("content", "row", "problem"),
    [
        (b"", None, "the table is empty"),
        (b" \n,,\n", None, "the table is empty"),
        (b"name,name\na,b\n", 1, "two columns are named “name”"),
        (b"name,city\nAino,Aarhus,Jutland\n", 2, "3 cells where the header has 2"),
        (b'name,city\n"Aino,Aarhus\n', 2, "the quotation marks cannot be read"),
        (b"name,city\nAi\0no,Aarhus\n", 2, "a zero byte in the text"),
        (b"name,city\nAino," + b"a" * 30_000, 2, "one text is longer than 20000 characters"),
        (b"name\n\x81\x8d\n", 2, "this is not a table, or its letters are not Windows-1252"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), None, "this is an old Excel file, or one with a"),
    ],
)
def test_mistakes_name_the_row_and_what_is_wrong(
    content: bytes, row: int | None, problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        list(opened(content).rows())

    assert caught.value.row == row
    assert caught.value.problem.startswith(problem)


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(size=10), "0.0 MB is more than the 0 MB read at once"),
        (Limits(rows=1), "more than 1 rows"),
        (Limits(columns=1), "more than 1 columns"),
    ],
)
def test_more_than_is_allowed_is_refused(limits: Limits, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        list(opened(LINES.encode(), limits=limits).rows())

    assert caught.value.problem == problem


@given(st.binary(max_size=400))
@example(b"sep=;")
@example(b"\xff\xfea")
@example(b'"')
def test_any_bytes_are_a_table_or_an_error_that_can_be_mended(content: bytes) -> None:
    with suppress(InputError):
        table = opened(content)
        assert {len(row.cells) for row in table.rows()} <= {len(table.header)}


@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=12),
            min_size=3,
            max_size=3,
        ),
        max_size=6,
    ),
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_reads_back_as_it_was(
    rows: list[list[str]], separator: str, encoding: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["first", "second", "third"], *rows])

    table = opened(text.getvalue().encode(encoding))

    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [row.cells for row in table.rows()] == kept
