"""What several cities say together, as the shared picture shows it."""

from dataclasses import dataclass
from typing import Any

from hanse.shared.numbers import whole
from hanse.sharing.actors import Person
from hanse.threats import shared_words as words
from hanse.threats.models import Span, TogetherTotal
from hanse.threats.queries.releases import totals_visible_to

MOST = 12
DRAWN = (Span.QUARTER, Span.YEAR, Span.MONTH)


@dataclass(frozen=True, slots=True)
class Totals:
    """The newest periods of one category, and who recorded what they rest on.

    `drawn` are those of one length, which a picture can compare, oldest first.
    """

    rows: tuple["Row", ...]
    drawn: tuple["Row", ...]
    sources: str
    simulated: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One period: how many cities, between what their sum and their median lie, and the bar."""

    period: str
    cities: int
    total: str
    middle: str
    start: str
    width: str


def totals(person: Person, category: str) -> Totals | None:
    """Return the newest totals of a category, longest periods first; None where there are none."""
    found = totals_visible_to(person, category).values()
    shown = sorted(found, key=lambda one: (-one.span, -one.first_month))[:MOST]
    if not shown:
        return None
    lengths = [one.span for one in shown]
    drawn = next((span for span in DRAWN if lengths.count(span) > 1), shown[0].span)
    return Totals(
        rows=tuple(_row(one, one.high or 1) for one in shown),
        drawn=_drawn([one for one in reversed(shown) if one.span == drawn]),
        sources=words.sources(s for one in shown for s in one.source_classes),
        simulated=any(one.simulated for one in shown),
    )


def _drawn(found: list[TogetherTotal]) -> tuple[Row, ...]:
    most = max(one.high or 0 for one in found) or 1
    return tuple(_row(one, most) for one in found)


def as_records(person: Person) -> list[dict[str, Any]]:
    """Return every total this reader may see as data."""
    return [
        {
            "category": category,
            "from": f"{first // 12}-{first % 12 + 1:02d}-01",
            "months": span,
            "cities": len(one.cities),
            "low": one.low,
            "high": one.high,
            "median_low": one.middle_low,
            "median_high": one.middle_high,
        }
        for (category, first, span), one in sorted(totals_visible_to(person).items())
    ]


def _row(one: TogetherTotal, most: int) -> Row:
    low, high = one.low or 0, one.high or 0
    return Row(
        words.period(one.first_month, one.span),
        len(one.cities),
        f"{whole(low)}–{whole(high)}",  # noqa: RUF001 - a range takes an en dash
        f"{whole(one.middle_low or 0)}–{whole(one.middle_high or 0)}",  # noqa: RUF001 - the same
        f"{100 * low / most:.2f}%",
        f"{100 * (high - low) / most:.2f}%",
    )
