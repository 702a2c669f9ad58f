"""The alignment index against its worked oracle, its slow twin and its invariances."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.analysis.alignment import (
    ThreatShare,
    align,
    resource_share,
    threat_share,
)

EVEN = np.full(4, 0.25)


def shares_of(counts: list[int]) -> ThreatShare:
    labels = np.repeat(np.eye(len(counts), dtype=bool), counts, axis=0)
    return threat_share(labels, np.ones(sum(counts)))


def naive_threat_share(labels: list[list[bool]], weights: list[float]) -> list[float]:
    mass = [0.0] * len(labels[0])
    for row, weight in zip(labels, weights, strict=True):
        for k, carries in enumerate(row):
            if carries:
                mass[k] += weight / sum(row)
    return [m / sum(mass) for m in mass]


def test_worked_example_with_a_hundred_incidents() -> None:
    result = align(shares_of([40, 30, 20, 10]), EVEN)

    assert result.index == pytest.approx(0.8)
    assert (result.low, result.high) == pytest.approx((0.73, 0.86), abs=0.01)
    assert [gap.under for gap in result.gaps] == pytest.approx([1.0, 0.86, 0.11, 0.0], abs=0.01)
    assert [gap.verdict for gap in result.gaps] == ["under", "", "", "over"]


def test_worked_example_with_ten_incidents_gives_no_verdict() -> None:
    result = align(shares_of([4, 3, 2, 1]), EVEN)

    assert result.index == pytest.approx(0.8)
    assert (result.low, result.high) == pytest.approx((0.60, 0.89), abs=0.01)
    assert [gap.under for gap in result.gaps] == pytest.approx([0.81, 0.59, 0.32, 0.10], abs=0.01)
    assert not result.enough
    assert {gap.verdict for gap in result.gaps} == {""}


def test_resources_that_follow_the_threat_are_fully_aligned() -> None:
    threat = shares_of([40, 30, 20, 10])

    assert align(threat, threat.share).index == pytest.approx(1.0)


incidents = st.lists(
    st.tuples(
        st.lists(st.booleans(), min_size=3, max_size=3).filter(any),
        st.floats(0.25, 8, allow_nan=False),
    ),
    min_size=1,
    max_size=30,
)


@given(incidents)
def test_threat_share_equals_its_slow_twin(rows: list[tuple[list[bool], float]]) -> None:
    labels, weights = [row[0] for row in rows], [row[1] for row in rows]

    result = threat_share(labels, weights)

    assert result.share.tolist() == pytest.approx(naive_threat_share(labels, weights))


@given(incidents, st.floats(0.1, 10))
def test_the_unit_of_weights_does_not_matter(
    rows: list[tuple[list[bool], float]], unit: float
) -> None:
    labels, weights = [row[0] for row in rows], np.array([row[1] for row in rows])

    plain, scaled = threat_share(labels, weights), threat_share(labels, weights * unit)

    assert scaled.share == pytest.approx(plain.share)
    assert scaled.effective_incidents == pytest.approx(plain.effective_incidents)


def test_the_same_input_gives_the_same_bits() -> None:
    threat = shares_of([7, 11, 40, 2])

    assert align(threat, EVEN) == align(threat, EVEN)


@pytest.mark.parametrize(
    ("amounts", "splits", "message"),
    [
        ([-1.0], [[1.0, 0.0]], "must not be negative"),
        ([1.0], [[0.5, 0.2]], "the split of measure 0 sums to 0.7, not to 1"),
    ],
)
def test_a_wrong_split_says_which_measure(
    amounts: list[float], splits: list[list[float]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        resource_share(amounts, splits)


def test_no_incidents_and_no_measures_are_nothing_to_compare() -> None:
    nothing = threat_share(np.ones((2, 4), bool), np.zeros(2))

    assert np.isnan(nothing.share).all()
    with pytest.raises(ValueError, match="nothing to compare"):
        align(nothing, EVEN)
    assert np.isnan(resource_share([0.0], [[0.0, 0.0]])).all()
