"""Reads one cell of somebody's table, or says what is unclear about it and how to mend it."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hanse.cities.models import Kind
from hanse.shared.countries import countries
from hanse.shared.sharing_labels import SharingLabel
from hanse.shared.tables.columns import fold

_LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pl",
)  # of names
_OTHER_NAMES = {"uk": "GB", "usa": "US", "turkey": "TR", "macedonia": "MK", "czechrepublic": "CZ"}
_GROUPS = re.compile(r"^\d{1,3}(?:([ .,'’\u00a0\u202f])\d{3})(?:\1\d{3})*$")  # noqa: RUF001 - Swiss
_DAY_FIRST = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_MOST_PEOPLE = 100_000_000
_EARLIEST = dt.date(1990, 1, 1)
_RED_LABELS = {SharingLabel.RED, SharingLabel.AMBER}


class UnclearError(ValueError):
    """A cell cannot be understood: what is wrong, and how to mend it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem, self.mend = problem, mend


def words(most: int) -> Callable[[str], str]:
    """Return a reader of plain text up to a length."""

    def read(text: str) -> str:
        if len(text) > most:
            raise UnclearError(
                _("longer than %(most)d characters") % {"most": most}, _("Shorten it")
            )
        return text

    return read


def country(text: str) -> str:
    """Read a country by its two letters or its name in one of several languages."""
    if found := _country_codes().get(fold(text)):
        return found
    raise UnclearError(
        _("“%(text)s” is no country we know") % {"text": text},
        _("Write its two letters, such as DE, or its name in English"),
    )


def kind(text: str) -> str:
    """Read what sort of authority it is, by our word for it in any of our languages."""
    if found := _kinds().get(fold(text)):
        return found
    raise UnclearError(
        _("“%(text)s” is no kind of authority") % {"text": text},
        _("One of: %(kinds)s") % {"kinds": ", ".join(Kind.values)},
    )


def people(text: str) -> int:
    """Read a number of inhabitants, however its thousands are separated."""
    plain = re.sub(r"\D", "", text) if _GROUPS.match(text) else text
    if plain.isascii() and plain.isdigit() and int(plain) <= _MOST_PEOPLE:
        return int(plain)
    raise UnclearError(
        _("“%(text)s” is no number of inhabitants") % {"text": text},
        _("Write a whole number, such as 717710"),
    )


def year(text: str) -> int:
    """Read a year that has been."""
    if re.fullmatch(r"\d{4}", text) and _EARLIEST.year <= int(text) <= timezone.localdate().year:
        return int(text)
    raise UnclearError(
        _("“%(text)s” is no year since 1990") % {"text": text},
        _("Write four digits, such as 2024"),
    )


def day(text: str) -> dt.date:
    """Read a day; 03/04/2024 is refused, because half the world reads it the other way round."""
    text = text.removesuffix("T00:00:00")
    if dotted := _DAY_FIRST.match(text):
        text = "{2}-{1:0>2}-{0:0>2}".format(*dotted.groups())
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        raise UnclearError(
            _("“%(text)s” is no day that reads one way only") % {"text": text},
            _("Write it as 2024-05-31, or leave it empty"),
        ) from None
    if not _EARLIEST <= found <= timezone.localdate():
        raise UnclearError(
            _("%(day)s is not a day since 1990 that has been") % {"day": found},
            _("Correct it, or leave it empty"),
        )
    return found


def email(text: str) -> str:
    """Read an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        raise UnclearError(
            _("“%(text)s” is no e-mail address") % {"text": text}, _("Write one, such as a@b.org")
        ) from None
    return text.lower()


def phone(text: str) -> str:
    """Read a telephone number."""
    if re.fullmatch(r"[+\d(][\d\s()/.-]{3,38}(?:(?:x|ext\.?)\s*\d+)?", text):
        return text
    raise UnclearError(
        _("“%(text)s” is no telephone number") % {"text": text},
        _("Write digits, beginning with + and the country"),
    )


def website(text: str) -> str:
    """Read the address of a website; https is meant where nothing is said."""
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise UnclearError(
            _("“%(text)s” is no address of a website") % {"text": text},
            _("Write it as https://www.example.org"),
        ) from None
    return words(200)(address)


def languages(text: str) -> list[str]:
    """Read working languages by tag or name, separated by commas, semicolons or bars."""
    found = []
    for one in filter(None, map(str.strip, re.split(r"[,;|/]", text))):
        tag = _language_tags().get(fold(one))
        if tag is None:
            raise UnclearError(
                _("“%(text)s” is no language we know") % {"text": one},
                _("Write tags such as de, or names in English, with commas between"),
            )
        found.append(tag)
    return list(dict.fromkeys(found))


def label(text: str) -> str:
    """Read who may see a contact; named people and invited cities are chosen on the site."""
    plain = text.strip().lower().removeprefix("tlp:").replace(" ", "")
    if plain in SharingLabel.values and plain not in _RED_LABELS:
        return plain
    raise UnclearError(
        _("“%(text)s” is no sharing label for contacts") % {"text": text},
        _("One of: %(labels)s") % {"labels": "amber+strict, green, clear"},
    )


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    known = dict(_OTHER_NAMES)
    with override("en"):
        codes = {code for code, _name in countries()}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in codes:
                known.setdefault(fold(str(name)), code)
    return known | {code.lower(): code for code in codes}


@lru_cache(maxsize=1)
def _language_tags() -> dict[str, str]:
    known: dict[str, str] = {}
    for language in _LANGUAGES:
        for tag, name in Locale(language).languages.items():
            if len(tag) in {2, 3}:
                known.setdefault(fold(str(name)), tag)
                known[tag] = tag
    return known


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    known = {value: value for value in Kind.values}
    for language in ("en", "de"):
        with override(language):
            known |= {fold(str(one.label)): one.value for one in Kind}
    return known
