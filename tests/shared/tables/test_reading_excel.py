"""Excel workbooks read as shown; bombs, macros and damage are refused before they do harm."""

import datetime as dt
import io
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from hanse.shared.errors import InputError
from hanse.shared.tables import Limits, Table, Written, open_table


def workbook(*rows: list[Any], **sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    first = book.active
    assert first is not None
    for row in rows:
        first.append(row)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for row in lines:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content: bytes, **about: Any) -> Table:
    return open_table(io.BytesIO(content), "people.xlsx", **about)


def test_cells_read_as_a_person_would_write_them() -> None:
    day, moment = dt.date(2026, 3, 1), dt.datetime(2026, 3, 1, 14, 30)  # noqa: DTZ001 - Excel knows no zones
    content = workbook(
        ["text", "whole", "part", "day", "moment", "yes", "nothing", "last"],
        ["Zoë", 12.0, 1.5, day, moment, True, None, "end"],
    )

    assert list(opened(content).rows()) == [
        (2, ["Zoë", "12", "1.5", "2026-03-01", "2026-03-01T14:30:00", "true", "", "end"])
    ]


def test_the_first_sheet_that_shows_something_is_read_or_the_one_asked_for() -> None:
    content = workbook(members=[["name"], ["Aino"]], others=[["name"], ["Bo"]])

    assert opened(content).form == "Excel, members"
    assert opened(content).sheets == ("Sheet", "members", "others")
    assert list(opened(content, written=Written(sheet="others")).rows()) == [(2, ["Bo"])]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(InputError) as caught:
        opened(workbook(["name"]), written=Written(sheet="people"))

    assert caught.value.mend == "It has: Sheet"


def test_rows_may_be_read_twice() -> None:
    table = opened(workbook(["name"], [None], ["Aino"]))

    assert list(table.rows()) == list(table.rows()) == [(3, ["Aino"])]


def with_part(name: str, content: bytes) -> bytes:
    file = io.BytesIO(workbook(["name"], ["Aino"]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (with_part("xl/bomb.xml", bytes(101 * 1024**2)), "the file unpacks to more than 100 MB"),
        (with_part("xl/vbaProject.bin", b"Sub"), "the file carries macros"),
        (workbook(["name"])[:-200], "this is not an Excel workbook, or it is damaged"),
        (b"PK\x03\x04 and no more", "this is not an Excel workbook, or it is damaged"),
        (workbook(), "the table is empty"),
        (workbook(["name", "name"]), "two columns are named “name”"),
        (workbook(["a"] * 201), "more than 200 columns"),
        (workbook(["a"], [*[None] * 1200, "b"]), "more than 200 columns"),
        (workbook(["a"], ["b", "c"]), "2 cells where the header has 1"),
        (workbook(["a"], ["b" * 20_001]), "one text is longer than 20000 characters"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        list(opened(content).rows())

    assert caught.value.problem == problem


def rewritten(old: bytes, new: bytes) -> bytes:
    """Return a workbook whose sheet says something else of itself."""
    source, target = zipfile.ZipFile(io.BytesIO(workbook(["name"], ["Aino"]))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for part in source.infolist():
            text = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                assert old in text
                text = text.replace(old, new)
            parts.writestr(part.filename, text)
    return target.getvalue()


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is() -> None:
    content = rewritten(b'ref="A1:A2"', b'ref="A1:XFD1048576"')

    assert list(opened(content).rows()) == [(2, ["Aino"])]


def test_a_row_beyond_every_sheet_ends_the_reading() -> None:
    content = rewritten(b'<row r="2"', b'<row r="99999999999"')

    assert list(opened(content, limits=Limits()).rows()) == []


def test_a_part_that_claims_to_be_small_is_not_unpacked_whole() -> None:
    content = with_part("xl/bomb.xml", bytes(101 * 1024**2))
    real, claimed = (size.to_bytes(4, "little") for size in (101 * 1024**2, 10))

    with pytest.raises(InputError) as caught:
        opened(content.replace(real, claimed))

    assert caught.value.problem == "the file unpacks to more than 100 MB"


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet'

    with pytest.raises(InputError) as caught:
        list(opened(rewritten(b"<worksheet", laughs)).rows())

    assert caught.value.problem == "this is not an Excel workbook, or it is damaged"


@settings(max_examples=60)
@given(place=st.integers(0, 5000), byte=st.integers(0, 255), cut=st.integers(0, 5000))
def test_a_damaged_workbook_is_a_table_or_an_error_that_can_be_mended(
    place: int, byte: int, cut: int
) -> None:
    content = bytearray(workbook(["name", "city"], ["Aino", "Aarhus"]))
    content[place % len(content)] = byte
    del content[len(content) - cut % 50 :]

    rows = []
    with suppress(InputError):
        rows = list(opened(bytes(content)).rows())

    assert len(rows) <= 1
