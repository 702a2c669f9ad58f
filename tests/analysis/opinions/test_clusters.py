import numpy as np
from numpy.typing import NDArray
from tests.analysis.opinions import naive_map

from hanse.analysis.opinions.clusters import best_partitions, grid_cells, lloyd, nearest
from hanse.analysis.opinions.jaccard import bootstrap_jaccard

Floats = NDArray[np.float64]


def spread(people: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(size=(people, 2))


def error(point: Floats, centres: Floats) -> float:
    """Sum of squared distances to the nearest centre."""
    return float(((point[:, None] - centres) ** 2).sum(axis=2).min(axis=1).sum())


def test_lloyd_with_runs_side_by_side_equals_one_run_after_another() -> None:
    point = spread(120)
    begin = np.full((3, 4, 2), np.nan)
    for run, size in enumerate((4, 3, 2)):
        begin[run, :size] = spread(size, seed=run + 1)

    together, _ = lloyd(point, np.ones((3, 120)), begin, rounds=60)

    for run, size in enumerate((4, 3, 2)):
        alone = naive_map.lloyd(point, begin[run, :size])
        np.testing.assert_allclose(together[run, :size], alone, atol=1e-9)


def test_gain_ranks_partitions_like_their_squared_error() -> None:
    point = spread(90)
    begin = np.stack([spread(3, seed) for seed in range(6)])

    centres, gain = lloyd(point, np.ones((6, 90)), begin, rounds=60)

    errors = np.array([error(point, c) for c in centres])
    np.testing.assert_allclose(gain + errors, (point**2).sum())


def test_the_best_partition_is_as_good_as_a_hundred_random_starts() -> None:
    point = spread(300, seed=8)
    chance = np.random.default_rng(1)
    tries = [naive_map.lloyd(point, chance.choice(point, 4, replace=False)) for _ in range(100)]

    found = best_partitions(grid_cells(point), np.array([4]))[0]

    assert error(point, found.centres) <= 1.05 * min(error(point, c) for c in tries)


def test_a_grid_keeps_everybody_and_their_mean() -> None:
    point = spread(2000)

    cells = grid_cells(point)

    assert cells.weight.sum() == 2000
    np.testing.assert_allclose((cells.point * cells.weight[:, None]).sum(axis=0), point.sum(axis=0))
    assert np.abs(cells.point[cells.member] - point).max() < np.ptp(point, axis=0).max() / 64


def test_everybody_is_nearest_to_the_centre_with_the_smallest_distance() -> None:
    point, centres = spread(200), spread(5, seed=1)

    expected = ((point[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)

    assert nearest(point, centres).tolist() == expected.tolist()


def test_groups_far_apart_keep_all_their_members_when_people_are_drawn_anew() -> None:
    centres = np.array([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]])
    point = np.repeat(centres, 40, axis=0) + spread(120) * 0.1

    assert bootstrap_jaccard(point, centres) == (1.0, 1.0, 1.0)


def test_a_round_cloud_cut_in_five_does_not_keep_its_pieces() -> None:
    point = spread(150)
    centres = best_partitions(grid_cells(point), np.array([5]))[0].centres

    assert min(bootstrap_jaccard(point, centres)) < 0.75
