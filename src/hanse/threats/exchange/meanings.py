"""Labels of strangers as our own words; what nobody knows is listed for a person to say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hanse.threats.exchange.markings import Markings
from hanse.threats.importing.incidents import Outcome, Unknown
from hanse.threats.importing.profiles import Labels, Profile
from hanse.threats.importing.reading import FALLBACK, MISSING
from hanse.threats.importing.words import Meanings


@dataclass(frozen=True, slots=True)
class Reading:
    """What is looked up while the objects of one file are read, and what comes of it."""

    meanings: Meanings
    markings: Markings
    outcome: Outcome = field(default_factory=Outcome)

    def labels(
        self, words: Iterable[str], column: str, number: int, *, beside: bool = False
    ) -> tuple[str, ...]:
        """Return the categories some words mean, and list those that nobody knows.

        Words that are unknown stand for another target; `beside` known ones for nothing.
        """
        found: dict[str, None] = {}
        odd: list[str] = []
        for word in words:
            known, unknown = self.meanings.of(word.strip())
            found |= dict.fromkeys(known)
            odd += unknown
        for one in odd:
            self.outcome.unknown.setdefault(one, Unknown(column, number)).count += 1
        if odd and not (beside and found):
            found[FALLBACK] = None
        return tuple(sorted(found)) or (MISSING,)


def reading_of(profile: Profile, markings: Markings) -> Reading:
    """Return what a file is read with: the words everybody uses, and those the city said."""
    columns: Sequence[Labels] = profile.labels or (Labels(column=""),)
    return Reading(Meanings(columns[0], ("", "none")), markings)
