import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.analysis.opinions import naive_rates
from tests.analysis.opinions.blocs import bits, drawn, shuffled
from tests.analysis.opinions.tables import table_of

from hanse.analysis.opinions import rates
from hanse.analysis.opinions.flags import flags
from hanse.analysis.opinions.rates import everyone, tally
from hanse.analysis.opinions.results import Flags
from hanse.analysis.opinions.simulation import Plan, simulate
from hanse.analysis.opinions.votes import VoteTable


def flagged(table: VoteTable) -> Flags:
    """Flag people by the counts of the table itself."""
    return flags(table, tally(table, everyone(table))[:, :, 0])


def mixed(people: int, statements: int) -> NDArray[np.float64]:
    """Half of the people agree with each statement, a different half each time."""
    chance = np.random.default_rng(5)
    halves = np.resize([1.0, -1.0], people)
    return np.array([chance.permutation(halves) for _ in range(statements)]).T


@pytest.mark.parametrize("side", [1, -1])
def test_ten_equal_votes_on_even_statements_are_a_straight_line(side: int) -> None:
    matrix = mixed(20, 10)
    matrix[7] = side

    found = flagged(table_of(matrix))

    assert np.flatnonzero(found.straight_liners).tolist() == [7]


def test_nine_votes_are_too_few_and_passing_takes_no_side() -> None:
    matrix = mixed(20, 10)
    matrix[7], matrix[8] = 1, 0
    matrix[7, 0] = np.nan

    assert not flagged(table_of(matrix)).straight_liners.any()


def test_agreeing_with_what_all_agree_on_is_no_straight_line() -> None:
    assert not flagged(table_of(np.ones((30, 40)))).straight_liners.any()


def test_the_same_row_counts_less_among_more_people() -> None:
    few, many = mixed(20, 10), mixed(400, 10)
    few[3], many[3] = 1, 1

    assert flagged(table_of(few)).straight_liners[3]
    assert not flagged(table_of(many)).straight_liners[3]


def test_the_chance_of_a_row_is_that_of_the_other_people_s_votes() -> None:
    """Ten statements, each agreed to by 1 of the 20 others: 10 times log(1.5 / 21.5)."""
    matrix = np.full((21, 10), -1.0)
    matrix[0] = 1
    matrix[np.arange(1, 11), np.arange(10)] = 1

    assert 10 * math.log(1.5 / 21.5) < math.log(0.05 / 21)
    assert np.flatnonzero(flagged(table_of(matrix)).straight_liners).tolist() == [0]


def test_person_fit_equals_the_definition() -> None:
    table = drawn(60, 30)
    counts = naive_rates.tally(table, everyone(table))[:, :, 0]
    voices = [
        sum(vote != 0 and not table.moderated[j] for j, vote in naive_rates.votes_of(table, i))
        for i in range(60)
    ]

    found = flagged(table).person_fit

    assert np.isnan(found).tolist() == [count < 10 for count in voices]
    for person in np.flatnonzero(~np.isnan(found)):
        expected = naive_rates.person_fit(table, counts, person)
        assert found[person] == pytest.approx(expected, abs=1e-9)


def test_planted_straight_liners_are_found_and_hardly_anybody_else() -> None:
    simulated = simulate(
        Plan(participants=600, statements=60, votes_per_person=40, straight_liners=0.05, seed=2)
    )

    table = simulated.table()
    found = flagged(table).straight_liners

    planted = simulated.truth.straight_liners & (np.diff(table.start) >= 20)
    assert found[planted].mean() >= 0.8
    assert found[~simulated.truth.straight_liners].sum() <= 1


def test_votes_on_moderated_statements_count_for_nothing() -> None:
    matrix = mixed(20, 12)
    matrix[7] = 1
    matrix[7, 11] = -1

    out = flagged(table_of(matrix, moderated=[11]))

    assert out.straight_liners[7]
    assert bits(out) == bits(flagged(table_of(matrix[:, :11])))


def test_counting_in_other_portions_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    table = drawn(60, 30)
    whole = bits(flagged(table))

    monkeypatch.setattr(rates, "CELLS_AT_ONCE", 11)

    assert bits(flagged(table)) == whole


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_in_which_votes_arrive_changes_no_bit(seed: int) -> None:
    table = drawn(40, 20)

    assert bits(flagged(shuffled(table, seed))) == bits(flagged(table))


@pytest.mark.parametrize("matrix", [np.zeros((0, 0)), np.zeros((12, 12)), np.full((3, 2), np.nan)])
def test_nobody_is_flagged_in_an_empty_or_passing_table(matrix: NDArray[np.float64]) -> None:
    found = flagged(table_of(matrix))

    assert not found.straight_liners.any()
    assert np.isnan(found.person_fit).all()


def test_a_row_is_judged_without_the_vote_in_question() -> None:
    """Of 19 others 10 agree with half of the statements, 11 with the rest.

    Counting the others, log chance is -6.2; with the own vote it would be -5.8. The limit is
    log(0.05 / 20) = -6.0.
    """
    matrix = np.full((20, 10), -1.0)
    matrix[:11, :5], matrix[:12, 5:] = 1, 1
    matrix[1:, 0], matrix[1:, 9] = np.resize([1.0, -1.0], 19), np.roll(matrix[1:, 9], 9)

    assert flagged(table_of(matrix)).straight_liners[0]
