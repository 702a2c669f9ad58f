"""What to simulate: how many people, which blocs, which opinions are planted."""

from dataclasses import dataclass
from enum import StrEnum

ROUNDING = 1e-9  # shares written in decimals need not add up exactly
LANGUAGES = ("en", "de", "fr", "es")


class Structure(StrEnum):
    """What emergent shape the opinions have besides the declared blocs."""

    NONE = "none"
    SPECTRUM = "spectrum"
    GROUPS = "groups"


class Planted(StrEnum):
    """What a simulated statement was made to be."""

    BRIDGE = "bridge"
    DIVIDE = "divide"
    REJECTED = "rejected"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Declared:
    """One attribute that participants declare.

    `shares`: part of the participants in each level, exact to one person. `undeclared`: part of
    the participants who belong to a level and do not say so.
    """

    name: str
    levels: tuple[str, ...]
    shares: tuple[float, ...]
    undeclared: float = 0.0

    def __post_init__(self) -> None:
        if len(self.levels) != len(self.shares) or not self.levels:
            raise ValueError(f"{self.name}: give one share per level, and at least one level")
        _check_shares(self.name, self.shares)
        _check_share(f"{self.name}: undeclared", self.undeclared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A conversation to simulate; equal plans give equal conversations.

    Attributes
    ----------
    participants, statements, votes_per_person
        P, C and the mean number of statements a participant votes on.
    seed
        Any integer from 0.
    declared
        Attributes with bloc sizes, for example 90:10.
    structure, group_shares, separation
        Emergent groups with their sizes, one spectrum, or neither. `separation` is the standard
        deviation, in logits, of what groups or the two ends of the spectrum think of a plain
        statement.
    agreeableness
        Standard deviation, in logits, of how readily a person agrees to anything.
    bridges, divides, rejected
        Shares of statements that every bloc supports, that set blocs against each other, that
        every bloc refuses. The rest is plain.
    duplicates
        Share of statements that repeat an earlier one in other words.
    straight_liners, straight_agree
        Share of people who give every statement the same vote, and how many of them agree.
    revotes
        Share of cells that were voted differently before.
    moderated, passes
        Share of statements taken out; mean share of passes.
    exposure_skew, favour_agreed
        How unevenly statements are shown: standard deviation of the logarithm of their weight,
        and how much that logarithm grows from a statement nobody supports to one all support.
    activity_spread
        Standard deviation of the logarithm of votes per person.
    languages
        Language codes with their shares of the statements: en, de, fr, es.
    """

    participants: int = 400
    statements: int = 60
    votes_per_person: float = 30.0
    seed: int = 1
    declared: tuple[Declared, ...] = ()
    structure: Structure = Structure.SPECTRUM
    group_shares: tuple[float, ...] = (0.6, 0.4)
    separation: float = 1.5
    agreeableness: float = 0.0
    bridges: float = 0.2
    divides: float = 0.2
    rejected: float = 0.1
    duplicates: float = 0.05
    straight_liners: float = 0.0
    straight_agree: float = 0.8
    revotes: float = 0.03
    moderated: float = 0.0
    passes: float = 0.15
    exposure_skew: float = 0.3
    favour_agreed: float = 0.0
    activity_spread: float = 0.6
    languages: tuple[tuple[str, float], ...] = (("en", 1.0),)

    def __post_init__(self) -> None:
        if self.participants < 0 or self.statements < 0 or self.votes_per_person < 0:
            raise ValueError("participants, statements and votes per person cannot be negative")
        for name in _SHARES:
            _check_share(name, getattr(self, name))
        if self.bridges + self.divides + self.rejected > 1 + ROUNDING:
            raise ValueError("bridges, divides and rejected add up to more than 1")
        if unknown := {code for code, _ in self.languages} - set(LANGUAGES):
            raise ValueError(f"no phrases in {sorted(unknown)}; there are {', '.join(LANGUAGES)}")
        _check_shares("languages", tuple(share for _, share in self.languages))
        if self.structure is Structure.GROUPS:
            _check_shares("group_shares", self.group_shares)
        if self.divides and not self.can_divide:
            raise ValueError("a divide needs two declared blocs, groups or a spectrum")

    @property
    def can_divide(self) -> bool:
        """Whether there is anything along which opinion could divide."""
        several = any(len(a.levels) > 1 for a in self.declared)
        return several or self.structure is not Structure.NONE


_SHARES = (
    "bridges",
    "divides",
    "rejected",
    "duplicates",
    "straight_liners",
    "straight_agree",
    "revotes",
    "moderated",
    "passes",
)


def _check_share(name: str, share: float) -> None:
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is a share between 0 and 1, not {share}")


def _check_shares(name: str, shares: tuple[float, ...]) -> None:
    for share in shares:
        _check_share(name, share)
    if abs(sum(shares) - 1) > ROUNDING:
        raise ValueError(f"the shares of {name} add up to {sum(shares):g}, not to 1")
