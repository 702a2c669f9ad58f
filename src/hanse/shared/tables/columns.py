"""Guesses which column of somebody's table means which of our fields."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A field to be filled, and the names others give it, in any language, likeliest first."""

    key: str
    names: tuple[str, ...]


def guess_columns(header: Sequence[str], fields: Sequence[Column]) -> dict[str, str]:
    """Return for each field the column that probably holds it; every column is taken once.

    A name that is the same beats one that only begins alike, and one that only contains it.

    >>> guess_columns(["E-Mail", "Vorname", "Stadt"], [Column("email", ("email", "mail"))])
    {'email': 'E-Mail'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for rank in (_same, _begins, _contains):
        for field in fields:
            if field.key in found:
                continue
            free = (column for column in header if column not in taken)
            match = next((column for column in free if rank(fold(column), field)), None)
            if match is not None:
                found[field.key] = match
                taken.add(match)
    return {field.key: found[field.key] for field in fields if field.key in found}


def _same(column: str, field: Column) -> bool:
    return any(column == fold(name) for name in (field.key, *field.names))


def _begins(column: str, field: Column) -> bool:
    return any(column.startswith(fold(name)) for name in field.names)


def _contains(column: str, field: Column) -> bool:
    return any(len(fold(name)) > _SHORT and fold(name) in column for name in field.names)


def fold(text: str) -> str:
    """Drop case, accents and everything that is neither letter nor digit, to compare names.

    >>> fold("Sankt-Gallen"), fold("Évosmos")
    ('sanktgallen', 'evosmos')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


_SHORT = 3  # letters; a shorter name turns up inside others by chance
