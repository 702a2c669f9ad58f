"""Excel workbooks: checked for bombs and macros before anything is unpacked, read as shown."""

import copy
import datetime as dt
import warnings
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO, TypeVar

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from hanse.shared.errors import InputError
from hanse.shared.tables.table import Limits, Lines, Row, Table, filled, header_of

_MOST_PARTS = 1_000  # files inside a workbook
_LAST_ROW = 1_048_576  # of any sheet
_WIDEST = 5  # times the columns allowed: styled but empty cells to the right
_BLOCK = 64 * 1024
_MIDNIGHT = dt.time()
Got = TypeVar("Got")


def opened(file: BinaryIO, name: str, limits: Limits, sheet: str) -> Table:
    """Read the header of one sheet: the one asked for, else the first that shows something."""
    _check_parts(file, name, limits)
    return _careful(name, partial(_opened, file, name, limits, sheet))


def sheet_names(file: BinaryIO, name: str, limits: Limits) -> tuple[str, ...]:
    """Return the sheets that show, in their order."""
    _check_parts(file, name, limits)
    return tuple(_shown(_careful(name, partial(_loaded, file))))


def _loaded(file: BinaryIO) -> Any:  # noqa: ANN401 - openpyxl ships no types
    with warnings.catch_warnings():  # of styles and validations that are not read anyway
        warnings.simplefilter("ignore")
        return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _shown(book: Any) -> list[str]:  # noqa: ANN401 - the same
    return [one.title for one in book.worksheets if one.sheet_state == "visible"]


def _opened(file: BinaryIO, name: str, limits: Limits, sheet: str) -> Table:
    book = _loaded(file)
    shown = _shown(book)
    if sheet and sheet not in shown:
        raise InputError(
            name,
            None,
            _("no sheet is named “%(sheet)s”") % {"sheet": sheet},
            _("It has: %(sheets)s") % {"sheets": ", ".join(shown)},
        )
    chosen = sheet or next((one for one in shown if _holds_something(book, one, name, limits)), "")
    if not chosen:
        raise InputError(name, None, _("the table is empty"), _("Fill it, or export it again"))
    lines = partial(_lines, book, chosen, name, limits)
    header = header_of(name, lines(), limits)
    return Table(name, header, f"Excel, {chosen}", tuple(shown), limits, lines)


def _check_parts(file: BinaryIO, name: str, limits: Limits) -> None:
    """Refuse bombs and macros by what the parts are, not by what their list says."""
    book = _careful(name, partial(zipfile.ZipFile, file))
    parts = book.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise _too_large(name, limits)
    names = {part.filename for part in parts}
    if any(part.endswith("vbaProject.bin") for part in names):
        raise InputError(
            name, None, _("the file carries macros"), _("Save it as .xlsx without macros")
        )
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise _not_a_workbook(name)
    left = limits.unpacked
    for part in parts:
        left -= _careful(name, partial(_unpacked, book, part, left))
        if left < 0:
            raise _too_large(name, limits)


def _unpacked(book: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Count what a part unpacks to, a block at a time and no further than allowed."""
    claimed = copy.copy(part)
    # a part may claim less than it holds, and openpyxl would unpack it whole
    claimed.file_size = most + 2 * _BLOCK
    size = 0
    with book.open(claimed) as content:
        while size <= most and (block := content.read(_BLOCK)):
            size += len(block)
    if size <= most and size != part.file_size:
        raise zipfile.BadZipFile
    return size


def _holds_something(book: Any, sheet: str, name: str, limits: Limits) -> bool:  # noqa: ANN401 - openpyxl ships no types
    return next(filled(_lines(book, sheet, name, limits)), None) is not None


def _lines(book: Any, sheet: str, name: str, limits: Limits) -> Lines:  # noqa: ANN401 - openpyxl ships no types
    pages = book[sheet]
    pages.reset_dimensions()  # what a file says of its size is not to be trusted
    rows = pages.iter_rows(values_only=True)
    for number in range(1, _LAST_ROW + 1):
        values = _careful(name, partial(next, rows, None))
        if values is None:
            return
        if len(values) > limits.columns * _WIDEST:
            raise InputError(
                name,
                number,
                _("more than %(most)d columns") % {"most": limits.columns},
                _("Remove the columns that are not needed"),
            )
        yield Row(number, [_text(value, name, number, limits) for value in values])


def _text(value: object, name: str, row: int, limits: Limits) -> str:
    """Write a cell as a person would: whole numbers without a point, days and times as ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        if len(value) > limits.text:
            said = _("one text is longer than %(most)d characters") % {"most": limits.text}
            raise InputError(name, row, said, _("Shorten it"))
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, dt.datetime) and value.time() == _MIDNIGHT:
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.datetime | dt.date | dt.time) else str(value)


def _careful(name: str, read: Callable[[], Got]) -> Got:
    try:
        return read()
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - damage shows itself as any error of three libraries
        raise _not_a_workbook(name) from None


def _too_large(name: str, limits: Limits) -> InputError:
    return InputError(
        name,
        None,
        _("the file unpacks to more than %(most)d MB") % {"most": limits.unpacked // 1024**2},
        _("Split it into several files, or save it as CSV"),
    )


def _not_a_workbook(name: str) -> InputError:
    return InputError(
        name,
        None,
        _("this is not an Excel workbook, or it is damaged"),
        _("Open it, save it as .xlsx, and try again"),
    )
