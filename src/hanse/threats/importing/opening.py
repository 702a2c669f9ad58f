"""Opens a table that was uploaded, or NIBRS segments as if they were one."""

import io
from pathlib import PurePath

from hanse.shared.errors import InputError
from hanse.shared.tables import GUESSED, Limits, Table, Written, open_table, sheet_names
from hanse.threats.importing.segments import is_segments, open_segments

LIMITS = Limits(size=32 * 1024**2, unpacked=200 * 1024**2, rows=200_000)


def open_incidents(content: bytes, name: str, written: Written = GUESSED) -> Table:
    """Check a file and read its header; InputError names what is wrong and how to mend it."""
    file = io.BytesIO(content)
    name = PurePath(name.replace("\\", "/")).name
    if is_segments(file):
        return open_segments(file, name, limits=LIMITS)
    return open_table(file, name, limits=LIMITS, written=written)


def sheets_of(content: bytes) -> tuple[str, ...]:
    """Return the sheets of a workbook that show; none of any other file."""
    try:
        return sheet_names(io.BytesIO(content), "", limits=LIMITS)
    except InputError:
        return ()
