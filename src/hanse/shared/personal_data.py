"""Finds what points at one person in a text, so that a form can refuse it with a clear sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FEWEST_DIGITS, MOST_DIGITS = 7, 15  # shorter is a year or a count, longer no telephone number
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,-])(?:\+|00)?\(?\d[\d\s().\/–-]{5,22}\d(?![\w,-])")  # noqa: RUF001 - people type the long dash
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+")  # a large number, as many languages write it
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{4}\s?[-–/]\s?\d{2,4}"  # noqa: RUF001 - a range of years takes the long dash
)
_PLATE = re.compile(r"\b[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} ?\d{1,4}[EH]?\b")
_DIGIT = re.compile(r"\d")
_HANDLE = re.compile(r"(?<![\w@.])@\w[\w.]{2,}")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and the words it was found in."""

    kind: str
    words: str


KINDS: dict[str, Promise] = {
    "email": gettext_lazy("an e-mail address"),
    "phone": gettext_lazy("a telephone number"),
    "plate": gettext_lazy("a number plate"),
    "handle": gettext_lazy("the name of an account"),
}


def find(text: str) -> list[Found]:
    """Return what points at one person, in the order of the kinds.

    >>> [found.kind for found in find("Call 030 1234567 or write to a.b@example.org")]
    ['email', 'phone']
    >>> find("In 2023-2024 about 1 200 000 people, on 12.05.2024 and 2024-05-12")
    []
    """
    if "@" not in text and not has_digit(text):
        return []  # nothing of what follows does without; most texts end here
    without_addresses = _EMAIL.sub(" ", text)
    found = [Found("email", match) for match in _EMAIL.findall(text)]
    found += [Found("phone", number) for number in _phones(without_addresses)]
    found += [Found("plate", match) for match in _PLATE.findall(without_addresses)]
    found += [Found("handle", match) for match in _HANDLE.findall(without_addresses)]
    return found


def has_digit(text: str) -> bool:
    """Tell whether a digit of any script stands in a text."""
    return _DIGIT.search(text) is not None


def refuse_personal_data(text: str) -> None:
    """Refuse a text as a form's validator does, naming what to take out."""
    if found := find(text):
        first = found[0]
        raise ValidationError(
            _("Take out %(kind)s (“%(words)s”): say what happened without pointing at a person."),
            code="personal-data",
            params={"kind": KINDS[first.kind], "words": first.words},
        )


def _phones(text: str) -> Iterator[str]:
    for match in _PHONE.finditer(text):
        words = match.group().strip()
        digits = sum(letter.isdigit() for letter in words)
        other = _GROUPED.fullmatch(words) or _DATE.fullmatch(words)
        if FEWEST_DIGITS <= digits <= MOST_DIGITS and not other:
            yield words
