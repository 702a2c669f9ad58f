"""What several cities say together, brought up to date after each release."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from procrastinate.contrib.django import app

from hanse.cities.parts import part_of
from hanse.shared.network import current_network
from hanse.sharing.labels import SharingLabel
from hanse.threats.insights.shared import Together, sides, together
from hanse.threats.models import CellState, ReleasedCell, TogetherTotal
from hanse.threats.queries.releases import CellKey

TOTAL = "hanse.threats.tasks.total_over_cities"
READERS = {
    SharingLabel.CLEAR: [SharingLabel.CLEAR],
    SharingLabel.GREEN: [SharingLabel.CLEAR, SharingLabel.GREEN],
}
WHOLE = ""
Cities = frozenset[str]
SAYING = {CellState.VALUE, CellState.UNDER_FIVE}


@dataclass(slots=True)
class Cells:
    """The newest cell of each city in one category and period, its side, who recorded it."""

    values: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    side_of: dict[str, str] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    simulated: dict[str, bool] = field(default_factory=dict)

    def of(self, cities: Iterable[str]) -> dict[str, tuple[str, int | None]]:
        """Return the cells of some cities, as far as they say something."""
        chosen = ((city, self.values.get(city)) for city in cities)
        return {city: value for city, value in chosen if value and value[0] in SAYING}


@dataclass(slots=True)
class Known:
    """All totals that are out for one category and period, oldest first."""

    label: SharingLabel
    key: CellKey
    rows: list[TogetherTotal]

    def newest(self, side: str) -> TogetherTotal | None:
        """Return the newest total of a side for the readers of this label."""
        own = [one for one in self.rows if (one.sharing_label, one.side) == (self.label, side)]
        return own[-1] if own else None

    @property
    def sets(self) -> set[Cities]:
        """Return the sets of cities that were ever added up, for whomever."""
        return {_set(one.cities) for one in self.rows}


def ask_to_total(*, in_seconds: int = 0) -> None:
    """Have the worker bring what cities say together up to date."""
    app.configure_task(TOTAL, schedule_in={"seconds": in_seconds}).defer()


@transaction.atomic
def total_over_cities() -> int:
    """Add the totals that are new or have changed; return how many. Running twice adds nothing.

    Each label has totals of its own, from the cells that its readers may see anyway.
    """
    rows, made = _known(), []
    for label, labels in READERS.items():
        for key, cells in _cells(labels).items():
            known = Known(label, key, rows[key])
            made += [*_whole(known, cells), *_sides(known, cells)]
    TogetherTotal.objects.bulk_create(made)
    return len(made)


def _cells(labels: Iterable[SharingLabel]) -> Mapping[CellKey, Cells]:
    """Return per category and period what the readers of these labels see of each city."""
    compared = {side.key for side in current_network().sides}
    rows = ReleasedCell.objects.filter(release__sharing_label__in=labels)
    found: dict[CellKey, Cells] = defaultdict(Cells)
    for category, month, span, state, value, owner, country, sources, simulated in rows.order_by(
        "release__version"
    ).values_list(
        "category", "first_month", "span", "state", "value", "release__owner",
        "release__owner__country", "release__source_classes", "release__simulated",
    ):  # fmt: skip
        one, city = found[category, month, span], str(owner)
        one.values[city], one.sources[city] = (state, value), sources
        one.simulated[city] = simulated
        if (part := part_of(country)) in compared:
            one.side_of[city] = part
    return found


def _known() -> dict[CellKey, list[TogetherTotal]]:
    found: dict[CellKey, list[TogetherTotal]] = defaultdict(list)
    for one in TogetherTotal.objects.order_by("id"):
        found[one.category, one.first_month, one.span].append(one)
    return found


def _whole(known: Known, cells: Cells) -> list[TogetherTotal]:
    """Return the total to add, remembering it; the cities of before stand in for too few more."""
    newest, out = known.newest(WHOLE), known.sets
    found = together(cells.of(cells.values), out)
    if found is None and newest:
        found = together(cells.of(_set(newest.cities)), out)
    return _changed(known, cells, {WHOLE: found} if found else {}, [newest])


def _sides(known: Known, cells: Cells) -> list[TogetherTotal]:
    """Return the totals by side to add, over the cities of the whole or over those of before."""
    whole, out = known.newest(WHOLE), known.sets
    before = [one for side in set(cells.side_of.values()) if (one := known.newest(side))]
    found: Mapping[str, Together] = {}
    if whole and whole.low is not None:
        found = sides(cells.of(_set(whole.cities)), cells.side_of, out)
        if not found:
            found = sides(
                cells.of(_set(c for one in before for c in one.cities)), cells.side_of, out
            )
    return _changed(known, cells, found, before)


def _changed(
    known: Known,
    cells: Cells,
    found: Mapping[str, Together],
    before: Iterable[TogetherTotal | None],
) -> list[TogetherTotal]:
    """Return what says something else than before, and what is withheld from now on."""
    gone = [one for one in before if one and one.side not in found and one.low is not None]
    rows = [_row(known, cells, side, one.cities, one) for side, one in sorted(found.items())]
    rows += [_row(known, cells, one.side, _set(one.cities), None) for one in gone]
    rows = [
        one for one in rows if not (newest := known.newest(one.side)) or _said(newest) != _said(one)
    ]
    known.rows += rows
    return rows


def _row(
    known: Known, cells: Cells, side: str, cities: Cities, found: Together | None
) -> TogetherTotal:
    category, first_month, span = known.key
    return TogetherTotal(
        sharing_label=known.label,
        side=side,
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
