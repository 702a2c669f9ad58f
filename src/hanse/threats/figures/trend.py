"""One trend as a figure: incidents a week, what was expected, and the reporting behind them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from hanse.shared import numbers
from hanse.shared.figures.shapes import plain
from hanse.threats.counts import WEEK

FIELD, STRIP = 100.0, 20.0  # heights of the two drawings, in units of their own
GAP = 0.15  # of a week, between two bars
Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class TrendFigure:
    """One series of weeks; None where nothing is known. `loud` weeks rose beyond chance."""

    title: str
    first_monday: dt.date
    counts: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    loud: tuple[bool, ...]
    reporters: tuple[int, ...]
    channels: tuple[int, ...]
    source: str = ""
    method: str = ""

    @property
    def weeks(self) -> int:
        """How many weeks are drawn."""
        return len(self.counts)


def trend_figure(figure: TrendFigure) -> SafeString:
    """Return the figure with its effort strip, data table, source and method."""
    highest = max([1.0, *(v for v in (*figure.counts, *figure.upper) if v is not None)])
    most = max([1, *figure.reporters])
    context = {
        "figure": figure,
        "box": f"0 0 {figure.weeks} {plain(FIELD)}",
        "strip_box": f"0 0 {figure.weeks} {plain(STRIP)}",
        "bars": _bars(figure.counts, highest, FIELD, lambda week: not figure.loud[week]),
        "loud_bars": _bars(figure.counts, highest, FIELD, lambda week: figure.loud[week]),
        "missing": _missing(figure.counts),
        "band": _band(figure.expected, figure.upper, highest),
        "marks": [_middle(week, figure.weeks) for week, loud in enumerate(figure.loud) if loud],
        "effort": _bars([float(n) for n in figure.reporters], most, STRIP, lambda _week: True),
        "highest": numbers.whole(highest),
        "most": most,
        "ticks": _ticks(figure),
        "in_words": in_words(figure),
        "rows": _rows(figure),
    }
    return render_to_string("threats/figures/trend.html", context)


def in_words(figure: TrendFigure) -> str:
    """Say what the picture shows, for those who hear it."""
    known = [n for n in figure.counts if n is not None]
    said = gettext("%(weeks)s weeks, %(known)s of them known; %(sum)s incidents in all.") % {
        "weeks": figure.weeks,
        "known": len(known),
        "sum": numbers.whole(sum(known)),
    }
    loud = [
        date_format(figure.first_monday + week * WEEK, "DATE_FORMAT")
        for week, one in enumerate(figure.loud)
        if one
    ]
    if not loud:
        return said
    return f"{said} " + gettext("Above chance in the weeks of: %(weeks)s.") % {
        "weeks": ", ".join(loud)
    }


def _bars(values: Values, highest: float, height: float, chosen: Callable[[int], bool]) -> str:
    """Return one path of all bars; a week of zero gets a thin line, so that it is not missing."""
    path = []
    for week, value in enumerate(values):
        if value is None or not chosen(week):
            continue
        tall = max(value / highest * height, 1.0)
        corner = f"M{plain(week + GAP)} {plain(height)}"
        path.append(f"{corner}v{plain(-tall)}h{plain(1 - 2 * GAP)}v{plain(tall)}z")
    return "".join(path)


def _missing(values: Values) -> str:
    """Return the ground of weeks about which nothing is known."""
    gone = [week for week, value in enumerate(values) if value is None]
    return "".join(f"M{week} 0h1v{plain(FIELD)}h-1z" for week in gone)


def _band(expected: Values, upper: Values, highest: float) -> str:
    """Return the range from what was expected to the threshold, stepped by week."""
    path = []
    for week, (low, high) in enumerate(zip(expected, upper, strict=True)):
        if low is None or high is None:
            continue
        top, foot = (FIELD * (1 - min(v / highest, 1.0)) for v in (high, low))
        path.append(f"M{week} {plain(top)}h1v{plain(foot - top)}h-1z")
    return "".join(path)


def _middle(week: int, weeks: int) -> str:
    return f"{plain((week + 0.5) / weeks * 100)}%"


def _ticks(figure: TrendFigure) -> list[str]:
    """Return the Mondays at the start, the middle and the end of the axis."""
    chosen = (0, figure.weeks // 2, max(figure.weeks - 1, 0))
    return [date_format(figure.first_monday + week * WEEK, "SHORT_DATE_FORMAT") for week in chosen]


def _rows(figure: TrendFigure) -> SafeString:
    """Write the rows of the table; a page holds a thousand of them, too many for a template."""
    rows = []
    for week in reversed(range(figure.weeks)):
        cells = (
            _said(figure.counts[week], 0) + (" ▲" if figure.loud[week] else ""),
            _said(figure.expected[week], 1),
            _said(figure.upper[week], 0),
            str(figure.reporters[week]),
            str(figure.channels[week]),
        )
        numbered = "".join(f'<td class="number">{cell}</td>' for cell in cells)
        monday = _day(figure.first_monday + week * WEEK, get_language() or "en")
        rows.append(f'<tr><th scope="row">{monday}</th>{numbered}</tr>')
    return mark_safe("".join(rows))  # noqa: S308 - numbers and dates of our own making


@lru_cache(maxsize=4096)
def _day(monday: dt.date, _language: str) -> str:
    return date_format(monday, "SHORT_DATE_FORMAT")


def _said(value: float | None, places: int) -> str:
    if value is None:
        return "–"  # noqa: RUF001 - the sign for nothing known
    return _number(round(value, places), places, get_language() or "en")


@lru_cache(maxsize=4096)
def _number(value: float, places: int, _language: str) -> str:
    return str(number_format(value, places, use_l10n=True))
