"""Releases, revisions, and an attack on a thousand of them."""

from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog

from hanse.analysis.disclosure import (
    Cell,
    CountTable,
    Period,
    Release,
    Span,
    State,
    audit,
    is_due,
    make_safe,
    publish,
    revise,
)

JANUARY_2025 = 12 * 2025
MONTHLY = [Span.MONTH] * 4


def three_categories(seed: int, months: int = 3) -> CountTable:
    """Three leaf categories and their distinct total, small counts, some with two labels."""
    draw = np.random.default_rng(seed)
    leaves = draw.poisson(draw.choice([0.5, 2, 6, 15], size=(3, 1)), size=(3, months))
    shared = draw.integers(0, np.minimum(leaves[0], leaves[1]) + 1)
    total = leaves.sum(axis=0) - shared * draw.integers(0, 2)
    return CountTable(
        ("antisemitism", "anti-Muslim", "far right", "all"),
        ((), (), (), (0, 1, 2)),
        JANUARY_2025,
        np.vstack([leaves, total]).astype(np.int64),
    )


def naive_width(table: CountTable, release: Release, node: int, month: int) -> float:
    """Slow twin: a dense linear programme that only knows cells, nesting and sums of months."""
    months = table.counts.shape[1]
    rows, most = [], []

    def add(weights: dict[tuple[int, int], float], bound: float) -> None:
        row = np.zeros(table.counts.size)
        for (n, m), weight in weights.items():
            row[n * months + m] = weight
        rows.append(row)
        most.append(bound)

    for m in range(months):
        add({(3, m): 1, (0, m): -1, (1, m): -1, (2, m): -1}, 0)
        for leaf in range(3):
            add({(leaf, m): 1, (3, m): -1}, 0)
    for (n, period), cell in release.cells.items():
        low, high = cell.interval or (0, 10**6)
        columns = [(n, m - JANUARY_2025) for m in period.months]
        add(dict.fromkeys(columns, 1.0), high)
        add(dict.fromkeys(columns, -1.0), -low)
    goal = np.zeros(table.counts.size)
    goal[node * months + month] = 1
    ends = [linprog(s * goal, rows, most, bounds=(0, 10**4)).fun for s in (1, -1)]
    return float(-ends[1] - ends[0])


def test_no_small_count_is_recovered_from_a_thousand_tables() -> None:
    narrowest = []
    for seed in range(1000):
        table = three_categories(seed)
        _, report = make_safe(table, publish(table, MONTHLY))
        narrowest.append(report.narrowest)

    assert min(narrowest) >= 2.5


@pytest.mark.parametrize("seed", range(12))
def test_the_audit_is_at_least_as_strict_as_its_slow_twin(seed: int) -> None:
    table = three_categories(seed)
    release = publish(table, MONTHLY)
    small = [(n, m) for n in range(4) for m in range(3) if 1 <= table.counts[n, m] <= 4]

    twin = min((naive_width(table, release, n, m) for n, m in small), default=np.inf)

    assert audit(table, release).narrowest <= twin + 1e-6 or twin >= 2.5


def test_a_count_that_a_margin_pins_down_is_found_and_mended() -> None:
    leaves = np.array([[4, 4, 4], [5, 5, 5]])
    table = CountTable(
        ("a", "b", "all"), ((), (), (0, 1)), JANUARY_2025, np.vstack([leaves, leaves.sum(axis=0)])
    )
    quarter = (0, Period(JANUARY_2025, Span.QUARTER))
    cells = publish(table, [Span.MONTH] * 3).cells
    unrounded = Release(1, {**cells, quarter: Cell(State.VALUE, 14)})

    report = audit(table, unrounded)
    safe, _ = make_safe(table, unrounded)

    assert report.attacked == 3
    assert report.narrowest == pytest.approx(0)
    assert safe.cells[quarter].state is State.WITHHELD
    assert audit(table, safe).exposed == ()


def test_an_unpublished_category_shows_nothing_at_all() -> None:
    table = three_categories(1)

    release = publish(table, [None, None, None, Span.MONTH])

    assert {node for node, _ in release.cells} == {3}


def test_only_periods_that_are_due_are_released() -> None:
    table = three_categories(2)
    january = Period(JANUARY_2025, Span.MONTH)

    release = publish(table, MONTHLY, due=[january])

    assert {period for _, period in release.cells} == {january}
    assert not is_due(january, date(2025, 2, 27))
    assert is_due(january, date(2025, 2, 28))


def test_a_revision_that_changes_nothing_shown_is_no_revision() -> None:
    table = three_categories(3)
    first = publish(table, MONTHLY)

    assert revise(first, publish(table, MONTHLY, version=2)) is first


def test_a_revision_keeps_old_releases_and_counts_up() -> None:
    table = three_categories(4)
    first = publish(table, MONTHLY)
    more = CountTable(table.nodes, table.children, table.first_month, table.counts + 10)

    second = revise(first, publish(more, MONTHLY))

    assert (first.version, second.version) == (1, 2)
    assert first.cells != second.cells
    assert first == publish(table, MONTHLY)


@pytest.mark.parametrize(
    "counts", [[[1], [1], [3]], [[4], [1], [3]], [[-1], [0], [0]]], ids=["over", "under", "minus"]
)
def test_a_table_that_contradicts_itself_is_refused(counts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"children|negative"):
        CountTable(("a", "b", "all"), ((), (), (0, 1)), JANUARY_2025, np.array(counts))


def test_states_are_words_not_numbers() -> None:
    assert [state.value for state in State] == [
        "value", "lt5", "missing", "not_collected", "withheld",
    ]  # fmt: skip
