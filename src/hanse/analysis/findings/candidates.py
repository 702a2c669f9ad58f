"""What may become a finding: statements that pass the evidence gates, near-duplicates merged."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.findings.association import Ballots, most_oppose
from hanse.analysis.findings.results import Kind
from hanse.analysis.intervals import chance_above
from hanse.analysis.opinions.bridging import levels_present
from hanse.analysis.opinions.results import Analysis, Label, Lens
from hanse.analysis.themes.results import Themes

#: Opinion is contested where agreement surely lies between these shares.
CONTESTED = (0.3, 0.7)
SURELY = 0.95
#: Thirds of the scale below a split of this kind.
FIRST_THIRD = {"declared": 2.0, "emergent": 1.0}
NO_EVIDENCE = frozenset({Label.INSUFFICIENT, Label.MODERATED})
AGREEING = frozenset({Label.CONSENSUS, Label.LIKELY})

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement, or a cluster of near-duplicates led by its best-evidenced member.

    `utility`: how much it bridges, or how sure the disagreement is, in 0..1. `others`: the rest
    of the cluster.
    """

    statement: int
    kind: Kind
    topic: int
    utility: float
    others: tuple[int, ...]


def candidates(
    ballots: Ballots,
    analysis: Analysis,
    themes: Themes,
    left_out: NDArray[np.bool_] | None = None,
) -> tuple[Candidate, ...]:
    """All candidates in canonical order of their statements.

    `left_out`: (C,) bool, statements that lead no candidate; by default none.
    """
    kinds = kinds_of(analysis)
    if left_out is not None:
        kinds = [None if out else kind for kind, out in zip(kinds, left_out, strict=True)]
    utility = {
        Kind.AGREEMENT: bridge_utility(analysis),
        Kind.DISAGREEMENT: contest(analysis),
    }
    voices = _voices(analysis)
    found = []
    for members in _clusters(ballots, themes):
        eligible = [j for j in members if kinds[j] is not None]
        if not eligible:
            continue
        lead = max(eligible, key=lambda j: (*voices[j], -j))
        kind = kinds[lead]
        if kind is not None:
            others = tuple(j for j in members if j != lead and not ballots.table.moderated[j])
            topic = int(themes.topic[lead])
            found.append(Candidate(lead, kind, topic, float(utility[kind][lead]), others))
    return tuple(sorted(found, key=lambda candidate: candidate.statement))


def passes_gates(analysis: Analysis) -> NDArray[np.bool_]:
    """(C,) statements with at least ten voices in every bloc of some way of looking at them."""
    return np.array([label not in NO_EVIDENCE for label in analysis.label], bool)


def kinds_of(analysis: Analysis) -> list[Kind | None]:
    """Per statement: agreement, open disagreement, or neither.

    Agreement: labelled consensus or likely. Open disagreement: labelled split (blocs or groups
    apart), or labelled open and contested: over everybody, the share of agreement lies between
    .3 and .7 with 95 % probability. Neither: too few voices, or nothing sure enough to report.
    """
    contested = is_contested(analysis.lenses[0])
    found: list[Kind | None] = []
    for j, label in enumerate(analysis.label):
        if label in AGREEING:
            found.append(Kind.AGREEMENT)
        elif label is Label.SPLIT or (label is Label.OPEN and contested[j]):
            found.append(Kind.DISAGREEMENT)
        else:
            found.append(None)
    return found


def is_contested(everyone: Lens) -> NDArray[np.bool_]:
    """(C,) whether agreement over everybody surely lies between .3 and .7."""
    rates = everyone.rates
    within = chance_above(rates.alpha, rates.beta, CONTESTED[0]) - chance_above(
        rates.alpha, rates.beta, CONTESTED[1]
    )
    return np.asarray(within[:, 0] >= SURELY)


def bridge_utility(analysis: Analysis) -> Floats:
    """(C,) agreement across blocs that is surely reached, in 0..1.

    The bridging index with every bloc at the lower limit of its interval: the geometric mean over
    the blocs, of which the smallest over the lenses with evidence counts. Between two statements
    with the same agreement the one that more people voted on goes first.
    """
    found = np.full(len(analysis.label), np.inf)
    for lens in analysis.lenses:
        low = lens.rates.low[:, levels_present(lens.attribute)]
        with np.errstate(divide="ignore", invalid="ignore"):
            reached = np.exp(np.mean(np.log(low), axis=1)) if low.size else np.zeros(len(low))
        found = np.where(evidence(lens), np.minimum(found, reached), found)
    return np.where(np.isfinite(found), found, 0.0)


def contest(analysis: Analysis) -> Floats:
    """(C,) how telling and how sure a disagreement is, in 0..1.

    Declared blocs that are split go first, above 2/3; then emergent groups that are split, above
    1/3; then opinion divided across all. Within each the lower limit counts: of the divide, or of
    twice the share of the smaller camp among everybody.
    """
    rates = analysis.lenses[0].rates
    found = np.minimum(rates.low, 1.0 - rates.high)[:, 0] * 2.0 / 3.0
    for lens in analysis.lenses[1:]:
        split = np.array([label is Label.SPLIT for label in lens.bridging.label], bool)
        value = (FIRST_THIRD[lens.kind] + lens.bridging.divide_low) / 3.0
        found = np.where(split, np.fmax(found, value), found)
    return np.clip(np.nan_to_num(found), 0.0, 1.0)


def evidence(lens: Lens) -> NDArray[np.bool_]:
    """(C,) whether every bloc of a lens has at least ten voices."""
    return np.array([label not in NO_EVIDENCE for label in lens.bridging.label], bool)


def _voices(analysis: Analysis) -> list[tuple[int, int]]:
    """Per statement: voices of its smallest bloc over the lenses with evidence, voices in all."""
    in_all = analysis.lenses[0].bridging.fewest_voices
    fewest = in_all.copy()
    for lens in analysis.lenses[1:]:
        fewest = np.where(evidence(lens), np.minimum(fewest, lens.bridging.fewest_voices), fewest)
    return list(zip(fewest.tolist(), in_all.tolist(), strict=True))


def _clusters(ballots: Ballots, themes: Themes) -> list[list[int]]:
    """Clusters of near-duplicates; one that the same people vote against each other is undone."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for j, cluster in enumerate(themes.duplicates.tolist()):
        members[cluster].append(j)
    clusters = []
    for group in members.values():
        if len(group) > 1 and _contradict(ballots, group):
            clusters += [[j] for j in group]
        else:
            clusters.append(group)
    return clusters


def _contradict(ballots: Ballots, group: list[int]) -> bool:
    """Whether most of those who back one text of a cluster oppose another."""
    return any(most_oppose(ballots, j, k) for j in group for k in group if j != k)
