"""What a brief says, ready to be set: every number computed, every quote cut, every gap named."""

from dataclasses import dataclass

DEFAULT_SHARING_LABEL = "TLP:AMBER+STRICT"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the opening line, for example people, 2,031."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class BriefBloc:
    """The numbers of one bloc; shares in 0..1. `attribute` is "everyone" for all participants."""

    attribute: str
    level: str
    agree: int
    disagree: int
    passed: int
    mean: float
    low: float
    high: float

    @property
    def voices(self) -> int:
        """Participants who took a side."""
        return self.agree + self.disagree


@dataclass(frozen=True, slots=True)
class BriefQuote:
    """Words cut from a stored statement, with what is needed to cut them again."""

    text: str
    source_id: str
    sha256: str
    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class BriefRecommendation:
    """What a finding asks, and of whom."""

    addressee: str
    text: str


@dataclass(frozen=True, slots=True)
class BriefFinding:
    """One finding with its evidence.

    `headline` repeats the statement word for word while `verbatim` is True. `figure_title` says
    in one line what the interval figure shows, `dissent` in one who disagrees. `missing` names
    blocs with fewer than ten voices and `withheld` those hidden so that a smaller bloc cannot be
    worked out; both as (attribute, level).
    """

    number: int
    headline: str
    verbatim: bool
    language: str
    statement_id: str
    statement: str
    kind: str
    label: str
    topic: tuple[str, ...]
    probability: float | None
    in_top_ten: float | None
    figure_title: str
    blocs: tuple[BriefBloc, ...]
    dissent: str
    missing: tuple[tuple[str, str], ...]
    withheld: tuple[tuple[str, str], ...]
    near_duplicates: tuple[str, ...]
    supporting: tuple[BriefQuote, ...]
    counter_voice: BriefQuote | None
    recommendations: tuple[BriefRecommendation, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """An edition, or the findings of one dialogue, as one document.

    `language` is that of the document itself; statements and quotes carry their own. `edition` and
    `published` may be empty. `recompute` is the exact command that gives the same numbers
    again; `replicates` is the number of resamples behind stability.
    """

    title: str
    lede: str
    question: str
    question_language: str
    language: str
    facts: tuple[Fact, ...]
    findings: tuple[BriefFinding, ...]
    notes: tuple[str, ...]
    method: tuple[str, ...]
    data_version: str
    recompute: str
    made_with: str
    replicates: int
    link: str = ""
    licence: str = ""
    attribution: str = ""
    edition: str = ""
    published: str = ""
    simulated: bool = False
    sharing_label: str = DEFAULT_SHARING_LABEL
