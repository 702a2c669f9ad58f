import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.opinions import naive_rates
from tests.analysis.opinions.blocs import bits, counted, drawn, shuffled

from hanse.analysis.opinions.bridging import bridging
from hanse.analysis.opinions.rates import bloc_rates
from hanse.analysis.opinions.results import Bridging, Label
from hanse.analysis.opinions.votes import Attribute, VoteTable


def bridged(table: VoteTable, attribute: int = 0) -> Bridging:
    """Bridging of one declared attribute."""
    blocs = table.declared[attribute]
    return bridging(bloc_rates(table, blocs), blocs, table.moderated)


def label_of(*blocs: tuple[int, int, int]) -> Label:
    """Label of one statement with (agree, disagree, pass) per bloc."""
    return bridged(counted([blocs])).label[0]


@pytest.mark.parametrize("attribute", [0, 1])
def test_probability_and_index_equal_those_of_a_loop(attribute: int) -> None:
    table = drawn(80, 12)
    counts = naive_rates.tally(table, table.declared[attribute])
    shown = ~table.moderated

    found = bridged(table, attribute)

    majority = naive_rates.every_bloc_agrees(counts, 0.5)
    assert found.probability[shown] == pytest.approx(majority[shown])
    strong = naive_rates.every_bloc_agrees(counts, 0.6)
    assert found.strong[shown] == pytest.approx(strong[shown])
    assert found.index[shown] == pytest.approx(naive_rates.index(counts)[shown])


@pytest.mark.parametrize(
    ("blocs", "label"),
    [
        ([(18, 2, 0), (45, 5, 0)], Label.CONSENSUS),
        ([(14, 5, 0), (45, 5, 0)], Label.LIKELY),
        ([(10, 10, 0), (30, 20, 0)], Label.OPEN),
        ([(18, 2, 0), (5, 45, 0)], Label.SPLIT),
        ([(9, 0, 5), (45, 5, 0)], Label.INSUFFICIENT),
        ([(0, 0, 20), (45, 5, 0)], Label.INSUFFICIENT),
        ([(2, 18, 0), (5, 45, 0)], Label.OPEN),
    ],
)
def test_labels_follow_the_rules(blocs: list[tuple[int, int, int]], label: Label) -> None:
    assert label_of(*blocs) is label


def test_consensus_falls_to_likely_when_two_contrary_votes_could_undo_it() -> None:
    blocs = ((11, 4, 0), (45, 5, 0))

    assert bridged(counted([blocs])).probability[0] > 0.95
    assert label_of(*blocs) is Label.LIKELY


@pytest.mark.parametrize("blocs", [((11, 1, 0), (4, 8, 0)), ((95, 5, 0), (6, 7, 0))])
def test_split_must_survive_two_contrary_votes_at_both_ends(
    blocs: tuple[tuple[int, int, int], ...],
) -> None:
    assert bridged(counted([blocs])).divide_low[0] > 0.2
    assert label_of(*blocs) is Label.OPEN


def test_passes_are_no_voices() -> None:
    found = bridged(counted([[(9, 0, 30), (45, 5, 0)], [(9, 1, 0), (45, 5, 0)]]))

    assert found.fewest_voices.tolist() == [9, 10]
    assert found.missing == (("bloc 0",), ())
    assert np.isnan(found.divide).tolist() == [True, False]
    assert found.label[0] is Label.INSUFFICIENT


def test_a_level_nobody_declared_is_left_out_of_everything() -> None:
    table = counted([[(18, 2, 0), (45, 5, 0)]])
    side = table.declared[0]
    wider = Attribute("side", ("nobody", *side.levels), side.codes + np.int32(1))

    found = bridging(bloc_rates(table, wider), wider, table.moderated)

    assert bits(found) == bits(bridged(table))


def test_an_attribute_nobody_declared_says_nothing() -> None:
    table = counted([[(18, 2, 0), (45, 5, 0)]])
    empty = Attribute("role", ("mayor",), np.full(table.participants, -1, np.int32))

    found = bridging(bloc_rates(table, empty), empty, table.moderated)

    assert found.label == (Label.INSUFFICIENT,)
    assert found.probability.tolist() == found.index.tolist() == [0]
    assert np.isnan(found.divide).all()


def test_moderated_statement_has_no_numbers_and_misses_nobody() -> None:
    found = bridged(drawn(80, 12))

    assert [label is Label.MODERATED for label in found.label] == [j == 1 for j in range(12)]
    for part in (found.probability, found.strong, found.index, found.divide, found.divide_high):
        assert np.isnan(part).tolist() == [j == 1 for j in range(12)]
    assert found.missing[1] == ()


def test_one_bloc_has_no_divide() -> None:
    found = bridged(counted([[(18, 2, 0)]]))

    assert [found.divide[0], found.divide_low[0], found.divide_high[0]] == [0, 0, 0]
    assert found.label == (Label.CONSENSUS,)


def test_index_can_be_compared_across_numbers_of_blocs() -> None:
    two, five = counted([[(16, 4, 0)] * 2]), counted([[(16, 4, 0)] * 5])

    assert bridged(two).index == pytest.approx(bridged(five).index)
    assert bridged(two).probability[0] > bridged(five).probability[0]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_in_which_votes_arrive_changes_no_bit(seed: int) -> None:
    table = drawn(40, 8)

    assert bits(bridged(shuffled(table, seed))) == bits(bridged(table))


@settings(max_examples=50, deadline=None)
@given(agree=st.integers(0, 60), disagree=st.integers(0, 60), more=st.integers(1, 20))
def test_more_agreement_never_lowers_the_bridge(agree: int, disagree: int, more: int) -> None:
    table = counted(
        [[(agree, disagree, 0), (20, 10, 0)], [(agree + more, disagree, 0), (20, 10, 0)]]
    )

    found = bridged(table)

    assert found.probability[1] >= found.probability[0]
    assert found.index[1] > found.index[0]
