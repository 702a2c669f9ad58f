"""Totals by side beside those of the whole: all sides or none, and attacked together."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.analysis.disclosure.networks import MONTHS, Row, alone, own, weights, widths

from hanse.analysis.disclosure import (
    Cell,
    leaves_one_city,
    network_total,
    protect,
    side_totals,
)

EUROPE, AMERICA = dict.fromkeys("abcde", "europe"), dict.fromkeys("vwxyz", "america")
SIDES = EUROPE | AMERICA
NETWORKS, AT_ONCE = 300, 50
Sets = list[frozenset[str]]


def released(counts: dict[str, int]) -> dict[str, Cell]:
    return {city: protect(count) for city, count in counts.items()}


@pytest.mark.parametrize(
    ("changed", "side_of", "published", "shown"),
    [
        ({}, SIDES, [], "shown"),
        ({}, EUROPE, [], "hidden"),
        ({}, {}, [], "hidden"),
        ({}, SIDES | {"e": "america"}, [], "hidden"),
        ({}, SIDES | {"e": ""}, [], "hidden"),
        ({"f": 9}, SIDES | {"f": "europe"}, [], "shown"),
        ({"f": 9}, SIDES, [], "hidden"),
        ({"f": 9}, SIDES | {"f": "europe"}, [frozenset("abcde")], "hidden"),
        ({"f": 9}, SIDES | {"f": "europe"}, [frozenset("abcdvwxyz")], "shown"),
        ({"f": 9}, SIDES | {"f": "europe"}, [frozenset("abcdevwxyz")], "hidden"),
        ({"a": 90}, SIDES, [], "hidden"),
        (dict.fromkeys("klmno", 9), SIDES, [], "shown"),
    ],
    ids=[
        "five and five", "the other side not named", "no sides", "four and six",
        "four, and one of no side", "six and five", "one of no side", "one more than was out",
        "two more than were out", "whole of ten is out", "one city rules its side",
        "five of no side",
    ],
)  # fmt: skip
def test_sides_are_shown_together_or_not_at_all(
    changed: dict[str, int], side_of: dict[str, str], published: Sets, shown: str
) -> None:
    cells = released(dict.fromkeys("abcdevwxyz", 9) | changed)

    found = side_totals(cells, side_of, published)

    assert (found is not None) is (shown == "shown")
    if found is not None:
        assert set(found) == {"europe", "america"}


def test_a_city_that_rules_one_side_hides_the_other_though_the_whole_is_shown() -> None:
    cells = released(dict.fromkeys("abcdevwxyz", 9) | {"a": 45})

    assert network_total(cells) is not None
    assert side_totals(cells, SIDES) is None


def test_no_combination_of_a_thousand_growing_sides_leaves_one_city() -> None:
    shown = 0
    for seed in range(1000):
        draw = np.random.default_rng(seed)
        out: Sets = []
        for cities, side_of in _growth(draw):
            before = len(out)
            out += [one for one, _rows in _said(_drawn(draw, cities), cities, side_of, out)]
            shown += len(out) > before + 1

        assert not leaves_one_city(out)
        assert all(len(a ^ b) > 1 for a, b in combinations(set(out), 2))
    assert shown > 300


def test_whole_less_a_side_is_always_fit_to_show_by_itself() -> None:
    for seed in range(1000):
        draw = np.random.default_rng(seed)
        cities, side_of = list(_growth(draw))[-1]
        cells = {str(c): protect(int(n)) for c, n in zip(cities, draw.poisson(9, 99), strict=False)}
        for side in side_totals(cells, side_of) or {}:
            rest = {city: cell for city, cell in cells.items() if side_of[city] != side}
            assert network_total(rest) is not None


def test_sides_and_whole_and_all_before_give_nothing_away_in_three_hundred_networks() -> None:
    by_side = 0
    for first in range(0, NETWORKS, AT_ONCE):
        networks, told = [], []
        for seed in range(first, first + AT_ONCE):
            counts, rows = _network(np.random.default_rng(seed))
            networks.append(counts)
            told.append([*own(counts), *rows])
            by_side += len(rows) > MONTHS + 1

        together = widths(networks, told)

        apart = [width for month in range(MONTHS) for c in networks for width in alone(c, month)]
        assert together == pytest.approx(apart)
    assert by_side > NETWORKS / 2


def test_the_attack_would_notice_a_side_of_four_taken_from_an_exact_whole() -> None:
    counts = np.array([[9, 9, 9]] * 9 + [[2, 9, 9]])
    whole = sum(weights(counts, city, [0]) for city in range(10))
    most = sum(weights(counts, city, [0]) for city in range(9))
    exact: list[Row] = [(np.asarray(whole), 83.0, 83.0), (np.asarray(most), 81.0, 81.0)]

    together = widths([counts], [[*own(counts), *exact]])

    assert min(together) == pytest.approx(0)
    assert min(alone(counts, 0)) > 2


def _growth(draw: np.random.Generator) -> list[tuple[list[int], dict[str, str]]]:
    """Let cities of two sides join over time: who is in at each release, and of which side."""
    joined, found = int(draw.integers(5, 11)), []
    side_of = {str(c): ("europe", "america")[int(draw.integers(2))] for c in range(20)}
    for _ in range(4):
        found.append((list(range(joined)), side_of))
        joined = min(20, joined + int(draw.integers(0, 4)))
    return found


def _drawn(draw: np.random.Generator, cities: list[int]) -> NDArray[np.int64]:
    rates = draw.choice([4, 6, 9], size=(len(cities), 1))
    return np.asarray(draw.poisson(rates, size=(len(cities), MONTHS)))


def _network(draw: np.random.Generator) -> tuple[NDArray[np.int64], list[Row]]:
    """Draw a network that grows, and everything it ever says together of months and quarter."""
    stages = _growth(draw)
    counts = _drawn(draw, stages[-1][0])
    rows: list[Row] = []
    for months in ([0], [1], [2], [0, 1, 2]):
        out: Sets = []
        for cities, side_of in stages:
            for one, bounds in _said(counts, cities, side_of, out, months):
                added = sum(weights(counts, int(city), months) for city in one)
                rows.append((np.asarray(added), *bounds))
                out.append(one)
    return counts, rows


def _said(
    counts: NDArray[np.int64],
    cities: list[int],
    side_of: dict[str, str],
    out: Sets,
    months: list[int] | None = None,
) -> list[tuple[frozenset[str], tuple[float, float]]]:
    """Return what is newly said of the whole and of its sides, in the order it goes out."""
    chosen = months or [0]
    cells = {str(city): protect(int(counts[city][chosen].sum())) for city in cities}
    whole = network_total(cells, out)
    if whole is None:
        return []
    sides = side_totals(cells, side_of, [*out, whole.cities]) or {}
    return [(one.cities, one.total) for one in (whole, *sides.values())]
