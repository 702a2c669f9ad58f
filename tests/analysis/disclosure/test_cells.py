"""T5R5 on single cells and sums."""

from hypothesis import given
from hypothesis import strategies as st

from hanse.analysis.disclosure import Cell, State, add_intervals, protect


@given(st.integers(0, 10_000))
def test_the_interval_of_a_cell_holds_its_true_count(count: int) -> None:
    low, high = protect(count).interval or (1, 0)

    assert low <= count <= high


@given(st.integers(5, 10_000))
def test_a_shown_value_is_the_nearest_multiple_of_five(count: int) -> None:
    value = protect(count).value

    assert value == min(range(0, 10_010, 5), key=lambda v: (abs(v - count), -v))


def test_zero_and_four_look_the_same() -> None:
    assert protect(0) == protect(4) == Cell(State.UNDER_FIVE)


@given(st.lists(st.integers(0, 60), max_size=12))
def test_the_interval_of_a_sum_holds_the_true_sum(counts: list[int]) -> None:
    low, high = add_intervals(map(protect, counts)) or (1, 0)

    assert low <= sum(counts) <= high


def test_a_sum_over_a_withheld_cell_says_nothing() -> None:
    assert add_intervals([protect(9), Cell(State.WITHHELD)]) is None
