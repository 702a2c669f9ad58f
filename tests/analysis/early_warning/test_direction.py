"""Rising, falling, or neither: two stretches of weeks compared."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.analysis.early_warning import direction


def obvious_p(new: list[int], old: list[int]) -> float:
    """Slow twin for even counts: the binomial sums written out."""
    total, share = sum(new) + sum(old), len(new) / (len(new) + len(old))
    chance = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    return min(1.0, 2 * min(sum(chance[sum(new) :]), sum(chance[: sum(new) + 1])))


@given(st.lists(st.integers(0, 6), min_size=8, max_size=8))
def test_the_chance_is_that_of_the_binomial_written_out(new: list[int]) -> None:
    old = [1, 2] * 22  # less spread than chance gives, so nothing is divided

    found = direction([old + new])

    assert found.p_value.item() == pytest.approx(obvious_p(new, old), abs=1e-12)


def test_a_doubling_rises_and_a_halving_falls() -> None:
    steady, twice = [2.0, 3.0] * 22, [5.0] * 8

    found = direction([steady + twice, steady + [0.5] * 8, steady + [2.0, 3.0] * 4])

    assert found.sign.tolist() == [1, -1, 0]


def test_clustered_counts_need_a_larger_difference() -> None:
    even, clustered = [1.0] * 44, ([0.0] * 10 + [11.0]) * 4

    found = direction([even + [2.0] * 8, clustered + [2.0] * 8])

    assert found.before.tolist() == [1.0, 1.0]
    assert found.sign.tolist() == [1, 0]


def test_missing_weeks_are_left_out() -> None:
    gaps = [1.0, np.nan] * 22 + [3.0, np.nan] * 4

    found = direction([gaps])

    assert (found.before.item(), found.recent.item()) == (1.0, 3.0)


@pytest.mark.parametrize("weeks", [0, 3, 20, 52])
def test_too_few_observed_weeks_show_nothing(weeks: int) -> None:
    found = direction([[np.nan] * (52 - weeks) + [1.0] * min(weeks, 3) + [np.nan] * (weeks - 3)])

    assert np.isnan(found.p_value).all()
    assert found.sign.tolist() == [0]


def test_no_incident_at_all_shows_nothing() -> None:
    assert direction([[0.0] * 52]).p_value.tolist() == [1.0]
    assert direction(np.empty((0, 52))).sign.tolist() == []


@given(st.permutations(range(44)))
def test_the_order_of_earlier_weeks_does_not_matter(order: list[int]) -> None:
    old = np.arange(44) % 5

    a, b = direction([[*old, *[6] * 8]]), direction([[*old[order], *[6] * 8]])

    assert a.p_value.item() == pytest.approx(b.p_value.item())
