import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.analysis.opinions import naive_rates
from tests.analysis.opinions.blocs import bits, counted, drawn, shuffled

from hanse.analysis.opinions import rates
from hanse.analysis.opinions.rates import bloc_rates, everyone, tally
from hanse.analysis.opinions.votes import Attribute, build_vote_table


@pytest.mark.parametrize("attribute", [0, 1])
def test_counts_equal_those_of_a_loop_over_the_votes(attribute: int) -> None:
    table = drawn(60, 12)

    counts = tally(table, table.declared[attribute])

    assert np.array_equal(counts, naive_rates.tally(table, table.declared[attribute]))


def test_counting_in_other_portions_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    table = drawn(60, 12)
    counts = tally(table, table.declared[0])

    monkeypatch.setattr(rates, "CELLS_AT_ONCE", 7)

    assert np.array_equal(tally(table, table.declared[0]), counts)


def test_undeclared_people_count_in_everyone_only() -> None:
    table = drawn(60, 12)
    declared = (table.declared[0].codes >= 0).sum()

    assert 0 < declared < table.participants
    assert tally(table, table.declared[0]).sum() < tally(table, everyone(table)).sum()


def test_posterior_is_the_bloc_s_own_votes_and_half_a_voice_on_each_side() -> None:
    table = counted([[(7, 3, 2), (0, 12, 0)]])

    found = bloc_rates(table, table.declared[0])

    assert found.alpha.tolist() == [[7.5, 0.5]]
    assert found.beta.tolist() == [[3.5, 12.5]]
    assert found.voices.tolist() == [[10, 12]]
    assert found.low[0] == pytest.approx(stats.beta([7.5, 0.5], [3.5, 12.5]).ppf(0.025))
    assert found.high[0] == pytest.approx(stats.beta([7.5, 0.5], [3.5, 12.5]).ppf(0.975))
    assert found.pass_share[0] == pytest.approx([2.5 / 13.5, 0.5 / 13.5])


def test_moderated_statement_keeps_its_row_with_zero_counts_and_no_shares() -> None:
    table = drawn(60, 12)

    found = bloc_rates(table, table.declared[0])

    assert table.moderated.tolist() == [j == 1 for j in range(12)]
    assert found.agree[1].tolist() == found.passed[1].tolist() == [0, 0]
    for shares in (found.alpha, found.mean, found.low, found.high, found.pass_share):
        assert np.isnan(shares).any(axis=1).tolist() == table.moderated.tolist()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_in_which_votes_arrive_changes_no_bit(seed: int) -> None:
    table = drawn(30, 8)
    again = shuffled(table, seed)

    assert bits(bloc_rates(again, again.declared[1])) == bits(bloc_rates(table, table.declared[1]))


@pytest.mark.parametrize("vote", [1, 0, -1])
def test_hard_cases_give_shares_between_zero_and_one(vote: int) -> None:
    table = build_vote_table(
        participant_ids=["a", "b"],
        statement_ids=["s", "nobody saw this"],
        participant=[0, 1],
        statement=[0, 0],
        vote=[vote, vote],
    )

    found = bloc_rates(table, everyone(table))

    for shares in (found.mean, found.low, found.high, found.pass_share):
        assert ((shares > 0) & (shares < 1)).all()
    assert found.mean[0, 0] == [0.5 / 3, 0.5, 2.5 / 3][vote + 1]
    assert found.mean[1, 0] == 0.5


def test_empty_table_and_empty_bloc_are_no_error() -> None:
    nothing = build_vote_table(
        participant_ids=[], statement_ids=[], participant=[], statement=[], vote=[]
    )
    table = drawn(20, 5)
    nobody = Attribute("side", ("east", "empty"), np.zeros(20, np.int32))

    assert bloc_rates(nothing, everyone(nothing)).mean.shape == (0, 1)
    assert (bloc_rates(table, nobody).voices[:, 1] == 0).all()
