import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.analysis import naive_gap

from hanse.analysis import intervals
from hanse.analysis.intervals import beta_interval, chance_above, expected_log, largest_gap

# binom.jeffreys(x, 200) as printed in the manual of the R package RSurveillance
BY_R = [
    (10, 0.02599340, 0.08687509),
    (20, 0.06416642, 0.14729862),
    (25, 0.08462743, 0.176126),
    (30, 0.10567714, 0.20436243),
    (40, 0.14910087, 0.25950769),
    (50, 0.19387268, 0.31330266),
]
SHARES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=5, unique=True
)


@pytest.mark.parametrize(("agree", "low", "high"), BY_R)
def test_interval_equals_the_one_r_prints(agree: int, low: float, high: float) -> None:
    found = beta_interval(np.array([agree + 0.5]), np.array([200 - agree + 0.5]))

    assert [side[0] for side in found] == pytest.approx([low, high], abs=5e-7)


@given(agree=st.integers(0, 500), disagree=st.integers(0, 500))
def test_swapping_agree_and_disagree_mirrors_everything(agree: int, disagree: int) -> None:
    alpha, beta = np.array([agree + 0.5]), np.array([disagree + 0.5])

    low, high = beta_interval(alpha, beta)
    mirrored_low, mirrored_high = beta_interval(beta, alpha)

    assert low == pytest.approx(1 - mirrored_high)
    assert high == pytest.approx(1 - mirrored_low)
    assert chance_above(alpha, beta, 0.4) == pytest.approx(1 - chance_above(beta, alpha, 0.6))


def test_chance_and_expected_log_equal_those_of_the_distribution_object() -> None:
    alpha, beta = np.array([0.5, 7.5, 300.5]), np.array([0.5, 3.5, 12.5])
    known = stats.beta(alpha, beta)

    assert chance_above(alpha, beta, 0.6) == pytest.approx(known.sf(0.6), abs=1e-12)
    logs = [stats.beta(a, b).expect(np.log) for a, b in zip(alpha, beta, strict=True)]
    assert expected_log(alpha, beta) == pytest.approx(logs, abs=1e-5)


@pytest.mark.parametrize(
    ("alpha", "beta"),
    [
        ([9.5, 1.5], [1.5, 9.5]),
        ([70.5, 60.5, 80.5], [30.5, 40.5, 20.5]),
        ([0.5, 0.5], [0.5, 0.5]),
        ([20000.5, 4000.5], [5000.5, 20000.5]),
        ([7.5, 30000.5], [3.5, 10000.5]),
        ([8.0, 8.0, 9.0, 20.0, 100.0, 1000.0, 3.0], [3.0, 9.0, 9.0, 10.0, 20.0, 3000.0, 8.0]),
    ],
)
def test_gap_equals_that_of_many_draws(alpha: list[float], beta: list[float]) -> None:
    drawn = naive_gap.draws(alpha, beta)

    mean, low, high = (part[0] for part in largest_gap(np.array([alpha]), np.array([beta])))

    assert mean == pytest.approx(drawn.mean(), abs=0.003)
    assert (drawn < low).mean() == pytest.approx(0.025, abs=0.02)
    assert [low, high] == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.005)


def test_limits_of_two_blocs_hold_the_stated_probability() -> None:
    alpha, beta = [30.5, 55.5], [20.5, 15.5]

    _, low, high = (part[0] for part in largest_gap(np.array([alpha]), np.array([beta])))

    assert naive_gap.chance_of_two_within(alpha, beta, low) == pytest.approx(0.025, abs=0.002)
    assert naive_gap.chance_of_two_within(alpha, beta, high) == pytest.approx(0.975, abs=0.002)


@settings(max_examples=50, deadline=None)
@given(votes=SHARES, order=st.integers(0, 2**32 - 1))
def test_gap_does_not_depend_on_the_order_or_the_sign_of_the_blocs(
    votes: list[tuple[int, int]], order: int
) -> None:
    shuffled = np.random.default_rng(order).permutation(votes)
    counts, again = np.array([votes]) + 0.5, shuffled[None] + 0.5

    gap = np.array(largest_gap(counts[:, :, 0], counts[:, :, 1]))

    assert np.array(largest_gap(again[:, :, 0], again[:, :, 1])) == pytest.approx(gap, abs=1e-9)
    assert np.array(largest_gap(counts[:, :, 1], counts[:, :, 0])) == pytest.approx(gap, abs=1e-6)
    assert 0 <= gap[1, 0] < gap[0, 0] < gap[2, 0] <= 1


def test_working_through_statements_in_other_portions_changes_no_bit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alpha, beta = np.random.default_rng(1).integers(0, 99, (2, 40, 3)) + 0.5
    whole = largest_gap(alpha, beta)

    monkeypatch.setattr(intervals, "STATEMENTS_AT_ONCE", 7)

    assert np.array_equal(largest_gap(alpha, beta), whole)


def test_one_bloc_has_no_gap_and_no_statement_no_rows() -> None:
    assert np.array_equal(largest_gap(np.ones((2, 1)), np.ones((2, 1))), np.zeros((3, 2)))
    assert np.array_equal(largest_gap(np.ones((0, 2)), np.ones((0, 2))), np.zeros((3, 0)))
