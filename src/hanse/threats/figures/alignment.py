"""Threat and resources per category on one line, for a page and for a document."""

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.shared.figures.shapes import plain, shape
from hanse.shared.numbers import percent
from hanse.threats.insights.alignment import Line, Picture
from hanse.threats.vocabulary import label_of

AREA = 130.0
WIDTH, ROW, NAMES, RIGHT, FOOT = 720, 30, 230, 20, 50
INK, MUTED, GRID, THREAT, MONEY = "#14213d", "#525c6e", "#ddd8cc", "#b04a12", "#0b6a6a"
BAND = f'fill="{THREAT}" fill-opacity=".3"'


@dataclass(frozen=True, slots=True)
class Bar:
    """One category: where its interval and its two marks stand, in per cent of the axis."""

    name: str
    start: str
    width: str
    threat: str
    money: str
    in_words: str


def shown(picture: Picture) -> list[Line]:
    """Return the categories in which something happened or for which something is done."""
    return [line for line in picture.lines if line.threat or line.resources]


def axis_end(lines: list[Line]) -> float:
    """Return the end of the axis: the next full tenth above everything drawn."""
    highest = max((max(line.resources, line.resources - line.low) for line in lines), default=0.1)
    return min(max(math.ceil(10 * highest) / 10, 0.1), 1.0)


def alignment_figure(picture: Picture, title: str, source: str = "") -> SafeString:
    """Return the figure for a page, with its words for those who do not see it."""
    lines = shown(picture)
    end = axis_end(lines)
    return render_to_string(
        "threats/alignment/figure.html",
        {
            "title": title,
            "source": source,
            "bars": [_bar(line, end) for line in lines],
            "in_words": in_words(lines),
            "circle": shape(1, 0, 0, AREA),
            "diamond": shape(2, 0, 0, AREA),
            "middle": end / 2,
            "end": end,
        },
    )


def in_words(lines: list[Line]) -> str:
    """Return the figure as sentences."""
    return " ".join(_sentence(line) for line in lines)


def alignment_svg(picture: Picture) -> str:
    """Return the figure as one drawing of fixed size, for paper."""
    lines = shown(picture)
    end, height = axis_end(lines), ROW * len(shown(picture)) + FOOT
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
    parts = [f'<svg {box} font-family="Public Sans,sans-serif" font-size="13">']
    for share in (0.0, end / 2, end):
        x = _x(share / end)
        parts.append(f'<line x1="{x}" x2="{x}" y1="0" y2="{height - FOOT}" stroke="{GRID}"/>')
        parts.append(_text(x, height - 32, percent(share), "middle"))
    for place, line in enumerate(lines):
        parts += _drawn(line, end, ROW * place + ROW / 2)
    key = height - 8
    parts += [
        f'<path d="{shape(1, NAMES + 8, key - 4, AREA)}" fill="{THREAT}"/>',
        _text(NAMES + 20, key, _("threat, with 90% interval"), "start"),
        f'<path d="{shape(2, NAMES + 228, key - 4, AREA)}" fill="{MONEY}"/>',
        _text(NAMES + 240, key, _("resources"), "start"),
        "</svg>",
    ]
    return "\n".join(parts)


def _drawn(line: Line, end: float, y: float) -> list[str]:
    low, high = line.resources - line.high, line.resources - line.low
    start, stop = _x(max(low, 0) / end), _x(min(high, end) / end)
    width = plain(float(stop) - float(start))
    return [
        _text(0, y + 4, label_of(line.category), "start", INK),
        f'<rect x="{start}" width="{width}" y="{plain(y - 4)}" height="8" {BAND}/>',
        f'<path d="{shape(2, float(_x(line.resources / end)), y, AREA)}" fill="{MONEY}"/>',
        f'<path d="{shape(1, float(_x(line.threat / end)), y, AREA)}" fill="{THREAT}"/>',
    ]


def _x(share: float) -> str:
    return plain(NAMES + (WIDTH - NAMES - RIGHT) * share)


def _text(x: float | str, y: float, words: str, anchor: str, fill: str = MUTED) -> str:
    place = f'x="{x}" y="{plain(y)}" text-anchor="{anchor}" fill="{fill}"'
    return f"<text {place}>{escape(words)}</text>"


def _bar(line: Line, end: float) -> Bar:
    low, high = max(line.resources - line.high, 0), min(line.resources - line.low, end)
    return Bar(
        name=label_of(line.category),
        start=_at(low / end),
        width=_at((high - low) / end),
        threat=_at(line.threat / end),
        money=_at(line.resources / end),
        in_words=_sentence(line),
    )


def _at(share: float) -> str:
    return f"{plain(100 * min(max(share, 0.0), 1.0))}%"


def _sentence(line: Line) -> str:
    return _("%(name)s: %(threat)s of the threat, %(money)s of resources.") % {
        "name": label_of(line.category),
        "threat": percent(line.threat),
        "money": percent(line.resources),
    }
