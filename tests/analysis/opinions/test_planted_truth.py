"""Checked where the truth is known: intervals, groups and bridges on simulated conversations.

Small versions of what the benchmarks measure at length.
"""

from dataclasses import replace

import numpy as np
import pytest

from hanse.analysis.opinions import analyse
from hanse.analysis.opinions.bridging import bridging
from hanse.analysis.opinions.groups import find_groups
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.rates import bloc_rates
from hanse.analysis.opinions.results import Label
from hanse.analysis.opinions.simulation import Declared, Plan, Planted, Structure, simulate

SIDE = Declared("side", ("Europe", "North America"), (0.9, 0.1))
UNEVEN = Plan(
    participants=400,
    statements=100,
    votes_per_person=40,
    declared=(SIDE,),
    structure=Structure.GROUPS,
    bridges=0.3,
    divides=0.3,
)
SHAPELESS = Plan(participants=150, statements=40, structure=Structure.NONE, divides=0)


def test_nineteen_intervals_in_twenty_hold_the_planted_share_in_blocs_of_any_size() -> None:
    inside: list[np.ndarray] = []
    for seed in range(20):
        simulated = simulate(replace(UNEVEN, seed=seed))
        table = simulated.table()
        rates = bloc_rates(table, table.declared[0])
        truth = simulated.truth.agreement["side"]
        inside.append((rates.low <= truth) & (truth <= rates.high))

    coverage = np.mean(inside, axis=(0, 1))

    assert coverage == pytest.approx([0.95, 0.95], abs=0.02)


@pytest.mark.parametrize(
    "plan",
    [
        SHAPELESS,
        replace(SHAPELESS, agreeableness=0.8),
        replace(SHAPELESS, straight_liners=0.1),
        replace(SHAPELESS, structure=Structure.SPECTRUM, divides=0.2, separation=3.0),
    ],
    ids=["no structure", "agreeable people", "straight-liners", "one spectrum"],
)
def test_groups_are_not_reported_where_none_were_planted(plan: Plan) -> None:
    tables = [simulate(replace(plan, seed=seed)).table() for seed in range(12)]

    reported = [find_groups(table, place(table)).count for table in tables]

    assert sum(count > 0 for count in reported) <= 1


def test_two_planted_groups_are_found_with_nearly_everyone_in_the_right_one() -> None:
    simulated = simulate(replace(UNEVEN, separation=3.0, group_shares=(0.6, 0.4)))
    table = simulated.table()

    groups = find_groups(table, place(table))

    assert groups.count == 2
    assert groups.attribute is not None
    placed = groups.attribute.codes >= 0
    right = np.mean(groups.attribute.codes[placed] == simulated.truth.group[placed])
    assert max(right, 1 - right) > 0.95


def test_nine_planted_bridges_in_ten_are_called_and_nine_calls_in_ten_are_true_at_90_to_10() -> (
    None
):
    planted, true, called = [], [], []
    for seed in range(20):
        simulated = simulate(replace(UNEVEN, seed=100 + seed))
        table = simulated.table()
        across = bridging(bloc_rates(table, table.declared[0]), table.declared[0], table.moderated)
        planted += [kind is Planted.BRIDGE for kind in simulated.truth.kinds]
        true += simulated.truth.bridges("side").tolist()
        called += (across.probability >= 0.8).tolist()

    assert np.mean(np.array(called)[planted]) > 0.9
    assert np.mean(np.array(true)[called]) > 0.9


def test_what_only_the_large_bloc_wants_is_never_called_a_consensus() -> None:
    for seed in range(10):
        simulated = simulate(replace(UNEVEN, seed=200 + seed))
        shares = simulated.truth.agreement["side"]
        one_sided = np.flatnonzero((shares[:, 0] > 0.7) & (shares[:, 1] < 0.35))

        labels = analyse(simulated.table(), replicates=0).label

        assert Label.CONSENSUS not in {labels[j] for j in one_sided}


def test_straight_liners_are_flagged_and_hardly_anybody_else() -> None:
    simulated = simulate(replace(UNEVEN, straight_liners=0.05))

    flagged = analyse(simulated.table(), replicates=0).flags.straight_liners
    planted = simulated.truth.straight_liners

    assert np.mean(flagged[planted]) > 0.8
    assert np.sum(flagged[~planted]) <= 1
