"""Reading a table from a CSV file in blocks, with errors that name file, row and mend."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from hanse.shared.errors import InputError

LARGEST_BYTES = 512 * 1024**2  # about 15 million votes; beyond it a folder no longer fits memory
LONGEST_FIELD = 100_000  # characters; a longer one is an unclosed quotation mark
ZERO_BYTE = "a zero byte"
BLOCK_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive rows; `first` is the spreadsheet row of the first one."""

    first: int
    rows: list[list[str]]

    def column(self, index: int) -> list[str]:
        """One value per row."""
        return [row[index] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file whose header has been read and whose size has been checked."""

    path: Path
    header: tuple[str, ...]

    def position(self, column: str) -> int | None:
        """Where a column stands, None when the file has none of that name."""
        return self.header.index(column) if column in self.header else None

    def blocks(self, size: int = BLOCK_ROWS) -> Iterator[Block]:
        """All rows below the header, every one as wide as the header."""
        row = 2
        rows = _rows(self.path)
        next(rows, None)
        while block := list(islice(rows, size)):
            self._check_widths(row, block)
            yield Block(row, block)
            row += len(block)

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Spreadsheet row and fields by name, for short files."""
        for block in self.blocks():
            for row, fields in enumerate(block.rows, block.first):
                yield row, dict(zip(self.header, fields, strict=True))

    def _check_widths(self, first: int, rows: list[list[str]]) -> None:
        width = len(self.header)
        if all(len(fields) == width for fields in rows):
            return
        at = next(i for i, fields in enumerate(rows) if len(fields) != width)
        raise InputError(
            self.path,
            first + at,
            f"{_fields(len(rows[at]))} where the header has {width}",
            "Put quotation marks around text that holds a comma, and fill every column",
        )


def open_sheet(path: Path, required: Sequence[str]) -> Sheet:
    """Check that the file can be read and names the required columns."""
    _check_file(path)
    header = tuple(name.strip() for name in next(_rows(path), []))
    if not header:
        raise InputError(path, None, "the file is empty", f"Write {_list(required)} in row 1")
    if len(set(header)) != len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise InputError(path, 1, f"two columns are named “{twice}”", "Give each its own name")
    if missing := [name for name in required if name not in header]:
        raise InputError(
            path,
            1,
            f"no column {_list(missing)}; found {_list(header[:12])}",
            f"The header must name {_list(required)}",
        )
    return Sheet(path, header)


def open_filled_sheet(path: Path, required: Sequence[str]) -> Sheet:
    """Check a file that must also have a row below its header."""
    sheet = open_sheet(path, required)
    rows = _rows(path)
    next(rows)
    if next(rows, None) is None:
        raise InputError(
            path, None, "no row below the header", "Add rows, or export the file again"
        )
    return sheet


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        raise InputError(path, None, "the file is missing", "Add it to the folder") from None
    if not path.is_file():
        raise InputError(path, None, "this is not a file", "Replace it by a CSV file")
    if size > LARGEST_BYTES:
        raise InputError(
            path,
            None,
            f"{size / 1024**2:,.0f} MB is more than the {LARGEST_BYTES // 1024**2} MB Hanse reads",
            "Split it into several files",
        )


def _rows(path: Path) -> Iterator[list[str]]:
    """Rows, counted for the message when one cannot be read; blank ones may only end the file."""
    count, blank = 0, 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            csv.field_size_limit(LONGEST_FIELD)
            for row in csv.reader(_without_nul(file), strict=True):
                count += 1
                if not row:
                    blank = blank or count
                elif blank:
                    raise InputError(path, blank, "the row is blank", "Delete it")
                else:
                    yield row
    except UnicodeDecodeError:
        raise _not_utf8(path) from None
    except csv.Error as problem:
        raise _unreadable(path, count + 1, str(problem)) from None
    except OSError as problem:
        raise InputError(
            path, None, f"the file cannot be read ({problem.strerror})", "Check its rights"
        ) from None


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise csv.Error(ZERO_BYTE)
        yield line


def _unreadable(path: Path, row: int, problem: str) -> InputError:
    if problem == ZERO_BYTE:
        return InputError(path, row, f"{problem} in the text", "Save the file as “CSV UTF-8”")
    if "field limit" in problem:
        problem = f"one text is longer than {LONGEST_FIELD:,} characters"
    return InputError(
        path,
        row,
        f"the quotation marks cannot be read ({problem})",
        "Close every quotation mark and double those inside a text",
    )


def _not_utf8(path: Path) -> InputError:
    mend = "Save the file as “CSV UTF-8”"
    with path.open("rb") as file:
        for row, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return InputError(path, row, "the text is not UTF-8", mend)
    return InputError(path, None, "the text is not UTF-8", mend)


def _fields(count: int) -> str:
    return "1 field" if count == 1 else f"{count} fields"


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
