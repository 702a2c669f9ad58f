"""Tables to take along, as CSV or Excel, in which no cell can be mistaken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell  # slow to load, and rarely needed

# what spreadsheets take for the beginning of a formula; CSV injection is a known attack
_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 - the wide forms count too
_QUOTE = "'"


def escaped(text: str) -> str:
    """Put a quote before what a spreadsheet would calculate.

    >>> escaped("=1+1"), escaped("Kumanovo")
    ("'=1+1", 'Kumanovo')
    """
    quoted = text.startswith(_QUOTE) and text[1:].startswith((*_BEGIN_FORMULAS, _QUOTE))
    return f"{_QUOTE}{text}" if quoted or text.startswith(_BEGIN_FORMULAS) else text


def unescaped(text: str) -> str:
    """Take the quote of `escaped` off again, so that what we wrote reads back as it was.

    >>> unescaped("'+49 30 1234"), unescaped("'s-Hertogenbosch")
    ('+49 30 1234', "'s-Hertogenbosch")
    """
    if text.startswith(_QUOTE) and text[1:].startswith((*_BEGIN_FORMULAS, _QUOTE)):
        return text[1:]
    return text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write CSV that Excel and everything else opens: UTF-8 with its mark, commas, escaped."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([escaped(cell) for cell in header])
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_excel(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a workbook in which every cell is marked as text."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and rarely needed

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    for row in (header, *rows):
        sheet.append([_cell(sheet, text) for text in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: object, text: str) -> "WriteOnlyCell":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see as_excel
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - see as_excel

    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # never a formula, whatever it begins with
    return cell


def _sheet_title(title: str) -> str:
    """Keep to what Excel allows: 31 characters and none of its signs."""
    return "".join(letter for letter in title if letter not in r"[]:*?/\\")[:31] or "Hanse"
