"""What an opinion analysis says: frozen dataclasses of plain arrays.

P participants, C statements, B blocs of one attribute, all in the canonical order of the
`VoteTable`. A *voice* is a participant who agreed or disagreed with a statement; passes are
counted apart and never enter an agreement share. Shares are in 0..1. An interval holds the true
share with 95 % posterior probability. Statements out of moderation keep their row with zero
counts, NaN shares and the label ``Label.MODERATED``.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.votes import Attribute

REPLICATES = 200  # of the bootstrap, unless somebody asks for another number

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


class Label(StrEnum):
    """What may be said of a statement (methods/opinions section 9.3)."""

    CONSENSUS = "consensus"
    LIKELY = "likely"
    SPLIT = "split"
    OPEN = "open"
    INSUFFICIENT = "insufficient"
    MODERATED = "moderated"


@dataclass(frozen=True, slots=True)
class BlocRates:
    """Counts and posterior agreement per statement and bloc of one attribute.

    `agree`, `disagree`, `passed`: (C, B) counts. `alpha`, `beta`: (C, B) Beta posterior of the
    agreement share. `mean`, `low`, `high`: (C, B) its mean and 95 % interval. `pass_share`:
    (C, B) posterior mean share of passes among all votes.
    """

    attribute: str
    levels: tuple[str, ...]
    agree: Counts
    disagree: Counts
    passed: Counts
    alpha: Shares
    beta: Shares
    mean: Shares
    low: Shares
    high: Shares
    pass_share: Shares

    @property
    def voices(self) -> Counts:
        """(C, B) participants who took a side."""
        return self.agree + self.disagree


@dataclass(frozen=True, slots=True)
class Bridging:
    """Whether every bloc of one attribute agrees, per statement.

    `probability`, `strong`: (C,) posterior probability that every bloc agrees above one half,
    above 0.6. `index`: (C,) posterior geometric mean of agreement, comparable across numbers of
    blocs. `divide`, `divide_low`, `divide_high`: (C,) largest minus smallest bloc agreement with
    its 95 % interval; 0 with one bloc, NaN where a bloc has too few voices. `label`: one per
    statement. `fewest_voices`: (C,) voices in the smallest bloc. `missing`: per statement
    the blocs with fewer than ten voices.
    """

    attribute: str
    probability: Shares
    strong: Shares
    index: Shares
    divide: Shares
    divide_low: Shares
    divide_high: Shares
    label: tuple[Label, ...]
    fewest_voices: Counts
    missing: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """One attribute seen through its rates and its bridging.

    `kind` is ``"everyone"`` (a single bloc of all participants), ``"declared"`` or
    ``"emergent"``.
    """

    kind: str
    attribute: Attribute
    rates: BlocRates
    bridging: Bridging


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """Two axes of opinion learned from the votes.

    `position`: (P, 2), NaN for participants with too few votes to place. `axes`: (C, 2)
    statement loadings, 0 where moderated. `explained`: (2,) share of vote variance.
    `low_end`, `high_end`: statement indices that best mark the two ends of the first axis
    (agreed with most at that end), strongest first.
    """

    position: Shares
    axes: Shares
    explained: Shares
    low_end: tuple[int, ...]
    high_end: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Emergent groups, reported only when they pass every test of section 9.7.

    `count` is 0 when there are none: opinion is then one continuous spectrum. `attribute` holds
    the members (code -1 for participants not placed) and is None without groups. `silhouette`,
    `null_silhouette`: observed value for the best k found, and the value it has to beat, the
    95th percentile under the within-statement permutation null. `jaccard`: bootstrap Jaccard per
    group of that best k. Where an earlier check already failed the later ones are not made:
    `jaccard` is then empty and `null_silhouette` NaN. `reason`: one plain sentence on why groups
    are, or are not, reported.
    """

    count: int
    attribute: Attribute | None
    best_k: int
    silhouette: float
    null_silhouette: float
    jaccard: tuple[float, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that sets one emergent group apart (section 9.8).

    `direction` is 1 (the group agrees more than the rest) or -1. `difference`: group share minus
    the share of the rest. `contrast`: its log odds ratio; `q_value`: Benjamini-Hochberg over all
    group, statement and direction cells; `false_sign_rate`: probability that the sign is wrong.
    """

    group: int
    statement: int
    direction: int
    difference: float
    contrast: float
    q_value: float
    false_sign_rate: float


@dataclass(frozen=True, slots=True)
class Stability:
    """How much the order of statements moves when other people might have come (section 9.9).

    `replicates`: Poisson bootstrap replicates; without any, what rests on them is NaN. `lens`:
    attribute of the leading lens, whose bridging index orders the statements. `in_top_ten`: (C,)
    share of replicates in which the statement is among the ten highest. `index_low`,
    `index_high`: (C,) central 95 % of that index over replicates. `influence`: (C,) largest
    change of the index when one bloc level of the attribute named `left_out` is left out; zeros
    when no such attribute is declared.
    """

    replicates: int
    in_top_ten: Shares
    index_low: Shares
    index_high: Shares
    influence: Shares
    left_out: str
    lens: str = "everyone"


@dataclass(frozen=True, slots=True)
class Flags:
    """Participants whose votes deserve a look; nobody is ever dropped (section 9.11).

    `straight_liners`: (P,) bool; at least ten votes, all the same side, where the statements
    make that improbable. `person_fit`: (P,) standardised log likelihood l_z of a participant's
    votes given each statement's agreement share, NaN under ten voices.
    """

    straight_liners: NDArray[np.bool_]
    person_fit: Shares


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known from one table of votes.

    `lenses`: "everyone" first, then the declared attributes in order, then the emergent groups
    if there are any. `overall_probability`: (C,) smallest bridging probability over the lenses;
    `overall_index`: (C,) smallest bridging index; `label`: the most cautious label over the
    lenses. `data_version`: sha256 of the canonical table, 64 hex digits.
    """

    participants: int
    statements: int
    votes: int
    data_version: str
    participant_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    lenses: tuple[Lens, ...]
    overall_probability: Shares
    overall_index: Shares
    label: tuple[Label, ...]
    opinion_map: OpinionMap
    groups: Groups
    representative: tuple[Representative, ...]
    stability: Stability
    flags: Flags
