"""Totals over cities, attacked together with every city's own table."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.analysis.disclosure.networks import MONTHS, Row, alone, own, weights, widths

from hanse.analysis.disclosure import Cell, State, leaves_one_city, network_total, protect

FIVE_CITIES = {"a": 9, "b": 7, "c": 8, "d": 6, "e": 5}
AT_ONCE = 100


def released(counts: dict[str, int]) -> dict[str, Cell]:
    return {city: protect(count) for city, count in counts.items()}


@pytest.mark.parametrize(
    ("counts", "published", "shown"),
    [
        (FIVE_CITIES, [], "shown"),
        ({k: FIVE_CITIES[k] for k in "abcd"}, [], "hidden"),
        ({**FIVE_CITIES, "a": 90}, [], "hidden"),
        ({**FIVE_CITIES, "a": 20}, [], "shown"),
        ({**FIVE_CITIES, "a": 24}, [], "hidden"),
        (FIVE_CITIES, [frozenset("abcdef")], "hidden"),
        (FIVE_CITIES, [frozenset("abcdefg")], "shown"),
        (FIVE_CITIES, [frozenset("abcde")], "shown"),
        (dict.fromkeys("abcde", 0), [], "hidden"),
    ],
    ids=[
        "five", "four cities", "dominated", "surely less than half", "maybe more than half",
        "one apart", "two apart", "the same again", "all zero",
    ],
)  # fmt: skip
def test_network_totals_hide_every_single_city(
    counts: dict[str, int], published: list[frozenset[str]], shown: str
) -> None:
    assert (network_total(released(counts), published) is not None) is (shown == "shown")


def test_a_withheld_cell_does_not_count_as_a_city() -> None:
    cells = released(FIVE_CITIES) | {"e": Cell(State.WITHHELD), "f": protect(6)}

    found = network_total(cells)

    assert found is not None
    assert found.cities == frozenset("abcdf")
    assert network_total({k: v for k, v in cells.items() if k != "f"}) is None


def test_total_and_middle_hold_the_truth() -> None:
    draw = np.random.default_rng(7)
    for _ in range(300):
        counts = {city: int(n) for city, n in zip("abcdefg", draw.poisson(8, 7), strict=True)}
        if found := network_total(released(counts)):
            assert found.total[0] <= sum(counts.values()) <= found.total[1]
            assert found.middle[0] <= np.median(list(counts.values())) <= found.middle[1]


def test_no_combination_of_a_thousand_growing_networks_leaves_one_city() -> None:
    for seed in range(1000):
        draw = np.random.default_rng(seed)
        joined, out = 5, [frozenset(range(5))]
        while joined < 14:
            joined += int(draw.integers(1, 4))
            left = {int(c) for c in draw.choice(joined, int(draw.integers(0, 3)), replace=False)}
            members = frozenset(range(joined)) - left
            if not leaves_one_city(_named([*out, members])):
                out.append(members)
        assert not leaves_one_city(_named(out))
        assert all(len(a ^ b) > 1 for a, b in combinations(set(out), 2))


def _named(sets: list[frozenset[int]]) -> list[frozenset[str]]:
    return [frozenset(map(str, one)) for one in sets]


def test_totals_give_nothing_away_in_a_thousand_networks() -> None:
    shown = 0
    for first in range(0, 1000, AT_ONCE):
        networks = [_counts(seed) for seed in range(first, first + AT_ONCE)]
        totals = [_totals(counts) for counts in networks]
        shown += sum(map(len, totals))
        told = [[*own(c), *t] for c, t in zip(networks, totals, strict=True)]

        together = widths(networks, told)

        apart = [width for month in range(MONTHS) for c in networks for width in alone(c, month)]
        assert together == pytest.approx(apart)
    assert shown > 1000


def test_the_attack_would_notice_a_total_that_is_exact() -> None:
    counts = np.array([[4, 9, 9], [7, 9, 9], [12, 9, 9], [2, 9, 9], [13, 9, 9]])
    every = np.zeros(counts.shape)
    every[:, 0] = 1
    exact = (every.ravel(), 42.0, 42.0)  # each city as much as its released cell allows

    together = widths([counts], [[*own(counts), exact]])

    assert min(together) < min(alone(counts, 0))


def _counts(seed: int) -> NDArray[np.int64]:
    """Draw five to eight cities over three months, one category of much the same size."""
    draw = np.random.default_rng(seed)
    cities = int(draw.integers(5, 9))
    return draw.poisson(draw.choice([3, 6, 9], size=(cities, 1)), size=(cities, MONTHS))


def _totals(counts: NDArray[np.int64]) -> list[Row]:
    """Return what the network says of each month and of the quarter."""
    rows: list[Row] = []
    for months in ([0], [1], [2], [0, 1, 2]):
        cells = {str(c): protect(int(row[months].sum())) for c, row in enumerate(counts)}
        if found := network_total(cells):
            whole = sum(weights(counts, int(city), months) for city in found.cities)
            rows.append((np.asarray(whole), *map(float, found.total)))
    return rows
