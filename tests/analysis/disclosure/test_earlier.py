"""What was published before stays part of the attack, however long ago and in whichever version."""

import numpy as np
import pytest
from tests.analysis.disclosure.test_release import JANUARY_2025, naive_width, three_categories

from hanse.analysis.disclosure import (
    Cell,
    CountTable,
    Period,
    Release,
    Span,
    State,
    audit,
    make_safe,
    protect,
    publish,
)

FOURTEEN = Cell(State.VALUE, 14)  # a margin nobody rounded: between 12 and 16
QUARTER = (0, Period(JANUARY_2025, Span.QUARTER))


def one_category(*counts: int, gone: frozenset[int] = frozenset()) -> CountTable:
    """Return a category and its distinct total, the same in every month."""
    row = np.array(counts)
    return CountTable(("a", "all"), ((), (0,)), JANUARY_2025, np.vstack([row, row]), gone)


def of_month(number: int, node: int = 0) -> tuple[int, Period]:
    return node, Period(JANUARY_2025 + number, Span.MONTH)


def test_what_is_out_is_attacked_together_with_what_follows() -> None:
    table = one_category(4, 4, 4)
    months = publish(table, [Span.MONTH, None])
    only_months = Release(1, {key: cell for key, cell in months.cells.items() if key != QUARTER})

    assert audit(table, only_months).exposed == ()
    assert audit(table, only_months, [(QUARTER, FOURTEEN)]).narrowest == pytest.approx(0)


def test_only_what_is_new_can_be_withheld() -> None:
    table = one_category(4, 4, 4)
    months = {of_month(n): protect(4) for n in range(3)}

    safe, report = make_safe(table, Release(2, months), [(QUARTER, FOURTEEN)])

    assert State.WITHHELD in {cell.state for cell in safe.cells.values()}
    assert report.exposed == ()
    assert report.narrowest >= 2.5


def test_what_earlier_versions_give_away_is_told_and_nothing_of_the_year_follows() -> None:
    table = one_category(4, 4, 4, 7)
    earlier = [(QUARTER, FOURTEEN), *((of_month(n), protect(4)) for n in range(3))]

    safe, report = make_safe(table, Release(2, {of_month(3): protect(7)}), earlier)

    assert report.exposed
    assert safe.cells[of_month(3)].state is State.WITHHELD


def test_withholding_later_does_not_take_back_what_was_said() -> None:
    table = one_category(4, 4, 4)
    earlier = [(QUARTER, FOURTEEN), (QUARTER, Cell(State.WITHHELD))]
    months = Release(3, {of_month(n): protect(4) for n in range(3)})

    assert audit(table, months, earlier).exposed


def test_a_value_that_late_reports_overtook_contradicts_nothing() -> None:
    table = one_category(40, 3, 3)
    earlier = [(of_month(0), protect(6))]

    _, report = make_safe(table, Release(2, {QUARTER: protect(46)}), earlier)

    assert report.exposed == ()


def test_a_month_that_is_forgotten_is_protected_all_the_same() -> None:
    table = one_category(0, 8, 8, gone=frozenset({JANUARY_2025}))
    earlier = [(of_month(0), protect(1)), (QUARTER, Cell(State.VALUE, 16))]  # at least 14
    fresh = Release(2, {of_month(1): protect(8), of_month(2): protect(8)})

    before, after = audit(table, fresh, earlier), make_safe(table, fresh, earlier)

    assert before.exposed[0] == of_month(0)
    assert after[1].exposed == ()
    assert {cell.state for cell in after[0].cells.values()} == {State.VALUE, State.WITHHELD}


def test_forgotten_values_that_contradict_each_other_inform_nobody() -> None:
    table = one_category(0, 3, 3, gone=frozenset({JANUARY_2025}))
    earlier = [(of_month(0), protect(40)), (QUARTER, protect(10))]

    assert audit(table, Release(2, {of_month(1): protect(3)}), earlier).exposed == ()


def test_years_are_attacked_apart() -> None:
    table = one_category(*[4, 1, 9] * 8)
    release = publish(table, [Span.MONTH, Span.MONTH])
    steps: list[int] = []

    _, report = make_safe(table, release, advance=steps.append)

    assert len(steps) == 2
    assert sum(steps) == report.attacked


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_recovered_over_months_that_were_forgotten(seed: int) -> None:
    table = three_categories(seed, months=9)
    half = Release(1, {k: c for k, c in publish(table, [Span.MONTH] * 4).cells.items() if first(k)})
    out, _ = make_safe(table, half)
    gone = frozenset(range(JANUARY_2025, JANUARY_2025 + 2))
    left = table.counts.copy()
    left[:, :2] = 0
    later = CountTable(table.nodes, table.children, table.first_month, left, gone)
    rest = Release(2, {k: c for k, c in publish(later, [Span.MONTH] * 4).cells.items()
                       if k not in out.cells})  # fmt: skip

    safe, report = make_safe(later, rest, list(out.cells.items()))

    together = Release(2, {**out.cells, **safe.cells})
    small = [(n, m) for n in range(4) for m in range(9) if 1 <= table.counts[n, m] <= 4]
    assert report.exposed == ()
    assert min((naive_width(table, together, n, m) for n, m in small), default=9) >= 2.5 - 1e-6


def first(key: tuple[int, Period]) -> bool:
    """Tell whether a cell went out in the first version."""
    return key[1].first_month + key[1].span <= JANUARY_2025 + 3
