"""Totals and medians over cities: shown only when no city can be read out of them.

Source: methods, threats section 4, rule 5. They are worked out from released cells alone, so that
nobody learns more of a city from them than from its own table.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np

from hanse.analysis.disclosure.cells import Cell

FEWEST_CITIES = 5
FEWEST_SIDES = 2


@dataclass(frozen=True, slots=True)
class NetworkTotal:
    """What is said of some cities together.

    `total` and `middle` are the smallest and the largest value that the released cells allow for
    the sum and for the median.
    """

    cities: frozenset[str]
    total: tuple[int, int]
    middle: tuple[float, float]


def network_total(
    cells: Mapping[str, Cell], published: Iterable[frozenset[str]] = ()
) -> NetworkTotal | None:
    """Total and median over the cities whose released cell says something.

    Parameters
    ----------
    cells
        Released cell per city, all of one category and period.
    published
        Sets of cities whose total for the same category and period is out already.

    Returns
    -------
    None with fewer than five cities, when one city may hold more than half, or when totals that
    are out would, added and taken from each other, leave a single city.

    Examples
    --------
    >>> from hanse.analysis.disclosure.cells import protect
    >>> five = {"a": protect(9), "b": protect(7), "c": protect(8), "d": protect(6), "e": protect(5)}
    >>> found = network_total(five)
    >>> found.total, found.middle
    ((31, 45), (5, 7))
    >>> network_total(five | {"a": protect(90)}) is None
    True
    """
    bounds = {city: cell.interval for city, cell in cells.items() if cell.interval is not None}
    cities = frozenset(bounds)
    low, high = (sum(one[end] for one in bounds.values()) for end in (0, 1))
    dominated = any(one[1] > low - one[0] for one in bounds.values())
    if len(cities) < FEWEST_CITIES or dominated or leaves_one_city([*published, cities]):
        return None
    ends = (median(one[end] for one in bounds.values()) for end in (0, 1))
    return NetworkTotal(cities, (low, high), (next(ends), next(ends)))


def side_totals(
    cells: Mapping[str, Cell],
    side_of: Mapping[str, str],
    published: Iterable[frozenset[str]] = (),
) -> Mapping[str, NetworkTotal] | None:
    """Total and median of every side, of all of them or of none.

    The whole less one side is the rest, so each, and the cities of none, must be fit to be shown.

    Parameters
    ----------
    cells
        Released cell per city, all of one category and period: those of the total over all sides.
    side_of
        Side of each city; one that is missing here, or is of side ``""``, is of none.
    published
        Sets of cities whose total for the same category and period is out already.

    Returns
    -------
    By side, or None where there are fewer than two of them, where one has no `network_total`, or
    where some combination of the sides, the whole and all that is out leaves a single city.

    Examples
    --------
    >>> from hanse.analysis.disclosure.cells import protect
    >>> cells = {city: protect(9) for city in "abcdefghij"}
    >>> west = dict.fromkeys("abcde", "west")
    >>> side_totals(cells, west | dict.fromkeys("fghij", "east"))["east"].total
    (40, 60)
    >>> side_totals(cells, west | dict.fromkeys("fghi", "east"))
    """
    groups = _by_side(cells, side_of)
    found = {side: one for side, group in groups.items() if (one := network_total(group))}
    named = {side: one for side, one in found.items() if side}
    if len(found) < len(groups) or len(named) < FEWEST_SIDES:
        return None
    whole = frozenset[str]().union(*groups.values())
    shown = [*published, whole, *(one.cities for one in named.values())]
    return None if leaves_one_city(shown) else named


def leaves_one_city(totals: Iterable[frozenset[str]]) -> bool:
    """Tell whether totals over these sets of cities, combined, give one city's value away.

    >>> leaves_one_city([frozenset("abcde"), frozenset("abcdef")])
    True
    >>> leaves_one_city([frozenset("abcde"), frozenset("fghij"), frozenset("abcdefghijk")])
    True
    >>> leaves_one_city([frozenset("abcde"), frozenset("abcdefg")])
    False
    """
    sets = list(dict.fromkeys(totals))
    cities = sorted(frozenset().union(*sets))
    table = np.array([[city in one for city in cities] for one in sets], dtype=float)
    if not table.size:
        return False
    # a city stands alone when its own line is a sum of the others: its leverage is then one
    _left, sizes, rows = np.linalg.svd(table, full_matrices=False)
    leverage = (rows[sizes > sizes[0] * 1e-9] ** 2).sum(axis=0)
    return bool((leverage > 1 - 1e-9).any())


def _by_side(cells: Mapping[str, Cell], side_of: Mapping[str, str]) -> dict[str, dict[str, Cell]]:
    groups: dict[str, dict[str, Cell]] = defaultdict(dict)
    for city, cell in cells.items():
        if cell.interval is not None:
            groups[side_of.get(city, "")][city] = cell
    return groups
