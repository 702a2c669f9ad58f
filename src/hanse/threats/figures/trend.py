"""One trend as a figure: incidents by week or month, what was expected, and the reporting."""

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

FIELD, STRIP = 100.0, 20.0  # heights of the two drawings, in units of their own
GAP = 0.15  # of a week, between two bars
LONG_MONTH, SHORT_MONTH = "F Y", "M Y"
Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class TrendFigure:
    """One series of weeks, or of months; None where nothing is known. `loud` ones rose."""

    title: str
    begins: tuple[dt.date, ...]
    by_month: bool
    counts: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    loud: tuple[bool, ...]
    reporters: tuple[int, ...]
    files: tuple[int, ...]
    channels: tuple[int, ...]
    source: str = ""
    method: str = ""

    @property
    def weeks(self) -> int:
        """How many weeks, or months, are drawn."""
        return len(self.counts)


def trend_figure(figure: TrendFigure) -> SafeString:
    """Return the figure with its effort strip, data table, source and method."""
    highest = max([1.0, *(v for v in (*figure.counts, *figure.upper) if v is not None)])
    effort = [
        float(people + files) for people, files in zip(figure.reporters, figure.files, strict=True)
    ]
    most = int(max([1.0, *effort]))
    context = {
        "figure": figure,
        "box": f"0 0 {figure.weeks} {plain(FIELD)}",
        "strip_box": f"0 0 {figure.weeks} {plain(STRIP)}",
        "bars": _bars(figure.counts, highest, FIELD, lambda week: not figure.loud[week]),
        "loud_bars": _bars(figure.counts, highest, FIELD, lambda week: figure.loud[week]),
        "missing": _missing(figure.counts),
        "band": _band(figure.expected, figure.upper, highest),
        "marks": [_middle(week, figure.weeks) for week, loud in enumerate(figure.loud) if loud],
        "effort": _bars(effort, most, STRIP, lambda _week: True),
        "highest": numbers.whole(highest),
        "most": most,
        "files": any(figure.files),
        "ticks": _ticks(figure),
        "in_words": in_words(figure),
        "rows": _rows(figure),
    }
    return render_to_string("threats/figures/trend.html", context)


def in_words(figure: TrendFigure) -> str:
    """Say what the picture shows, for those who hear it."""
    known = [n for n in figure.counts if n is not None]
    spans = {"weeks": figure.weeks, "known": len(known), "sum": numbers.whole(sum(known))}
    loud = [begin for begin, one in zip(figure.begins, figure.loud, strict=True) if one]
    form = LONG_MONTH if figure.by_month else "DATE_FORMAT"
    named = {"weeks": ", ".join(date_format(begin, form) for begin in loud)}
    if figure.by_month:
        said = gettext("%(weeks)s months, %(known)s of them known; %(sum)s incidents in all.")
        rose = gettext("Above chance in: %(weeks)s.")
    else:
        said = gettext("%(weeks)s weeks, %(known)s of them known; %(sum)s incidents in all.")
        rose = gettext("Above chance in the weeks of: %(weeks)s.")
    return " ".join([said % spans, *([rose % named] if loud else [])])


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
    """Return the first days at the start, the middle and the end of the axis."""
    chosen = (0, figure.weeks // 2, max(figure.weeks - 1, 0))
    return [_day(figure.begins[n], figure.by_month, get_language() or "en") for n in chosen]


def _rows(figure: TrendFigure) -> SafeString:
    """Write the rows of the table; a page holds a thousand of them, too many for a template."""
    rows = []
    for week in reversed(range(figure.weeks)):
        cells = (
            _said(figure.counts[week], 0) + (" ▲" if figure.loud[week] else ""),
            _said(figure.expected[week], 1),
            _said(figure.upper[week], 0),
            str(figure.reporters[week]),
            str(figure.files[week]),
            str(figure.channels[week]),
        )
        numbered = "".join(f'<td class="number">{cell}</td>' for cell in cells)
        begin = _day(figure.begins[week], figure.by_month, get_language() or "en")
        rows.append(f'<tr><th scope="row">{begin}</th>{numbered}</tr>')
    return mark_safe("".join(rows))  # noqa: S308 - numbers and dates of our own making


@lru_cache(maxsize=4096)
def _day(begin: dt.date, by_month: bool, _language: str) -> str:  # noqa: FBT001 - kept by it
    return date_format(begin, SHORT_MONTH if by_month else "SHORT_DATE_FORMAT")


def _said(value: float | None, places: int) -> str:
    if value is None:
        return "–"  # noqa: RUF001 - the sign for nothing known
    return _number(round(value, places), places, get_language() or "en")


@lru_cache(maxsize=4096)
def _number(value: float, places: int, _language: str) -> str:
    return str(number_format(value, places, use_l10n=True))
