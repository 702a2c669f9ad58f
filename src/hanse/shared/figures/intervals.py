"""Who agrees how much, bloc by bloc, with the interval that holds the true share."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from hanse.shared import numbers
from hanse.shared.figures.shapes import plain, shape

ENOUGH_VOICES = 10
MARK_AREA = 165.0
STRIP_ROW = 14


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One bloc's answer to one statement.

    `mean`, `low`, `high` are shares of agreement in 0..1; they are not read when `enough` is
    False. `bloc` (1 to 6) picks colour and shape.
    """

    name: str
    agree: int
    disagree: int
    passed: int
    mean: float
    low: float
    high: float
    bloc: int = 1
    enough: bool = True

    @property
    def voices(self) -> int:
        """People who took a side."""
        return self.agree + self.disagree


@dataclass(frozen=True, slots=True)
class IntervalFigure:
    """A finding's numbers; `title` says what they show, `method` is the address that explains."""

    title: str
    rows: tuple[IntervalRow, ...]
    source: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where one row is drawn: SVG attributes as text, per cent of the axis from its left end."""

    row: IntervalRow
    start: str
    width: str
    mark: str
    shape: str
    top: int = 0


def percent_of_axis(share: float) -> str:
    """Return a share as a position on the axis."""
    return f"{plain(min(max(share, 0.0), 1.0) * 100)}%"


def place(row: IntervalRow, area: float = MARK_AREA, top: int = 0) -> Bar:
    """Return where a row's interval and mark stand; nowhere without enough voices."""
    if not row.enough:
        return Bar(row=row, start="", width="", mark="", shape="", top=top)
    return Bar(
        row=row,
        start=percent_of_axis(row.low),
        width=percent_of_axis(row.high - row.low),
        mark=percent_of_axis(row.mean),
        shape=shape(row.bloc, 0, 0, area),
        top=top,
    )


def row_in_words(row: IntervalRow) -> str:
    """Return one row as a sentence, for those who hear the figure."""
    voices = ngettext("%(count)s voice", "%(count)s voices", row.voices) % {
        "count": numbers.whole(row.voices)
    }
    if not row.enough:
        return gettext("%(name)s: not enough voices (%(voices)s; ten are needed).") % {
            "name": row.name,
            "voices": voices,
        }
    return gettext("%(name)s: %(share)s agree, between %(span)s, %(voices)s.") % {
        "name": row.name,
        "share": numbers.percent(row.mean),
        "span": numbers.spoken_span(row.low, row.high),
        "voices": voices,
    }


def in_words(rows: tuple[IntervalRow, ...]) -> str:
    """Return all rows as sentences."""
    return " ".join(row_in_words(row) for row in rows)


def interval_figure(figure: IntervalFigure) -> SafeString:
    """Return the figure with its title, its data table, its source and its method."""
    return render_to_string(
        "shared/figures/intervals.html",
        {
            "figure": figure,
            "bars": [place(row) for row in figure.rows],
            "in_words": in_words(figure.rows),
            "needed": ENOUGH_VOICES,
        },
    )


def interval_strip(rows: tuple[IntervalRow, ...]) -> SafeString:
    """Return the bars alone, for a table cell; rows without enough voices are left out."""
    drawn = [row for row in rows if row.enough]
    bars = [place(row, MARK_AREA / 3, index * STRIP_ROW) for index, row in enumerate(drawn)]
    context = {"bars": bars, "height": STRIP_ROW * max(len(bars), 1), "in_words": in_words(rows)}
    return render_to_string("shared/figures/strip.html", context)
