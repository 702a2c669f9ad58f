"""Rates, bridging, bootstrap and flags by loops over votes: slow, and plain to read."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.special import psi

from hanse.analysis.opinions.votes import Attribute, VoteTable

Floats = NDArray[np.float64]


def tally(table: VoteTable, attribute: Attribute, weight: Floats | None = None) -> Floats:
    """(3, C, B) disagree, pass and agree, each vote counted once or with its person's weight."""
    counts = np.zeros((3, table.statements, len(attribute.levels)))
    for person, statement, vote in zip(table.participant, table.statement, table.vote, strict=True):
        bloc = attribute.codes[person]
        if bloc >= 0 and not table.moderated[statement]:
            counts[vote + 1, statement, bloc] += 1 if weight is None else weight[person]
    return counts


def index(counts: Floats) -> Floats:
    """(C,) posterior geometric mean of agreement over the blocs that have any voice."""
    found = []
    blocs = [b for b in range(counts.shape[2]) if counts[[0, 2], :, b].any()]
    for statement in range(counts.shape[1]):
        logs = []
        for bloc in blocs:
            disagree, _, agree = counts[:, statement, bloc]
            logs.append(psi(agree + 0.5) - psi(agree + disagree + 1))
        found.append(math.exp(sum(logs) / len(logs)))
    return np.array(found)


def every_bloc_agrees(counts: Floats, threshold: float) -> Floats:
    """(C,) product over blocs of the chance that agreement lies above a threshold."""
    found = np.ones(counts.shape[1])
    for statement in range(counts.shape[1]):
        for bloc in range(counts.shape[2]):
            disagree, _, agree = counts[:, statement, bloc]
            found[statement] *= stats.beta(agree + 0.5, disagree + 0.5).sf(threshold)
    return found


def times_in_top_ten(indices: list[Floats], eligible: NDArray[np.bool_]) -> Floats:
    """(C,) how often a statement is among the ten highest, the earlier one at ties."""
    times = np.zeros(len(eligible))
    for values in indices:
        ranked = sorted(np.flatnonzero(eligible), key=lambda j: (-values[j], j))
        times[ranked[:10]] += 1
    return times


def person_fit(table: VoteTable, counts: Floats, person: int) -> float:
    """Compute l_z of one participant from the definition."""
    observed = expected = variance = 0.0
    for statement, vote in votes_of(table, person):
        disagree, _, agree = counts[:, statement]
        share = (agree + 0.5) / (agree + disagree + 1)
        logs = math.log(share), math.log(1 - share)
        if vote != 0 and not table.moderated[statement]:
            observed += logs[0] if vote == 1 else logs[1]
            expected += share * logs[0] + (1 - share) * logs[1]
            variance += share * (1 - share) * (logs[0] - logs[1]) ** 2
    return (observed - expected) / math.sqrt(variance)


def votes_of(table: VoteTable, person: int) -> list[tuple[int, int]]:
    """List the (statement, vote) pairs of one participant."""
    cells = slice(table.start[person], table.start[person + 1])
    return list(zip(table.statement[cells].tolist(), table.vote[cells].tolist(), strict=True))
