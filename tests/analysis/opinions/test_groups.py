import numpy as np
import pytest
from numpy.typing import NDArray
from tests.analysis.opinions import naive_map
from tests.analysis.opinions.tables import camps, spectrum, table_of, unstructured

from hanse.analysis.opinions.clusters import best_partitions, grid_cells, nearest, silhouettes
from hanse.analysis.opinions.groups import candidates, find_groups
from hanse.analysis.opinions.null import shuffles
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.results import Groups
from hanse.analysis.opinions.votes import VoteTable, build_vote_table

Floats = NDArray[np.float64]


def find(table: VoteTable) -> Groups:
    return find_groups(table, place(table))


@pytest.mark.parametrize("sizes", [[60, 60], [150, 40], [80, 60, 50]])
def test_planted_groups_are_found_with_their_members(sizes: list[int]) -> None:
    table, member = camps(sizes)

    groups = find(table)

    assert groups.count == len(sizes)
    pairs = set(zip(groups.attribute.codes.tolist(), member, strict=True))
    assert len(pairs) == len(sizes)
    assert groups.attribute.levels == ("Group A", "Group B", "Group C")[: len(sizes)]


@pytest.mark.parametrize("seed", range(4))
def test_a_spectrum_of_opinion_is_not_cut_into_groups(seed: int) -> None:
    groups = find(spectrum(300, seed=seed))

    assert (groups.count, groups.attribute) == (0, None)
    assert groups.reason.startswith("Opinion is one continuous spectrum:")


@pytest.mark.parametrize("seed", range(4))
def test_votes_without_structure_hold_no_groups(seed: int) -> None:
    assert find(unstructured(200, seed=seed)).count == 0


def test_shuffling_keeps_each_statements_counts_and_voters() -> None:
    table = spectrum(50, 20)

    shuffled = next(shuffles(table, [3]))

    before, after = naive_map.dense(table), naive_map.dense(shuffled)
    assert np.isnan(after).tolist() == np.isnan(before).tolist()
    assert np.sort(after, axis=0).tobytes() == np.sort(before, axis=0).tobytes()
    assert not np.array_equal(after, before, equal_nan=True)


def test_planted_groups_vanish_when_votes_are_shuffled() -> None:
    assert find(next(shuffles(camps([60, 60])[0], [1]))).count == 0


def test_the_same_table_gives_the_same_groups_in_any_order() -> None:
    table, _ = camps([60, 40])
    order = np.random.default_rng(1).permutation(table.votes)
    again = build_vote_table(
        participant_ids=table.participant_ids[::-1],
        statement_ids=table.statement_ids,
        participant=table.participants - 1 - table.participant[order],
        statement=table.statement[order],
        vote=table.vote[order],
    )

    first, second = find(table), find(again)

    assert first.attribute.codes.tobytes() == second.attribute.codes.tobytes()
    assert (first.silhouette, first.jaccard) == (second.silhouette, second.jaccard)


def test_silhouettes_equal_those_from_all_distances() -> None:
    position = place(camps([30, 50])[0]).position
    found = candidates(position)

    for candidate in found:
        label = nearest(position, candidate.centres)
        expected = naive_map.silhouette(position, label)
        assert candidate.silhouette == pytest.approx(expected, abs=1e-4)


def test_silhouettes_on_a_grid_stay_close_to_those_from_all_distances() -> None:
    position = place(spectrum(900)).position
    cells = grid_cells(position)
    partition = best_partitions(cells, np.array([2]))[0]
    expected = naive_map.silhouette(position, partition.label[cells.member])

    on_grid = silhouettes(cells, [partition])

    assert on_grid == pytest.approx([expected], abs=0.01)


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        (np.full((0, 0), np.nan), "Only 0 participants voted enough to be placed; two groups"),
        (np.ones((1, 9)), "Only 1 participants voted enough to be placed; two groups"),
        (np.zeros((30, 9)), "Everybody placed voted alike"),
        (np.ones((30, 9)), "Everybody placed voted alike"),
    ],
    ids=["empty", "one voter", "all pass", "all agree"],
)
def test_hard_cases_hold_no_groups_and_say_why(matrix: Floats, reason: str) -> None:
    groups = find(table_of(matrix))

    assert (groups.count, groups.attribute) == (0, None)
    assert groups.reason.startswith(reason)
