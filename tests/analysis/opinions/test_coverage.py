"""Intervals hold the planted truth as often as they say, in small blocs and in large ones."""

import dataclasses

import numpy as np
import pytest

from hanse.analysis.opinions.rates import bloc_rates
from hanse.analysis.opinions.simulation import Declared, Plan, Structure, simulate

UNEVEN = (Declared("side", ("large", "small"), (0.9, 0.1)),)
EVEN = (Declared("side", ("west", "east"), (0.5, 0.5)),)
EIGHT = (Declared("role", tuple("abcdefgh"), (0.125,) * 8),)
PLANS = {
    "ten to twenty voices": Plan(
        participants=60, statements=80, votes_per_person=50, declared=EVEN, structure=Structure.NONE
    ),
    "eight small blocs that agree": Plan(
        participants=200,
        statements=80,
        votes_per_person=50,
        declared=EIGHT,
        structure=Structure.NONE,
        divides=0.0,
    ),
    "ninety to ten": Plan(participants=400, statements=80, votes_per_person=40, declared=UNEVEN),
    "ninety to ten of thousands": Plan(
        participants=2200, statements=60, votes_per_person=50, declared=UNEVEN
    ),
    "thousands in groups": Plan(
        participants=5000,
        statements=60,
        votes_per_person=50,
        declared=EVEN,
        structure=Structure.GROUPS,
    ),
    "two thousand voices a bloc": Plan(
        participants=7000, statements=40, votes_per_person=38, declared=EVEN
    ),
}


def covered(plan: Plan, seeds: range) -> dict[str, list[bool]]:
    """Per bloc: whether each interval that rests on ten voices or more holds the truth."""
    hits: dict[str, list[bool]] = {}
    for seed in seeds:
        simulated = simulate(dataclasses.replace(plan, seed=seed))
        table = simulated.table()
        found = bloc_rates(table, table.declared[0])
        truth = simulated.truth.agreement[found.attribute]
        inside = (found.low <= truth) & (truth <= found.high)
        enough = (found.voices >= 10) & ~table.moderated[:, None]
        for bloc, level in enumerate(found.levels):
            hits.setdefault(level, []).extend(inside[enough[:, bloc], bloc].tolist())
    return hits


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())
def test_ninety_five_percent_intervals_hold_the_truth_in_every_bloc(plan: Plan) -> None:
    hits = covered(plan, range(100, 112))

    shares = {level: float(np.mean(inside)) for level, inside in hits.items()}

    assert {level: share for level, share in shares.items() if not 0.93 <= share <= 0.97} == {}


def test_an_opinion_that_only_the_small_bloc_rejects_is_not_pulled_to_the_large_one() -> None:
    inside = []
    for seed in range(12):
        simulated = simulate(dataclasses.replace(PLANS["ninety to ten"], seed=seed, divides=0.4))
        table = simulated.table()
        found, truth = bloc_rates(table, table.declared[0]), simulated.truth.agreement["side"]
        apart = (np.abs(truth[:, 0] - truth[:, 1]) > 0.3) & (found.voices[:, 1] >= 10)
        inside += ((found.low <= truth) & (truth <= found.high))[apart, 1].tolist()

    assert len(inside) > 100
    assert 0.93 <= np.mean(inside) <= 0.98
