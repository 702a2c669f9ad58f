"""What a slate of findings says: frozen dataclasses, every number traceable to votes."""

from dataclasses import dataclass
from enum import StrEnum

from hanse.analysis.opinions.results import Label


class Kind(StrEnum):
    """What a finding reports."""

    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that can be quoted: one statement as it was submitted.

    `author` is a participant index in the vote table, or -1 when unknown.
    """

    id: str
    text: str
    language: str
    author: int = -1


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a stored source; rendering cuts the source again and checks its hash.

    `start`, `end`: character offsets into the source text. `sha256`: of the whole source text in
    UTF-8, 64 hex digits.
    """

    source_id: str
    sha256: str
    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class BlocEvidence:
    """The numbers of one bloc behind a finding; `enough` is False under ten voices.

    `mean`, `low`, `high`: posterior agreement share and its 95 % interval.
    """

    attribute: str
    level: str
    agree: int
    disagree: int
    passed: int
    mean: float
    low: float
    high: float
    enough: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One of the ten: a statement with its evidence pack.

    `statement`: index in the vote table. `rank`: 1 first. `probability`: posterior probability
    that every bloc agrees. `in_top_ten`: bootstrap stability. `topic`: index into
    `Slate.topics`. `near_duplicates`: statement indices that say nearly the same. `dissent`: the
    bloc that agrees least, None with one bloc. `missing`: blocs with fewer than ten voices, as
    (attribute, level); the finding then makes no claim about them.
    """

    rank: int
    statement: int
    statement_id: str
    kind: Kind
    label: Label
    topic: int
    probability: float
    in_top_ten: float
    blocs: tuple[BlocEvidence, ...]
    dissent: BlocEvidence | None
    missing: tuple[tuple[str, str], ...]
    near_duplicates: tuple[int, ...]
    supporting: tuple[Quote, ...]
    counter_voice: Quote | None


@dataclass(frozen=True, slots=True)
class Slate:
    """Ten findings or fewer, with at most two per topic.

    `topics`: the words that mark each topic. `considered`: statements that passed the evidence
    gates. `notes`: plain sentences on what limits the slate, for example that fewer than two open
    disagreements exist.
    """

    findings: tuple[Finding, ...]
    topics: tuple[tuple[str, ...], ...]
    considered: int
    notes: tuple[str, ...]
