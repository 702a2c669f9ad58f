import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.analysis.opinions import naive_map
from tests.analysis.opinions.tables import camps, spectrum, table_of, unstructured

from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.votes import VoteTable, build_vote_table

Floats = NDArray[np.float64]


@pytest.mark.parametrize("table", [camps([40, 60])[0], spectrum(120), unstructured(90)])
def test_positions_equal_a_full_decomposition_of_the_filled_matrix(table: VoteTable) -> None:
    position, axes = naive_map.place(table)

    placed = place(table)

    np.testing.assert_allclose(placed.axes, axes, atol=1e-5)
    np.testing.assert_allclose(placed.position, position, atol=1e-4)


def test_explained_share_is_that_of_the_singular_values() -> None:
    table = spectrum(80, 30)
    matrix = naive_map.dense(table)
    centred = np.nan_to_num(matrix - np.nanmean(matrix, axis=0))
    singular = np.linalg.svd(centred, compute_uv=False) ** 2

    assert place(table).explained == pytest.approx(singular[:2] / singular.sum())


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_in_which_votes_arrive_changes_no_bit(seed: int) -> None:
    table = spectrum(40, 20)
    chance = np.random.default_rng(seed)
    rows, columns = chance.permutation(40), chance.permutation(20)
    events = chance.permutation(table.votes)
    row_of, column_of = np.argsort(rows), np.argsort(columns)
    again = build_vote_table(
        participant_ids=[table.participant_ids[i] for i in rows],
        statement_ids=[table.statement_ids[j] for j in columns],
        participant=row_of[table.participant[events]],
        statement=column_of[table.statement[events]],
        vote=table.vote[events],
    )

    assert place(again).position.tobytes() == place(table).position.tobytes()


def test_a_moderated_statement_counts_as_if_never_asked() -> None:
    matrix = naive_map.dense(spectrum(60, 20))
    without = place(table_of(np.delete(matrix, [3, 11], axis=1)))

    masked = place(table_of(matrix, moderated=[3, 11]))

    assert masked.position.tobytes() == without.position.tobytes()
    assert masked.axes[[3, 11]].tolist() == [[0, 0], [0, 0]]


def test_flipping_every_vote_mirrors_nothing_but_the_statements() -> None:
    matrix = naive_map.dense(spectrum(60, 20))

    upright, flipped = place(table_of(matrix)), place(table_of(-matrix))

    np.testing.assert_allclose(np.abs(flipped.position), np.abs(upright.position), atol=1e-5)


def test_participants_with_fewer_than_seven_votes_have_no_place() -> None:
    matrix = naive_map.dense(spectrum(30, 20))
    matrix[0, 6:] = np.nan

    position = place(table_of(matrix)).position

    assert np.isnan(position[0]).all()
    assert not np.isnan(position[1:]).any()


def test_the_ends_of_the_first_axis_name_what_each_camp_agrees_with() -> None:
    agree_left = np.repeat([[1.0, 1.0, -1.0, -1.0, 1.0]], 20, axis=0)
    agree_right = np.repeat([[-1.0, -1.0, 1.0, 1.0, 1.0]], 20, axis=0)

    placed = place(table_of(np.concatenate([agree_left, agree_right])))

    assert {placed.low_end, placed.high_end} == {(0, 1), (2, 3)}


@pytest.mark.parametrize(
    "matrix",
    [np.zeros((5, 3)), np.ones((5, 3)), np.full((1, 1), 1.0), np.ones((1, 9))],
    ids=["all pass", "all agree", "one vote", "one voter"],
)
def test_without_disagreement_everybody_stands_at_the_origin(matrix: Floats) -> None:
    placed = place(table_of(matrix))

    assert (placed.position == 0).all()
    assert placed.explained.tolist() == [0, 0]
    assert (placed.low_end, placed.high_end) == ((), ())


@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 3), (3, 3)])
def test_without_votes_nobody_is_placed(shape: tuple[int, int]) -> None:
    placed = place(table_of(np.full(shape, np.nan)))

    assert placed.position.shape == (shape[0], 2)
    assert np.isnan(placed.position).all()


def test_one_dimension_of_disagreement_leaves_the_second_axis_empty() -> None:
    placed = place(table_of(np.array([[1.0, -1.0], [-1.0, 1.0]])))

    assert placed.axes[:, 1].tolist() == [0, 0]
    assert placed.position[:, 1].tolist() == [0, 0]
