"""The greedy choice: bridge as much as possible, reach every bloc, repeat no topic too often."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.findings.candidates import Candidate
from hanse.analysis.findings.results import Kind
from hanse.analysis.opinions.results import Analysis
from hanse.analysis.opinions.votes import AGREE, PASS, VoteTable

PER_TOPIC = 2
#: A second finding on a topic counts this much of a first.
SECOND = 0.5
DISAGREEMENTS = 2
#: Weight of reaching people who have little in the slate yet, against utility.
COVERAGE = 0.5
ENOUGH_ASKED = 10

Floats = NDArray[np.float64]


def choose_candidates(
    table: VoteTable, analysis: Analysis, found: Sequence[Candidate], size: int
) -> list[Candidate]:
    """Choose at most `size` candidates: agreements first, each kind in the order of its choice.

    Each step takes the candidate with the largest utility plus half its coverage (`Reach`), at
    most two per topic, where a second one counts half. The first place is for an agreement, the
    next two for open disagreements,
    the rest for agreements; each kind fills what the other cannot. Ties go to the statement that
    comes first in canonical order.

    References
    ----------
    Aziz, H. et al. (2017). Justified representation in approval-based committee voting. Social
    Choice and Welfare 48(2), for the harmonic (PAV) weights.
    """
    reach = Reach(table, analysis, found)
    chosen: list[int] = []
    while len(chosen) < size:
        per_topic = Counter(found[c].topic for c in chosen)
        left = [
            c
            for c in range(len(found))
            if c not in chosen and per_topic[found[c].topic] < PER_TOPIC
        ]
        due = kind_due(len(chosen), size)
        now = [c for c in left if found[c].kind is due] or left
        if not now:
            break
        score = reach.score()
        fresh = [SECOND if per_topic[c.topic] else 1.0 for c in found]
        best = max(now, key=lambda c: (fresh[c] * score[c], -c))
        chosen.append(best)
        reach.count_in(best)
    return sorted((found[c] for c in chosen), key=lambda c: c.kind is Kind.DISAGREEMENT)


def kind_due(place: int, size: int) -> Kind:
    """Kind that may first take a place of the choice, counted from 0.

    >>> [kind_due(place, 10).value[0] for place in range(5)]
    ['a', 'd', 'd', 'a', 'a']
    """
    disagreements = min(DISAGREEMENTS, size // 3)
    return Kind.DISAGREEMENT if 1 <= place <= disagreements else Kind.AGREEMENT


class Reach:
    """What each candidate would add for the people of every bloc.

    A person backs an agreement by agreeing with it, an open disagreement by taking either side.
    Who already backs k chosen statements counts 1 / (k + 1). The coverage of a candidate is that
    sum over the share of those asked, averaged over the blocs in which ten were asked, so that a
    small bloc weighs as much as a large one.
    """

    def __init__(self, table: VoteTable, analysis: Analysis, found: Sequence[Candidate]) -> None:
        place = np.full(table.statements, -1)
        place[[c.statement for c in found]] = np.arange(len(found))
        cells = np.flatnonzero(place[table.statement] >= 0)
        self._candidate = place[table.statement[cells]]
        self._who = table.participant[cells]
        vote = table.vote[cells]
        open_to_both = np.array([c.kind is Kind.DISAGREEMENT for c in found], bool)
        self._backs = (vote == AGREE) | (open_to_both[self._candidate] & (vote != PASS))
        self._utility = np.array([c.utility for c in found], np.float64)
        self._times = np.zeros(table.participants, np.int64)
        lenses = analysis.lenses[1:] or analysis.lenses
        self._codes = [(len(x.attribute.levels), x.attribute.codes[self._who]) for x in lenses]

    def score(self) -> Floats:
        """(N,) utility of each candidate, plus half its coverage."""
        return self._utility + COVERAGE * self.coverage()

    def coverage(self) -> Floats:
        """(N,) share in 0..1 of those asked who back each candidate, weighed as the class says."""
        weight = self._backs / (1.0 + self._times[self._who])
        total = np.zeros(len(self._utility))
        blocs = np.zeros(len(self._utility))
        for levels, code in self._codes:
            known = code >= 0
            cell = self._candidate[known] * levels + code[known]
            shape = (len(self._utility), levels)
            size = len(self._utility) * levels
            asked = np.bincount(cell, minlength=size).reshape(shape)
            backed = np.bincount(cell, weights=weight[known], minlength=size).reshape(shape)
            enough = asked >= ENOUGH_ASKED
            total += np.where(enough, backed / np.maximum(asked, 1), 0.0).sum(axis=1)
            blocs += enough.sum(axis=1)
        return total / np.maximum(blocs, 1.0)

    def count_in(self, chosen: int) -> None:
        """Count a chosen candidate for everybody who backs it."""
        self._times[self._who[(self._candidate == chosen) & self._backs]] += 1
