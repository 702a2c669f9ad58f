"""Reads whatever was handed over: a table by its profile, or a file of an exchange format."""

from collections.abc import Mapping
from typing import Any

from hanse.threats.exchange.reading import form_of, read_exchange
from hanse.threats.importing.bundled import bundled, recognised
from hanse.threats.importing.incidents import Outcome
from hanse.threats.importing.opening import open_incidents
from hanse.threats.importing.profiles import Profile, from_dict
from hanse.threats.importing.reading import Advance, Asked, read


def profile_of(content: bytes, name: str, known: Mapping[str, Profile]) -> Profile | None:
    """Return how a file is read, as far as it tells by itself.

    Raises
    ------
    InputError
        It can be read in no way at all.
    """
    if form := form_of(content, name):
        return bundled()[form]
    return recognised(open_incidents(content, name).header, known.values())


def read_anything(
    content: bytes,
    name: str,
    definition: Mapping[str, Any],
    asked: Asked,
    advance: Advance | None = None,
) -> Outcome:
    """Read a file as a profile says that was kept as plain data."""
    profile = from_dict(definition)
    if profile.form != "table":
        return read_exchange(content, name, profile.form, asked)
    return read(open_incidents(content, name), profile, asked, advance)
