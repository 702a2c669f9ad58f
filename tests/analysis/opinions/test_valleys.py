import numpy as np
import pytest
from numpy.typing import NDArray

from hanse.analysis.opinions.clusters import best_partitions, grid_cells
from hanse.analysis.opinions.valleys import one_summit, profile, valley_probability

Floats = NDArray[np.float64]


def partition(position: Floats, groups: int) -> NDArray[np.intp]:
    cells = grid_cells(position)
    return best_partitions(cells, np.array([groups]))[0].label[cells.member]


def cloud(shape: str, people: int, seed: int) -> Floats:
    """Draw people from a cloud with one summit."""
    chance = np.random.default_rng(seed)
    if shape == "round":
        return chance.normal(size=(people, 2))
    if shape == "long":
        return chance.normal(size=(people, 2)) * [4.0, 1.0]
    return chance.uniform(-1, 1, size=(people, 2)) * [4.0, 1.0]


@pytest.mark.parametrize("groups", [2, 3, 4])
@pytest.mark.parametrize("shape", ["round", "long", "even"])
def test_a_cloud_with_one_summit_seldom_looks_parted(shape: str, groups: int) -> None:
    parted = 0
    for seed in range(40):
        position = cloud(shape, 400, seed)
        votes = np.random.default_rng(seed).integers(7, 60, size=400)
        parted += valley_probability(position, votes, partition(position, groups)) <= 0.05

    assert parted <= 2


@pytest.mark.parametrize("corners", [[(0, 0), (6, 0)], [(0, 0), (6, 0), (3, 5)]])
def test_clouds_apart_are_parted_and_a_third_neither_fills_nor_carves(
    corners: list[tuple[int, int]],
) -> None:
    middle = np.repeat(np.array(corners, float), 80, axis=0)
    position = middle + np.random.default_rng(3).normal(size=middle.shape)
    votes = np.full(len(position), 20)

    chance = valley_probability(position, votes, partition(position, len(corners)))

    assert chance <= 0.05


def test_those_who_voted_most_show_a_gap_that_noise_hides_among_the_rest() -> None:
    chance = np.random.default_rng(1)
    votes = np.repeat([8, 400], [600, 400])
    camp = np.tile([-1.0, 1.0], 500)
    place = np.column_stack([camp + chance.normal(size=1000) * 3 / np.sqrt(votes), camp * 0])
    position = place * np.sqrt(votes)[:, None]

    assert valley_probability(position, votes, (camp > 0).astype(np.intp)) <= 0.05


def test_windows_count_the_people_within_three_tenths() -> None:
    along = np.random.default_rng(2).uniform(-1, 2, size=500)
    position = np.column_stack([along * 10, np.zeros(500)])

    people = profile(position, np.array([0.0, 0.0]), np.array([10.0, 0.0]), np.inf)

    tenth = np.rint(along * 10)
    expected = [(np.abs(tenth - centre) <= 1).sum() for centre in range(-5, 16)]
    assert people.tolist() == expected


def test_people_far_from_the_line_are_left_out() -> None:
    position = np.array([[0.5, 0.0], [0.5, 0.2], [0.5, 0.3], [0.5, -0.3]])

    people = profile(position, np.array([0.0, 0.0]), np.array([1.0, 0.0]), 0.25)

    assert people.max() == 2


def test_the_bound_is_the_binomial_times_the_places_tried() -> None:
    people = np.zeros(21, np.int64)
    people[[5, 15]] = 12

    assert one_summit(people) == pytest.approx(0.5**12 * 30)


def test_everybody_in_one_place_is_not_parted() -> None:
    position = np.zeros((40, 2))

    assert valley_probability(position, np.full(40, 9), np.repeat([0, 1], 20)) == 1.0
