"""What reading a file yields: incidents, the rows that cannot be used, and words nobody knows."""

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass, field

from hanse.threats.vocabulary import nodes

LONGEST_ID = 120
QUARTERS_UP_TO = 3 * 366  # days; a longer file is shown by year


@dataclass(slots=True, kw_only=True)
class Incident:
    """One incident as a file tells it; `rows` are the rows it was read from."""

    external_id: str
    rows: list[int]
    occurred_on: dt.date
    reported_on: dt.date
    precision: str
    labels: tuple[str, ...]
    severity: int
    text: str
    language: str
    eep: str
    source_class: str
    reliability: str
    credibility: int

    def content(self) -> str:
        """Return a digest of all that is said of it; the same words, the same digest."""
        said = (
            self.occurred_on,
            self.reported_on,
            self.precision,
            ",".join(self.labels),
            self.severity,
            self.text,
            self.language,
            self.eep,
            self.source_class,
            self.reliability,
            self.credibility,
        )
        return digest(*said)


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that cannot be used: which column, what is wrong, and how to mend it."""

    row: int
    column: str
    problem: str
    mend: str


@dataclass(slots=True)
class Unknown:
    """A word that means nothing to us yet: how often it occurs, and where first."""

    column: str
    first_row: int
    count: int = 0


@dataclass(slots=True)
class Outcome:
    """All that was read from one file.

    `rows` counts every row below the header. Each is in an incident, in `errors`, `elsewhere`
    (another place) or `left_out` (of no interest). `merged` rows told again of an incident already
    seen; `repeated` are word for word the same as another where the file numbers nothing.
    """

    incidents: dict[str, Incident] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    rows: int = 0
    elsewhere: int = 0
    left_out: int = 0
    merged: int = 0
    repeated: int = 0

    def per_category(self) -> Counter[str]:
        """Count distinct incidents under every word, the wider ones and all together included."""
        return Counter(node for one in self.incidents.values() for node in nodes(one.labels))

    def trends(self) -> dict[str, dict[str, int]]:
        """Count distinct incidents under every word by year, or by quarter of a short file."""
        days = [one.occurred_on for one in self.incidents.values()]
        by_year = bool(days) and (max(days) - min(days)).days > QUARTERS_UP_TO
        counted: dict[str, Counter[str]] = {}
        for one in self.incidents.values():
            day = one.occurred_on
            period = f"{day.year}" if by_year else f"{day.year} Q{(day.month + 2) // 3}"
            for node in nodes(one.labels):
                counted.setdefault(node, Counter())[period] += 1
        return {node: dict(sorted(counts.items())) for node, counts in counted.items()}

    def wrong_rows(self) -> int:
        """Count the rows with an error; a row may have several."""
        return len({error.row for error in self.errors})


def digest(*parts: object) -> str:
    """Return a short fingerprint of values, the same on every machine.

    >>> digest("a", 1)
    '839e11a421d370be28db56fde67e9aad'
    """
    joined = "\x1f".join(map(str, parts))
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def name_in_source(source: str, key: str) -> str:
    """Return an incident's number, after the name of its source; a long one becomes its digest."""
    named = f"{source}:{key}"
    return named if len(named) <= LONGEST_ID else f"{source}:{digest(key)}"
