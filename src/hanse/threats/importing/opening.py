"""Opens what was uploaded: a table, NIBRS segments, or observations in an exchange format."""

import io
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from hanse.shared.tables import Limits, Table, open_table
from hanse.threats.importing.incidents import Outcome
from hanse.threats.importing.profiles import from_dict
from hanse.threats.importing.reading import Advance, Asked, read
from hanse.threats.importing.segments import is_segments, open_segments

LIMITS = Limits(size=32 * 1024**2, unpacked=200 * 1024**2, rows=200_000)


def open_incidents(content: bytes, name: str) -> Table:
    """Check a file and read its header; InputError names what is wrong and how to mend it."""
    file = io.BytesIO(content)
    name = PurePath(name.replace("\\", "/")).name
    if is_segments(file):
        return open_segments(file, name, limits=LIMITS)
    return open_table(file, name, limits=LIMITS)


def read_anything(
    content: bytes,
    name: str,
    definition: Mapping[str, Any],
    asked: Asked,
    advance: Advance | None = None,
) -> Outcome:
    """Read a file as a profile says that was kept as plain data."""
    return read(open_incidents(content, name), from_dict(definition), asked, advance)
