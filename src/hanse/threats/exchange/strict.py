"""Reading JSON from strangers: every value is looked at, and what is wrong is named."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError

MOST_OBJECTS = 200_000
LONGEST_TEXT = 20_000
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class WrongError(Exception):
    """One object says something wrong: which property, what, and how to mend it."""

    def __init__(self, column: str, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.column, self.problem, self.mend = column, problem, mend


def load(content: bytes, name: str) -> Any:  # noqa: ANN401 - JSON may be anything; what follows looks at it
    """Read JSON that is UTF-8, has no key twice and no number that is none."""
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise InputError(
            name, None, _("this is not JSON that can be read"), _("Export the file again")
        ) from None


def looks_like_json(content: bytes) -> bool:
    """Tell from the first sign whether this may be JSON."""
    return content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def text(thing: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    """Return a text, empty where it may be missing and is."""
    value = thing.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise WrongError(key, _("a text is expected here"), _("Fill it in"))
    if len(value) > LONGEST_TEXT:
        raise WrongError(key, _("the text is too long"), _("Shorten it"))
    _check_signs(value, key)
    return value.strip()


def texts(thing: Mapping[str, Any], key: str) -> list[str]:
    """Return a list of texts, empty where there is none."""
    value = thing.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise WrongError(key, _("a list of texts is expected here"), _("Correct it"))
    for one in value:
        _check_signs(one, key)
    return value


def whole(thing: Mapping[str, Any], key: str, least: int, most: int, usual: int) -> int:
    """Return a whole number within its bounds, or the usual one where nothing is said."""
    value = thing.get(key)
    if value is None:
        return usual
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        problem = _("a whole number from %(least)d to %(most)d is expected here")
        raise WrongError(key, problem % {"least": least, "most": most}, _("Correct it"))
    return value


def one_of(thing: Mapping[str, Any], key: str, known: tuple[str, ...], usual: str) -> str:
    """Return one of the words that are known, or the usual one where nothing is said."""
    value = thing.get(key, usual)
    if value not in known:
        problem = _("one of %(known)s is expected here") % {"known": ", ".join(known)}
        raise WrongError(key, problem, _("Correct it"))
    return str(value)


def day(value: object, key: str) -> dt.date:
    """Return the day of a date or of a time with its zone."""
    if isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}|$)", value):
        try:
            return dt.date.fromisoformat(value[:10])
        except ValueError:
            pass
    raise WrongError(key, _("a date is expected here"), _("Write it as 2026-02-24"))


def mapping(value: object, key: str) -> Mapping[str, Any]:
    """Return an object."""
    if not isinstance(value, dict):
        raise WrongError(key, _("an object is expected here"), _("Correct it"))
    return value


def too_many(name: str) -> InputError:
    """Refuse a file with more objects than are read at once."""
    problem = _("more than %(most)d objects") % {"most": MOST_OBJECTS}
    return InputError(name, None, problem, _("Split it into several files"))


def _check_signs(value: str, key: str) -> None:
    """Refuse signs that no database keeps: zeros, and halves of signs."""
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise WrongError(key, _("a sign in this text cannot be read"), _("Export the file again"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
