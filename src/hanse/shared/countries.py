"""Names of countries and languages in the reader's language."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _reader() -> Locale:
    return _locale(get_language() or "en")


def country_name(code: str) -> str:
    """Return the name of a country given by its two letters."""
    return str(_reader().territories.get(code, code))


def language_name(code: str) -> str:
    """Return the name of a language given by its tag."""
    return str(_reader().languages.get(code, code))


@lru_cache(maxsize=16)
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    names = _locale(language).territories
    known = [(code, str(name)) for code, name in names.items() if len(code) == 2 and code.isalpha()]  # noqa: PLR2004 - two letters
    return tuple(sorted((pair for pair in known if pair[0] not in _NONE), key=lambda pair: pair[1]))


_NONE = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}  # groups of countries, and tests of software


def countries() -> tuple[tuple[str, str], ...]:
    """Return codes and names of all countries, ordered by name."""
    return _choices(get_language() or "en")
