"""The profiles that come with Hanse, and which of them fits a file."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from hanse.threats.importing.profiles import Profile, from_dict
from hanse.threats.importing.reading import missing_columns

_FOLDER = Path(__file__).with_name("profiles")


@cache
def bundled() -> Mapping[str, Profile]:
    """Return the profiles by their id, in the order of their names."""
    made = [from_dict(tomllib.loads(file.read_text("utf-8"))) for file in _FOLDER.glob("*.toml")]
    return {one.id: one for one in sorted(made, key=lambda one: one.name)}


def recognised(header: Sequence[str], profiles: Iterable[Profile]) -> Profile | None:
    """Return the profile whose columns a file has; the one that names most of them."""
    fitting = [one for one in profiles if one.requires and not missing_columns(header, one)]
    return max(fitting, key=lambda one: (len(one.requires), one.id), default=None)
