"""Totals over cities: shown only when no city can be read out of them.

Source: methods, threats section 4, rule 5.
"""

from collections.abc import Iterable, Mapping

from hanse.analysis.disclosure.cells import Cell, State, protect

FEWEST_CITIES = 5


def network_total(counts: Mapping[str, int], published: Iterable[frozenset[str]] = ()) -> Cell:
    """Protected total over cities, or a withheld cell.

    Parameters
    ----------
    counts
        True count per contributing city.
    published
        Sets of cities whose total for the same category and period is out already.

    Returns
    -------
    Withheld with fewer than five cities, when one city holds more than half, or when the total
    would differ from a published one by exactly one city.

    Examples
    --------
    >>> network_total({"a": 9, "b": 7, "c": 8, "d": 6, "e": 5})
    Cell(state=<State.VALUE: 'value'>, value=35)
    >>> network_total({"a": 90, "b": 7, "c": 8, "d": 6, "e": 5}).state
    <State.WITHHELD: 'withheld'>
    """
    cities = frozenset(counts)
    total = sum(counts.values())
    dominated = total > 0 and 2 * max(counts.values()) > total
    one_apart = any(len(cities ^ other) == 1 for other in published)
    if len(cities) < FEWEST_CITIES or dominated or one_apart:
        return Cell(State.WITHHELD)
    return protect(total)
