import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.opinions import naive_rates
from tests.analysis.opinions.blocs import bits, counted, drawn, shuffled

from hanse.analysis.opinions import resampling
from hanse.analysis.opinions.bridging import bridging
from hanse.analysis.opinions.rates import bloc_rates, everyone
from hanse.analysis.opinions.resampling import (
    participant_keys,
    poisson_weights,
    weighted_sides,
)
from hanse.analysis.opinions.results import Lens, Stability
from hanse.analysis.opinions.stability import has_evidence, stability
from hanse.analysis.opinions.votes import Attribute, VoteTable, build_vote_table


def lens_of(table: VoteTable, attribute: Attribute) -> Lens:
    """See a table through one attribute."""
    rates = bloc_rates(table, attribute)
    return Lens("declared", attribute, rates, bridging(rates, attribute, table.moderated))


def stable(table: VoteTable, replicates: int = 40) -> Stability:
    """Stability through the first declared attribute."""
    return stability(table, lens_of(table, table.declared[0]), replicates)


def test_weights_are_poisson_with_mean_one() -> None:
    weights = poisson_weights(participant_keys([f"p{i}" for i in range(5000)]), 200)

    found = np.bincount(weights.ravel(), minlength=8) / weights.size

    expected = np.exp(-1) / np.cumprod([1, 1, 2, 3, 4, 5, 6, 7])
    assert found == pytest.approx(expected, abs=5e-4)


def test_weights_of_people_and_of_replicates_are_not_related() -> None:
    weights = poisson_weights(participant_keys([f"p{i}" for i in range(2000)]), 100)

    by_person = np.corrcoef(weights[:100])[np.triu_indices(100, 1)]
    by_replicate = np.corrcoef(weights.T)[np.triu_indices(100, 1)]

    assert by_person.std() == pytest.approx(1 / np.sqrt(100), rel=0.1)
    assert by_replicate.std() == pytest.approx(1 / np.sqrt(2000), rel=0.1)


def test_a_weight_belongs_to_the_person_and_the_replicate_alone() -> None:
    all_three = poisson_weights(participant_keys(["a", "b", "c"]), 50)

    assert np.array_equal(poisson_weights(participant_keys(["c"]), 50), all_three[2:])
    assert np.array_equal(poisson_weights(participant_keys(["a", "b", "c"]), 7), all_three[:, :7])
    run = poisson_weights(participant_keys(["a", "b", "c"]), 10, first=7)
    assert np.array_equal(run, all_three[:, 7:17])


def test_weighted_counts_equal_those_of_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    table = drawn(50, 9)
    weights = poisson_weights(participant_keys(table.participant_ids), 3)
    monkeypatch.setattr(resampling, "PEOPLE_AT_ONCE", 7)

    agree, disagree = weighted_sides(table, table.declared[0], lambda people: weights[people], 3)

    for replicate in range(3):
        counts = naive_rates.tally(table, table.declared[0], weights[:, replicate])
        assert np.array_equal(agree[:, :, replicate], counts[2])
        assert np.array_equal(disagree[:, :, replicate], counts[0])


def test_stability_equals_that_of_recounting_every_replicate() -> None:
    table = drawn(120, 20, seed=3)
    lens = lens_of(table, table.declared[0])
    weights = poisson_weights(participant_keys(table.participant_ids), 25)
    eligible = np.array([has_evidence(label) for label in lens.bridging.label])
    indices = [
        naive_rates.index(naive_rates.tally(table, lens.attribute, column)) for column in weights.T
    ]

    found = stability(table, lens, 25)

    shown = ~table.moderated
    times = naive_rates.times_in_top_ten(indices, eligible)
    assert found.in_top_ten[shown] == pytest.approx(times[shown] / 25)
    low, high = np.quantile(indices, [0.025, 0.975], axis=0)
    assert found.index_low[shown] == pytest.approx(low[shown])
    assert found.index_high[shown] == pytest.approx(high[shown])
    assert np.isnan(found.in_top_ten).tolist() == table.moderated.tolist()


def test_influence_is_the_largest_change_when_one_city_stays_away() -> None:
    table = drawn(80, 9)
    side, city = table.declared
    full = naive_rates.index(naive_rates.tally(table, side))
    without = [
        naive_rates.index(naive_rates.tally(table, side, (city.codes != level).astype(float)))
        for level in range(4)
    ]

    found = stable(table)

    shown = ~table.moderated
    assert found.left_out == "city"
    assert found.influence[shown] == pytest.approx(np.abs(without - full).max(axis=0)[shown])


def test_without_a_city_the_first_attribute_of_three_levels_is_left_out() -> None:
    table = drawn(80, 9)
    lens = lens_of(table, everyone(table))
    _, city = table.declared
    two = Attribute("side", ("x", "y"), city.codes % np.int32(2))
    roles = Attribute("role", city.levels, city.codes)

    def declaring(*attributes: Attribute) -> Stability:
        other = VoteTable(
            table.participant_ids,
            table.statement_ids,
            table.start,
            table.statement,
            table.vote,
            table.moderated,
            attributes,
        )
        return stability(other, lens, 4)

    assert declaring(two, roles).left_out == "role"
    assert declaring(two).left_out == ""
    assert not declaring(two).influence[~table.moderated].any()


def test_leaving_out_a_level_of_the_lens_itself_compares_the_remaining_blocs() -> None:
    table = counted([[(18, 2, 0), (18, 2, 0), (2, 18, 0)]])

    found = stable(table)

    index = naive_rates.index(naive_rates.tally(table, table.declared[0]))
    two = counted([[(18, 2, 0), (18, 2, 0)]])
    remaining = naive_rates.index(naive_rates.tally(two, two.declared[0]))
    assert found.influence == pytest.approx(remaining - index)


def test_a_clear_order_is_stable_and_a_tie_goes_to_the_earlier_statement() -> None:
    rows = [[(40, 5, 0), (40, 5, 0)]] * 11 + [[(5, 40, 0), (5, 40, 0)]]

    found = stable(counted(rows))

    assert found.in_top_ten.tolist() == [1.0] * 10 + [0.0, 0.0]


def test_a_statement_without_enough_voices_is_never_in_the_top_ten() -> None:
    found = stable(counted([[(9, 0, 0), (45, 0, 0)], [(20, 25, 0), (20, 25, 0)]]))

    assert found.in_top_ten.tolist() == [0.0, 1.0]


def test_without_replicates_what_rests_on_them_is_left_open() -> None:
    found = stable(drawn(80, 9), replicates=0)

    assert np.isnan([found.in_top_ten, found.index_low, found.index_high]).all()
    assert found.replicates == 0


@pytest.mark.parametrize("people", [0, 1])
def test_empty_and_tiny_tables_are_no_error(people: int) -> None:
    table = build_vote_table(
        participant_ids=["a"][:people],
        statement_ids=["s"],
        participant=[0] * people,
        statement=[0] * people,
        vote=[0] * people,
    )

    found = stability(table, lens_of(table, everyone(table)), 8)

    assert found.in_top_ten.tolist() == [0.0]


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), portion=st.integers(1, 50))
def test_neither_order_nor_portions_change_a_bit(seed: int, portion: int) -> None:
    table = drawn(40, 8)
    whole = bits(stable(table))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resampling, "PEOPLE_AT_ONCE", portion)
        patch.setattr(resampling, "SUMS_AT_ONCE", 100 * portion)
        assert bits(stable(shuffled(table, seed))) == whole
