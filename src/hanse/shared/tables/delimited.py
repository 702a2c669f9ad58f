"""CSV as spreadsheets write it: any usual encoding, separated by comma, semicolon, tab or bar."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.shared.tables.table import Limits, Lines, Row, Table, Written, header_of

if TYPE_CHECKING:
    from typing_extensions import Buffer

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "iso8859-2": "ISO 8859-2",
    "iso8859-15": "ISO 8859-15",
    "mac-roman": "Mac Roman",
    "cp850": "DOS 850",
}
_SAMPLE = 64 * 1024  # characters looked at to find the separator
_SAMPLE_ROWS = 50
_BLOCK = 1024**2
_HINT = "sep="  # the line Excel writes and reads to name the separator


def opened(file: BinaryIO, name: str, limits: Limits, written: Written) -> Table:
    """Read the header of a CSV and find out how the rest is written, as far as nobody says."""
    found = written.encoding or _encoding_of(file)
    try:
        separator, skipped = _separator_of(file, found)
    except UnicodeError:
        raise _unreadable_text(file, name, found) from None
    except LookupError:
        raise _unknown_encoding(name, found) from None
    separator = written.separator or separator
    lines = partial(_lines, file, name, found, separator, skipped, limits)
    header = header_of(name, lines(), limits)
    form = f"CSV, {ENCODINGS.get(_plain(found), found)}, {SEPARATORS[separator]}"
    return Table(name, header, form, (), limits, lines)


def _encoding_of(file: BinaryIO) -> str:
    """Tell the encoding by its mark, by zeros in between, else UTF-8 where it can be read so."""
    file.seek(0)
    head = file.read(1024)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = [head[place::2].count(0) for place in (0, 1)]
    if max(zeros) > len(head) // 4:  # every other byte of plain letters in UTF-16
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator_of(file: BinaryIO, encoding: str) -> tuple[str, int]:
    """Return the separator, and how many first lines only name it."""
    sample = _text(file, encoding).read(_SAMPLE)
    first = sample.partition("\n")[0].strip("\r")
    if first.lower().startswith(_HINT) and first[len(_HINT) :] in SEPARATORS:
        return first[len(_HINT) :], 1
    return max(SEPARATORS, key=partial(_fit, sample)), 0


def _fit(sample: str, separator: str) -> tuple[bool, float, int]:
    """Grade a separator: it separates, into rows as wide as the first, and into many columns."""
    try:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        widths = [len(row) for row in islice(rows, _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return (False, 0.0, 0)
    if not widths:
        return (False, 0.0, 0)
    alike = sum(width == widths[0] for width in widths) / len(widths)
    return (widths[0] > 1, alike, widths[0])


def _lines(
    file: BinaryIO, name: str, encoding: str, separator: str, skipped: int, limits: Limits
) -> Lines:
    count = 0
    try:
        text = _text(file, encoding)
        csv.field_size_limit(limits.text)
        for _hint in range(skipped):
            text.readline()
        for cells in csv.reader(_without_nul(text), delimiter=separator, strict=True):
            count += 1
            yield Row(count, cells)
    except csv.Error as problem:
        raise _unreadable_row(name, count + 1, str(problem), limits) from None
    except UnicodeError:
        raise _unreadable_text(file, name, encoding) from None


class _Borrowed(io.RawIOBase):
    """Somebody else's file, read from its beginning and left open when we are done."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        """Read as the text above asks."""
        view = memoryview(buffer)
        content = self._file.read(len(view))
        view[: len(content)] = content
        return len(content)


def _text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(_Borrowed(file)), encoding=encoding, newline="")


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise csv.Error("\0")
        yield line


def _unreadable_row(name: str, row: int, problem: str, limits: Limits) -> InputError:
    if problem == "\0":
        return InputError(
            name, row, _("a zero byte in the text"), _("Save the file as “CSV UTF-8”")
        )
    if "field limit" in problem:
        said = _("one text is longer than %(most)d characters") % {"most": limits.text}
        return InputError(name, row, said, _("Shorten it, or close the quotation mark before it"))
    return InputError(
        name,
        row,
        _("the quotation marks cannot be read"),
        _("Close every quotation mark and double those inside a text"),
    )


def _unreadable_text(file: BinaryIO, name: str, encoding: str) -> InputError:
    said = ENCODINGS.get(_plain(encoding), encoding)
    return InputError(
        name,
        _unreadable_line(file, encoding),
        _("this is not a table, or its letters are not %(encoding)s") % {"encoding": said},
        _("Say how its letters are written, or save it as “CSV UTF-8” or .xlsx"),
    )


def _unreadable_line(file: BinaryIO, encoding: str) -> int | None:
    """Return the line with the first letter that cannot be read, where lines can be told apart."""
    if encoding.startswith("utf-16"):
        return None
    file.seek(0)
    for number, line in enumerate(file, 1):
        try:
            line.decode(encoding)
        except UnicodeError:
            return number
    return None


def _unknown_encoding(name: str, encoding: str) -> InputError:
    said = _("no encoding is called “%(encoding)s”") % {"encoding": encoding}
    return InputError(name, None, said, _("Choose of %(known)s") % {"known": ", ".join(ENCODINGS)})


def _plain(encoding: str) -> str:
    return encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
