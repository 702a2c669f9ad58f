"""What several cities say together, as the shared picture shows it: whole, and side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from hanse.shared.network import Network
from hanse.shared.numbers import whole
from hanse.sharing.actors import Person
from hanse.threats import shared_words as words
from hanse.threats.models import Span, TogetherTotal
from hanse.threats.queries.releases import CellKey, totals_visible_to

MOST, MOST_DRAWN = 12, 8
DRAWN = (Span.QUARTER, Span.YEAR, Span.MONTH)
WHOLE, WHOLE_BLOC = "", 6  # a colour that no side has while there are fewer than six


@dataclass(frozen=True, slots=True)
class Totals:
    """The newest periods of one category over some cities, and who recorded what they rest on.

    `name` is the side, empty for the whole network. `drawn` are those of one length, which a
    picture can compare, oldest first and without a gap.
    """

    name: str
    bloc: int
    rows: tuple["Row", ...]
    drawn: tuple["Row", ...]
    sources: str


@dataclass(frozen=True, slots=True)
class Row:
    """One period: how many cities, between what their sum and their median lie, and the bar.

    A period of which nothing can be said has its name alone.
    """

    period: str
    cities: int = 0
    total: str = ""
    middle: str = ""
    start: str = ""
    width: str = ""


def totals(
    person: Person, category: str, network: Network
) -> tuple[Totals | None, tuple[Totals, ...]]:
    """Return the newest totals of a category: over the whole network, and each side's."""
    found = totals_visible_to(person, category)
    every = _totals("", WHOLE_BLOC, found.get(WHOLE, {}))
    by_side = (_totals(one.name, one.bloc, found.get(one.key, {})) for one in network.sides)
    return every, tuple(one for one in by_side if one)


def _totals(name: str, bloc: int, found: Mapping[CellKey, TogetherTotal]) -> Totals | None:
    """Return the newest totals, longest periods first; None where there are none."""
    shown = sorted(found.values(), key=lambda one: (-one.span, -one.first_month))[:MOST]
    if not shown:
        return None
    lengths = [one.span for one in shown]
    length = next((span for span in DRAWN if lengths.count(span) > 1), shown[0].span)
    return Totals(
        name=name,
        bloc=bloc,
        rows=tuple(_row(one, one.high or 1) for one in shown),
        drawn=_drawn({one.first_month: one for one in shown if one.span == length}, length),
        sources=words.sources(s for one in shown for s in one.source_classes),
    )


def _drawn(found: Mapping[int, TogetherTotal], length: int) -> tuple[Row, ...]:
    """Return the newest periods one after the other, on one scale."""
    last = max(found)
    first = max(min(found), last - (MOST_DRAWN - 1) * length)
    months = range(first, last + 1, length)
    most = max(found[month].high or 0 for month in months if month in found) or 1
    return tuple(
        _row(found[month], most) if month in found else Row(words.period(month, length))
        for month in months
    )


def as_records(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return every total this reader may see as data: of the whole, and of the sides."""
    found = totals_visible_to(person)
    return {
        "totals": [_record(*one) for one in sorted(found.get(WHOLE, {}).items())],
        "totals_by_side": [
            {"side": side, **_record(*one)}
            for side, of_side in sorted(found.items())
            if side
            for one in sorted(of_side.items())
        ],
    }


def _record(key: CellKey, one: TogetherTotal) -> dict[str, Any]:
    category, first, span = key
    return {
        "category": category,
        "from": f"{first // 12}-{first % 12 + 1:02d}-01",
        "months": span,
        "cities": len(one.cities),
        "low": one.low,
        "high": one.high,
        "median_low": one.middle_low,
        "median_high": one.middle_high,
    }


def _row(one: TogetherTotal, most: int) -> Row:
    low, high = one.low or 0, one.high or 0
    return Row(
        words.period(one.first_month, one.span),
        len(one.cities),
        f"{whole(low)}–{whole(high)}",  # noqa: RUF001 - a range takes an en dash
        f"{whole(floor(one.middle_low or 0))}–{whole(ceil(one.middle_high or 0))}",  # noqa: RUF001 - the same
        f"{100 * low / most:.2f}%",
        f"{100 * (high - low) / most:.2f}%",
    )
