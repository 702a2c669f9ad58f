"""Finds a city's own key in a file of many places by the city's name."""

from collections.abc import Iterable
from itertools import takewhile

from hanse.shared.tables import Table
from hanse.threats.importing.profiles import Profile

ENOUGH = 3  # digits or letters; a shorter beginning would take in half a country


def suggest_place(table: Table, profile: Profile, names: Iterable[str]) -> str:
    """Return the longest beginning that the keys of all rows with one of these names share.

    Empty where no row is called so. A name of a region gives the key of the region.
    """
    if profile.place is None:
        return ""
    wanted = {name.casefold() for name in names if name}
    at = {name.casefold(): place for place, name in enumerate(table.header)}
    key = at.get(profile.place.column.casefold())
    columns = [at[name.casefold()] for name in profile.place.names if name.casefold() in at]
    if key is None:
        return ""
    found: list[set[str]] = [set() for _column in columns]
    for _number, cells in table.rows():
        for keys, column in zip(found, columns, strict=True):
            if cells[column].strip().casefold() in wanted:
                keys.add(cells[key].strip().zfill(profile.place.width))
    return next((_shared(keys) for keys in found if keys), "")


def _shared(keys: set[str]) -> str:
    first, last = min(keys), max(keys)  # what these two share, all between them share
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    beginning = "".join(sign for sign, _same in same)
    return beginning.rstrip("0") if len(beginning.rstrip("0")) >= ENOUGH else beginning
