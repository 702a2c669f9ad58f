"""Refuses what points at a person in the words of an observation: it is about deeds, not people.

Patterns find the obvious alone. Whoever reads a text before it is used still looks for the rest.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hanse.shared.personal_data import has_digit, refuse_personal_data

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"  # noqa: RUF001 - names take the printed apostrophe
_TITLES = (
    r"Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Herr|Herrn|Frau|Monsieur|Madame|M\.|Mme|Pan|Pani"
    r"|Señor|Señora|Signor|Signora|Imam|Rabbi|Rabbiner|Pastor|Father|Sister"
)
_CALLED = r"named|called|nicknamed|namens|genannt|heißt|appelée?|nommée?"
_STREETS = r"street|st|avenue|ave|road|rd|lane|ln|drive|boulevard|blvd|court|square|way|close"
_STRASSEN = r"stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer"
_RUES = r"rue|avenue|boulevard|place|chemin|impasse|via|calle|ulica|ul\."
_PLATES = (
    r"[A-Z]{2}-\d{3}-[A-Z]{2}",  # France, Italy
    r"[A-Z]{2}\d{2} ?[A-Z]{3}",  # United Kingdom
    r"[A-Z]{2}[- ]?\d{3}[A-Z]{2}",  # Slovakia
    r"[A-Z]{3}[- ](?!(?:19|20)\d\d\b)\d{3,4}",  # Sweden, states of America
)
PATTERNS: dict[str, re.Pattern[str]] = {
    "address": re.compile(
        rf"\b\d{{1,5}}[a-z]?,? (?:[\w'.-]+ ){{1,3}}(?:{_STREETS})\b"
        rf"|\b[\w-]*(?:{_STRASSEN}) ?\d{{1,4}} ?[a-z]?\b"
        rf"|\b\d{{1,4}},? (?:{_RUES}) \w+"
        rf"|\b(?:{_RUES}) \w+ \d{{1,4}}\b",
        re.IGNORECASE,
    ),
    "name": re.compile(
        rf"\b(?:{_TITLES})\.? {_WORD}|\b(?:{_CALLED}) {_WORD}"
        rf"|\b{_WORD} [A-Z]\.(?= [a-zß-ÿ(]|,|$)|(?<!\w\. )\b[A-Z]\. {_WORD}"
    ),
    "plate": re.compile("|".join(rf"\b{plate}\b" for plate in _PLATES)),
    "profile": re.compile(
        r"(?:facebook|instagram|tiktok|twitter|x|telegram|t|vk|youtube)\.(?:com|me)/\S+",
        re.IGNORECASE,
    ),
    "birth": re.compile(r"\b(?:born|geboren|née?|geb\.)(?: on| am| le)? \d", re.IGNORECASE),
}
# most texts hold no digit and no slash, and then most patterns need not be tried
SIGNS = {"address": "digit", "plate": "digit", "birth": "digit", "profile": "slash"}
KINDS: dict[str, Promise] = {
    "address": gettext_lazy("an exact address: write the district or the kind of place"),
    "name": gettext_lazy("the name of a person: write what they are, such as “a teacher”"),
    "plate": gettext_lazy("a number plate: write “a car”"),
    "profile": gettext_lazy("a link to somebody's account: write “an account”"),
    "birth": gettext_lazy("a date of birth: leave it out"),
}


def refuse_people(text: str) -> None:
    """Refuse a text that points at a person, saying what to write in its place."""
    refuse_personal_data(text)
    there = {"digit": has_digit(text), "slash": "/" in text}
    for kind, pattern in PATTERNS.items():
        if there.get(SIGNS.get(kind, ""), True) and (found := pattern.search(text)):
            raise ValidationError(
                _("“%(words)s” looks like %(kind)s."),
                code="personal-data",
                params={"kind": KINDS[kind], "words": found.group().strip()},
            )
