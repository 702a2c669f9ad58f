"""What several cities say together, brought up to date after each release."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from procrastinate.contrib.django import app

from hanse.sharing.labels import SharingLabel
from hanse.threats.insights.shared import Together, together
from hanse.threats.models import CellState, ReleasedCell, TogetherTotal
from hanse.threats.queries.releases import CellKey

TOTAL = "hanse.threats.tasks.total_over_cities"
READERS = {
    SharingLabel.CLEAR: [SharingLabel.CLEAR],
    SharingLabel.GREEN: [SharingLabel.CLEAR, SharingLabel.GREEN],
}
Cities = frozenset[str]
SAYING = {CellState.VALUE, CellState.UNDER_FIVE}


@dataclass(slots=True)
class Cells:
    """The newest cell of each city in one category and period, and who recorded and invented."""

    values: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    simulated: dict[str, bool] = field(default_factory=dict)


def ask_to_total() -> None:
    """Have the worker bring what cities say together up to date."""
    app.configure_task(TOTAL).defer()


@transaction.atomic
def total_over_cities() -> int:
    """Add the totals that are new or have changed; return how many. Running twice adds nothing.

    Each label has totals of its own, from the cells that its readers may see anyway.
    """
    known = _known()
    made = [
        one
        for label, labels in READERS.items()
        for key, cells in _cells(labels).items()
        if (one := _next(label, key, cells, known[key]))
    ]
    TogetherTotal.objects.bulk_create(made)
    return len(made)


def _cells(labels: Iterable[SharingLabel]) -> Mapping[CellKey, Cells]:
    """Return per category and period what the readers of these labels see of each city."""
    rows = ReleasedCell.objects.filter(release__sharing_label__in=labels)
    found: dict[CellKey, Cells] = defaultdict(Cells)
    for category, month, span, state, value, owner, sources, simulated in rows.order_by(
        "release__version"
    ).values_list(
        "category", "first_month", "span", "state", "value",
        "release__owner", "release__source_classes", "release__simulated",
    ):  # fmt: skip
        one, city = found[category, month, span], str(owner)
        one.values[city], one.sources[city] = (state, value), sources
        one.simulated[city] = simulated
    return found


def _known() -> dict[CellKey, list[TogetherTotal]]:
    found: dict[CellKey, list[TogetherTotal]] = defaultdict(list)
    for one in TogetherTotal.objects.order_by("id"):
        found[one.category, one.first_month, one.span].append(one)
    return found


def _next(
    label: SharingLabel, key: CellKey, cells: Cells, known: list[TogetherTotal]
) -> TogetherTotal | None:
    """Return the total to add, remembering it; the cities of before stand in for too few more."""
    own = [one for one in known if one.sharing_label == label]
    newest = own[-1] if own else None
    out = {_set(one.cities) for one in known}
    saying = {city: value for city, value in cells.values.items() if value[0] in SAYING}
    found = together(saying, out)
    if found is None and newest:
        before = {city: value for city, value in saying.items() if city in _set(newest.cities)}
        found = together(before, out)
    if found is None and (newest is None or newest.low is None):
        return None
    cities = found.cities if found else _set(newest.cities if newest else ())
    one = _row(label, key, cells, cities, found)
    if newest and _said(newest) == _said(one):
        return None
    known.append(one)
    return one


def _row(
    label: SharingLabel, key: CellKey, cells: Cells, cities: Cities, found: Together | None
) -> TogetherTotal:
    category, first_month, span = key
    return TogetherTotal(
        sharing_label=label,
        category=category,
        first_month=first_month,
        span=span,
        cities=sorted(cities),
        low=found.total[0] if found else None,
        high=found.total[1] if found else None,
        middle_low=found.middle[0] if found else None,
        middle_high=found.middle[1] if found else None,
        source_classes=sorted({s for city in cities for s in cells.sources.get(city, [])}),
        simulated=any(cells.simulated.get(city, False) for city in cities),
    )


def _set(cities: Iterable[object]) -> Cities:
    return frozenset(map(str, cities))


def _said(one: TogetherTotal) -> tuple[object, ...]:
    return _set(one.cities), one.low, one.high, one.middle_low, one.middle_high
