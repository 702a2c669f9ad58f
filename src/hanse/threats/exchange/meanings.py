"""Labels of strangers as our own words; what nobody knows is listed."""

from collections.abc import Iterable

from hanse.threats.importing.incidents import Outcome, Unknown
from hanse.threats.importing.profiles import Labels
from hanse.threats.importing.reading import FALLBACK, MISSING
from hanse.threats.importing.words import Meanings

_WORDS = Meanings(Labels(column=""), ("", "none"))


def labels_from(
    words: Iterable[str], column: str, number: int, outcome: Outcome, *, listed: bool = True
) -> tuple[str, ...]:
    """Return the categories some words mean; unknown ones are listed unless that would drown us."""
    found: dict[str, None] = {}
    for word in words:
        known, unknown = _WORDS.of(word.strip())
        found |= dict.fromkeys(known)
        for one in unknown if listed else ():
            outcome.unknown.setdefault(one, Unknown(column, number)).count += 1
            found[FALLBACK] = None
    return tuple(sorted(found)) or (MISSING,)
