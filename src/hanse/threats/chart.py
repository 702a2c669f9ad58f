"""One series as a picture: counts, what was expected, the threshold, and the alarms."""

import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

import typst

from hanse.shared.files import write_files
from hanse.threats.counts import Counts, MonthlyCounts
from hanse.threats.insights import Judgement

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 64, 34
WEEKS_SHOWN = 156
INK, MUTED, LINE, ALARM = "#14213d", "#525c6e", "#ddd8cc", "#a8201a"
BOX = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
TYPE = 'font-family="Public Sans,sans-serif" font-size="13"'
FONTS = Path(__file__).resolve().parents[1] / "shared" / "fonts"
Point = tuple[int, float]


def write_charts(folder: Path, counts: Counts, judgement: Judgement) -> None:
    """Write an SVG and a PNG per series, all of them or none."""
    made: dict[str, bytes] = {}
    for row, name in enumerate(counts.names):
        svg = draw(counts, judgement, row).encode()
        stem = _file_name(name, row)
        made[f"{stem}.svg"], made[f"{stem}.png"] = svg, _as_png(svg)
    write_files(folder, made)


def draw(counts: Counts, judgement: Judgement, row: int) -> str:
    """Return one series over its newest three years as an SVG whose title states the finding."""
    first = max(counts.periods - WEEKS_SHOWN, 0)
    observed = _points(counts.counts[row], first)
    upper = _points(judgement.upper[row].tolist(), first)
    expected = _points(judgement.expected[row].tolist(), first)
    highest = max([y for line in (observed, upper) for _, y in line], default=1.0) or 1.0
    scale = _Scale(first, counts.periods, highest)
    loud = [(w, y) for w, y in observed if judgement.alarm[row, w] or judgement.sustained[row, w]]
    title = _finding(counts, judgement, row)
    spoken = escape(title, {'"': "&quot;"})
    dots = [
        f'<circle cx="{scale.x(w)}" cy="{scale.y(y)}" r="4.5" fill="{ALARM}"/>' for w, y in loud
    ]
    parts = [
        f'<svg {BOX} role="img" aria-label="{spoken}" {TYPE}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(0, 18, escape(counts.names[row]), f'fill="{MUTED}"'),
        _text(0, 40, escape(title), f'fill="{INK}" font-weight="600" font-size="17"'),
        *_axis(counts, scale, highest),
        _line(scale, expected, f'stroke="{MUTED}" stroke-width="1"'),
        _line(scale, upper, f'stroke="{ALARM}" stroke-width="1" stroke-dasharray="5 4"'),
        _line(scale, observed, f'stroke="{INK}" stroke-width="1.8"'),
        *dots,
        _legend(),
        "</svg>\n",
    ]
    return "\n".join(parts)


class _Scale:
    def __init__(self, first: int, stop: int, highest: float) -> None:
        self.first, self.weeks, self.highest = first, max(stop - first - 1, 1), highest

    def x(self, week: int) -> str:
        return f"{LEFT + (WIDTH - LEFT - RIGHT) * (week - self.first) / self.weeks:.1f}"

    def y(self, count: float) -> str:
        return f"{HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * count / self.highest:.1f}"


def _finding(counts: Counts, judgement: Judgement, row: int) -> str:
    """Say what the newest week or month shows."""
    value, expected = counts.counts[row][-1], float(judgement.expected[row, -1])
    unit = "month" if isinstance(counts, MonthlyCounts) else "week"
    if value is None:
        return f"No report in the newest {unit}"
    if not judgement.rung[row, -1]:
        return f"{value:.0f} in the newest {unit}; too little history for a warning"
    verdict = "above" if judgement.alarm[row, -1] else "within"
    return f"{value:.0f} in the newest {unit}, {expected:.1f} expected: {verdict} chance"


def _points(values: "tuple[float | None, ...] | list[float]", first: int) -> list[Point]:
    # a number is not equal to itself exactly when it is NaN
    return [
        (w, float(y))
        for w, y in enumerate(values)
        if w >= first and y is not None and y == y  # noqa: PLR0124 - see above
    ]


def _line(scale: _Scale, points: list[Point], style: str) -> str:
    """Draw a path that breaks where weeks are missing."""
    parts, before = [], None
    for week, count in points:
        joined = before is not None and week == before + 1
        parts.append(f"{'L' if joined else 'M'}{scale.x(week)} {scale.y(count)}")
        before = week
    return f'<path d="{"".join(parts)}" fill="none" stroke-linejoin="round" {style}/>'


def _axis(counts: Counts, scale: _Scale, highest: float) -> list[str]:
    lines = []
    for count in sorted({0, round(highest / 2), round(highest)}):
        y = scale.y(count)
        lines.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="{LINE}"/>')
        lines.append(_text(LEFT - 8, float(y) + 4, str(count), f'fill="{MUTED}" text-anchor="end"'))
    for week in (scale.first, counts.periods - 1):
        anchor = "start" if week == scale.first else "end"
        label = f"{counts.begin(week):%Y-%m-%d}"
        lines.append(
            _text(
                float(scale.x(week)), HEIGHT - 12, label, f'fill="{MUTED}" text-anchor="{anchor}"'
            )
        )
    return lines


def _legend() -> str:
    middle = (LEFT + WIDTH - RIGHT) / 2
    words = "solid: reported · thin: expected · dashed: threshold · dot: alarm"
    return _text(middle, HEIGHT - 12, words, f'fill="{MUTED}" text-anchor="middle"')


def _text(x: float, y: float, words: str, style: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" {style}>{words}</text>'


def _file_name(name: str, row: int) -> str:
    """Name a file after its series, with a number so that no two series share one."""
    return f"{row + 1:03d}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:60] or 'series'}"


def _as_png(svg: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "chart.svg").write_bytes(svg)
        (place / "chart.typ").write_text(
            f"#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)\n"
            f'#image("chart.svg", width: {WIDTH}pt)\n',
            encoding="utf-8",
        )
        made = typst.compile(place / "chart.typ", font_paths=[FONTS], format="png", ppi=144.0)
    return made if isinstance(made, bytes) else bytes(made[0])
