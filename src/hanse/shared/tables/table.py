"""A table as its readers see it: where it comes from, its header, and numbered rows of texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a table is read at most; the defaults suit lists of people."""

    size: int = 5 * 1024**2  # bytes as handed over
    unpacked: int = 100 * 1024**2  # bytes an Excel file may grow to; a zip bomb grows to more
    rows: int = 50_000
    columns: int = 200
    text: int = 20_000  # characters in one cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How a file is written, where the guess is wrong; what is empty is guessed.

    `encoding` and `separator` are keys of ENCODINGS and SEPARATORS and say it of a CSV; `sheet` is
    one of a workbook's.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""


GUESSED = Written()


class Row(NamedTuple):
    """The texts of one row, as many as the header has, under its number in the spreadsheet."""

    number: int
    cells: list[str]


Lines = Iterator[Row]  # rows as they lie in the file, of any width, blank ones too


@dataclass(frozen=True, slots=True)
class Table:
    """An opened table; `form` tells in words how it was understood, for whoever checks it."""

    name: str
    header: tuple[str, ...]
    form: str
    sheets: tuple[str, ...]
    limits: Limits
    lines: Callable[[], Lines]

    def rows(self) -> Iterator[Row]:
        """Give every row below the header that holds something."""
        width = len(self.header)
        lines = filled(self.lines())
        next(lines, None)
        for count, (number, cells) in enumerate(lines, 1):
            if count > self.limits.rows:
                raise too_many_rows(self.name, self.limits)
            if len(cells) > width:
                del cells[len(_without_empty_end(cells)) :]
            if len(cells) > width:
                raise InputError(
                    self.name,
                    number,
                    _("%(found)d cells where the header has %(width)d")
                    % {"found": len(cells), "width": width},
                    _("Put quotation marks around text that holds the separator"),
                )
            yield Row(number, cells + [""] * (width - len(cells)))

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give row numbers and texts by the name of their column, without space around them."""
        for number, cells in self.rows():
            texts = (cell.strip() for cell in cells)
            yield number, dict(zip(self.header, texts, strict=True))


def filled(lines: Lines) -> Lines:
    """Leave out rows in which nothing stands; the others keep their numbers."""
    return (row for row in lines if any(cell and not cell.isspace() for cell in row.cells))


def header_of(name: str, lines: Lines, limits: Limits) -> tuple[str, ...]:
    """Read the names of the columns from the first row that holds something."""
    first = next(filled(lines), None)
    if first is None:
        raise InputError(name, None, _("the table is empty"), _("Fill it, or export it again"))
    cells = [" ".join(cell.split()) for cell in _without_empty_end(first.cells)]
    if len(cells) > limits.columns:
        raise InputError(
            name,
            first.number,
            _("more than %(most)d columns") % {"most": limits.columns},
            _("Remove the columns that are not needed"),
        )
    header = tuple(cell or f"column {place}" for place, cell in enumerate(cells, 1))
    if len(set(header)) != len(header):
        twice = next(cell for cell in header if header.count(cell) > 1)
        raise InputError(
            name,
            first.number,
            _("two columns are named “%(name)s”") % {"name": twice},
            _("Give each column a name of its own"),
        )
    return header


def too_many_rows(name: str, limits: Limits) -> InputError:
    """Refuse a table that is too long."""
    return InputError(
        name,
        None,
        _("more than %(most)d rows") % {"most": limits.rows},
        _("Split it into several files"),
    )


def _without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
