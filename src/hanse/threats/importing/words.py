"""From the words of a file to categories of the vocabulary, and to a severity."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hanse.threats.importing.profiles import Labels, Scale
from hanse.threats.nibrs import CODES
from hanse.threats.vocabulary import CATEGORIES

_FILE = Path(__file__).with_name("words.toml")
_APOSTROPHES = {ord("'"): None, 0x2019: None}
_SIGNS = re.compile(r"[^0-9a-z]+")


def plain(text: str) -> str:
    """Reduce a label to what stays when wordings drift: case, accents, signs and “anti-” go.

    >>> plain("Anti-Black or African American"), plain("ANTI-BLACK")
    ('black or african american', 'black')
    """
    letters = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    words = _SIGNS.sub(" ", "".join(c for c in letters if not unicodedata.combining(c))).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "anti" else words)


class Meanings:
    """Looks up the labels of one column; what it does not know it gives back as it stands."""

    def __init__(self, column: Labels, nothing: Iterable[str]) -> None:
        self._own = {plain(word): tuple(said) for word, said in column.values.items()}
        self._nothing = {" ".join(word.split()).casefold() for word in nothing}
        self._separators = column.separators
        self._known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def of(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the categories a cell names, and the words in it that nobody knows."""
        if cell not in self._known:
            self._known[cell] = self._looked_up(cell)
        return self._known[cell]

    def _looked_up(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if self._is_nothing(cell):
            return (), ()
        if (found := self._meaning(cell)) is not None:
            return found, ()
        for separator in self._separators:
            if separator in cell:
                parts = [self.of(part.strip()) for part in cell.split(separator)]
                meant = dict.fromkeys(one for known, _ in parts for one in known)
                unknown = dict.fromkeys(one for _, left in parts for one in left)
                return tuple(meant), tuple(unknown)
        return (), (" ".join(cell.split()),)

    def _is_nothing(self, cell: str) -> bool:
        return " ".join(cell.split()).casefold() in self._nothing

    def _meaning(self, cell: str) -> tuple[str, ...] | None:
        word = plain(cell)
        if word in self._own:
            return self._own[word]
        return common_labels().get(word)


@cache
def common_labels() -> Mapping[str, tuple[str, ...]]:
    """Return the words everybody uses, the codes of NIBRS and our own, each with its category."""
    known = {f"{code:02d}": (said.category,) for code, said in CODES.items()}
    known |= {plain(said.words): (said.category,) for said in CODES.values()}
    for category, words in _data()["labels"].items():
        known |= {plain(word): (category,) for word in words}
    return known | {plain(category): (category,) for category in CATEGORIES}


class Levels:
    """Turns the words of one column into a severity."""

    def __init__(self, column: Scale | None, usual: int) -> None:
        own = column.words if column else ()
        common = _data()["severity"]["words"] if column else ()
        self._pairs = [(word.casefold(), level) for word, level in (*own, *common)]
        self._usual = usual
        self._known: dict[str, int] = {}

    def of(self, cell: str) -> int:
        """Return the level of the first pair whose word occurs, else the usual one."""
        if cell not in self._known:
            text = cell.casefold().strip()
            found = (level for word, level in self._pairs if _occurs(word, text))
            self._known[cell] = next(found, self._usual)
        return self._known[cell]


def _occurs(word: str, text: str) -> bool:
    return text.startswith(word[1:]) if word.startswith("^") else word in text


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
