"""Small tables written down in a test, opened as an upload would be."""

import datetime as dt
import io
from typing import Any

from hanse.shared.tables import Table, open_table
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.incidents import Outcome
from hanse.threats.importing.profiles import Profile, from_dict
from hanse.threats.importing.reading import Asked, read

TODAY = dt.date(2026, 6, 1)
ASKED = Asked(today=TODAY)


def table(text: str, name: str = "file.csv") -> Table:
    """Open a table from its text."""
    return open_table(io.BytesIO(text.encode()), name)


def reading(text: str, profile: str | Profile, asked: Asked = ASKED) -> Outcome:
    """Read a table with one of our profiles, or another."""
    chosen = bundled()[profile] if isinstance(profile, str) else profile
    return read(table(text), chosen, asked)


def own(**changes: Any) -> Profile:
    """Make a city's own profile of a table with a number, a day and a kind."""
    plain = {
        "id": "own",
        "name": "Our list",
        "occurred": {"column": "day", "formats": ["%Y-%m-%d"]},
        "key": ["number"],
        "labels": [{"column": "kind", "separators": [","]}],
    }
    return from_dict(plain | changes)
