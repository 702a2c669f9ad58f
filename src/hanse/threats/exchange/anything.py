"""Reads whatever was handed over: a table by its profile, or a file of an exchange format."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from hanse.shared.errors import InputError
from hanse.shared.tables import GUESSED, Written
from hanse.threats.exchange.reading import form_of, read_exchange
from hanse.threats.importing.bundled import bundled, recognised
from hanse.threats.importing.incidents import Outcome
from hanse.threats.importing.opening import open_incidents
from hanse.threats.importing.profiles import Profile, from_dict
from hanse.threats.importing.reading import Advance, Asked, read


def profile_of(
    content: bytes, name: str, known: Mapping[str, Profile], written: Written = GUESSED
) -> Profile | None:
    """Return how a file is read, as far as it tells by itself.

    Raises
    ------
    InputError
        It can be read in no way at all.
    """
    if form := form_of(content, name):
        return known.get(form) or bundled()[form]
    try:
        found = recognised(open_incidents(content, name, written).header, known.values())
    except InputError:
        if found := _as_kept(content, name, known.values()):
            return found
        raise
    return found or _as_kept(content, name, known.values())


def _as_kept(content: bytes, name: str, known: Iterable[Profile]) -> Profile | None:
    """Return a profile that fits once the file is read as the profile says that it is written."""
    for profile in known:
        if profile.written == GUESSED:
            continue
        with suppress(InputError):
            header = open_incidents(content, name, profile.written).header
            if recognised(header, [profile]):
                return profile
    return None


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
        return read_exchange(content, name, profile, asked)
    return read(open_incidents(content, name, profile.written), profile, asked, advance)
