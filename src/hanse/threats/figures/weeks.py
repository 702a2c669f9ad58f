"""Counts by week, month or day with expectation and threshold, for a page and for paper."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.shared.figures.shapes import plain
from hanse.shared.numbers import whole
from hanse.threats.figures.trend import LONG_MONTH

WIDTH, HEIGHT = 720.0, 200.0
LEFT, FOOT, TOP = 34.0, 44.0, 8.0
INK, MUTED, GRID, ALARM = "#14213d", "#525c6e", "#ddd8cc", "#a8201a"
Numbers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class WeeksFigure:
    """One series; all parts have one entry per week, month or day, None where nothing is known.

    `begins` are their first days, `marked` those of alarms. Of days each entry is the sum of the
    seven that end with it.
    """

    title: str
    begins: tuple[dt.date, ...]
    observed: Numbers
    expected: Numbers
    threshold: Numbers
    marked: tuple[bool, ...]
    source: str = ""
    of: Literal["week", "month", "day"] = "week"

    @property
    def highest(self) -> float:
        """Return the end of the axis of counts."""
        known = [y for line in (self.observed, self.threshold) for y in line if y is not None]
        return max([*known, 1.0])

    def named(self, place: int) -> str:
        """Return the day, or the month, by which an entry is called."""
        return date_format(self.begins[place], LONG_MONTH if self.of == "month" else "DATE_FORMAT")


def weeks_figure(figure: WeeksFigure) -> SafeString:
    """Return the figure for a page, with its numbers as a table."""
    rows = [
        (figure.named(w), figure.observed[w], figure.expected[w], figure.threshold[w], loud)
        for w, loud in enumerate(figure.marked)
    ]
    return render_to_string(
        "threats/alarms/weeks.html",
        {
            "figure": figure,
            "lines": _lines(figure, 100.0, 100.0, 0.0, 0.0),
            "marks": _marks(figure, 100.0, 100.0, 0.0, 0.0),
            "highest": whole(figure.highest),
            "ends": (figure.named(0), figure.named(-1)),
            "unit": _unit(figure),
            "rows": rows[::-1],
            "in_words": in_words(figure),
        },
    )


def in_words(figure: WeeksFigure) -> str:
    """Say what the newest week, month or day shows."""
    observed, expected = figure.observed[-1], figure.expected[-1]
    unknown, alone, beside = _sentences()[figure.of]
    if observed is None:
        return unknown
    said = {"observed": whole(observed), "expected": f"{expected or 0:.1f}"}
    return (alone if expected is None else beside) % said


def _sentences() -> dict[str, tuple[str, str, str]]:
    """Return what is said of the newest: nothing known, too little before it, or both."""
    return {
        "week": (
            _("Nothing is known of the newest week."),
            _("%(observed)s in the newest week; too little history to expect a number."),
            _("%(observed)s in the newest week, about %(expected)s expected."),
        ),
        "month": (
            _("Nothing is known of the newest month."),
            _("%(observed)s in the newest month; too little history to expect a number."),
            _("%(observed)s in the newest month, about %(expected)s expected."),
        ),
        "day": (
            _("Nothing is known of the newest days."),
            _("%(observed)s in the newest seven days; too little is known to expect a number."),
            _("%(observed)s in the newest seven days, about %(expected)s expected."),
        ),
    }


def _unit(figure: WeeksFigure) -> str:
    """Return what stands above the column of times."""
    return {"week": _("Week from"), "month": _("Month"), "day": _("Seven days to")}[figure.of]


def weeks_svg(figure: WeeksFigure) -> str:
    """Return the figure as one drawing of fixed size, for paper."""
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {plain(WIDTH)} {plain(HEIGHT)}"'
    wide, high = WIDTH - LEFT - 8, HEIGHT - FOOT - TOP
    lines = _lines(figure, wide, high, LEFT, TOP)
    styles = {
        "expected": f'stroke="{MUTED}" stroke-width="1"',
        "threshold": f'stroke="{ALARM}" stroke-width="1" stroke-dasharray="5 4"',
        "observed": f'stroke="{INK}" stroke-width="1.8"',
    }
    floor = plain(HEIGHT - FOOT)
    first, last = figure.named(0), figure.named(-1)
    parts = [
        f'<svg {box} font-family="Public Sans,sans-serif" font-size="13" fill="{MUTED}">',
        f'<line x1="{LEFT}" x2="{WIDTH}" y1="{floor}" y2="{floor}" stroke="{GRID}"/>',
        f'<text x="{LEFT - 6}" y="{TOP + 8}" text-anchor="end">{whole(figure.highest)}</text>',
        f'<text x="{LEFT - 6}" y="{floor}" text-anchor="end">0</text>',
        *(f'<path d="{path}" fill="none" {styles[name]}/>' for name, path in lines),
        *(f'<circle cx="{x}" cy="{y}" r="4" fill="{ALARM}"/>' for x, y in _marks(
            figure, wide, high, LEFT, TOP)),
        f'<text x="{LEFT}" y="{HEIGHT - 24}">{escape(first)}</text>',
        f'<text x="{WIDTH - 8}" y="{HEIGHT - 24}" text-anchor="end">{escape(last)}</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 6}">{escape(legend())}</text>',
        "</svg>",
    ]  # fmt: skip
    return "\n".join(parts)


def legend() -> str:
    """Say what the lines are."""
    return _("thick: reported · thin: expected · dashed: threshold · dot: alarm")


def _lines(
    figure: WeeksFigure, wide: float, high: float, left: float, top: float
) -> list[tuple[str, str]]:
    found = []
    for name, values in (
        ("expected", figure.expected),
        ("threshold", figure.threshold),
        ("observed", figure.observed),
    ):
        parts, before = [], None
        for week, value in enumerate(values):
            if value is None:
                continue
            x, y = _place(figure, week, value, (wide, high))
            pen = "L" if before == week - 1 else "M"
            parts.append(f"{pen}{plain(left + x)} {plain(top + y)}")
            before = week
        found.append((name, "".join(parts)))
    return found


def _marks(
    figure: WeeksFigure, wide: float, high: float, left: float, top: float
) -> list[tuple[str, str]]:
    places = [
        _place(figure, week, figure.observed[week] or 0.0, (wide, high))
        for week, loud in enumerate(figure.marked)
        if loud and figure.observed[week] is not None
    ]
    return [(plain(left + x), plain(top + y)) for x, y in places]


def _place(
    figure: WeeksFigure, week: int, value: float, size: tuple[float, float]
) -> tuple[float, float]:
    share = min(value / figure.highest, 1.0)
    return size[0] * week / max(len(figure.observed) - 1, 1), size[1] * (1 - share)
