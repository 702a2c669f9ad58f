"""The brief as one self-contained web page: styles and typefaces inside, nothing fetched."""

from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path

from django.template import Context, Engine

from hanse.findings.brief.model import Brief
from hanse.findings.brief.page import Page, as_page

TEMPLATES = Path(__file__).parent / "html"
FONTS = Path(__file__).parents[2] / "shared" / "static" / "shared" / "fonts"
OTHER_LETTERS = "U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E"
FACES = (
    ("Hanse Sans", "hanse-sans-latin", "U+0-FF,U+131,U+152-153,U+2000-22FF"),
    ("Hanse Sans", "hanse-sans-latin-ext", OTHER_LETTERS),
    ("Hanse Serif", "hanse-serif-latin", "U+0-FF,U+131,U+152-153,U+2000-22FF"),
    ("Hanse Serif", "hanse-serif-latin-ext", OTHER_LETTERS),
)
GRID = "".join(
    f'<line class="grid" x1="{at}%" x2="{at}%" y1="0" y2="22"{dashes}/>'
    for at, dashes in ((0, ""), (25, ""), (50, ' stroke-dasharray="3 3"'), (75, ""), (100, ""))
)
COLOURS = 6
MARKS = (
    '<rect x="-5" y="-5" width="10" height="10"/>',
    '<circle r="6"/>',
    '<path d="M0-7 7 0 0 7-7 0Z"/>',
    '<path d="M0-7 7 5-7 5Z"/>',
    '<path d="M0 7 7-5-7-5Z"/>',
    '<circle r="5" fill="none" stroke="currentColor" stroke-width="3"/>',
)  # fmt: skip


def render_html(brief: Brief) -> str:
    """Set the brief as a page that can be opened from a disk, printed and kept."""
    page = as_page(brief)
    page["tlp"] = brief.sharing_label.removeprefix("TLP:").split("+")[0].lower()
    for finding in page["findings"]:
        for row in finding["rows"]:
            row["svg"] = interval_svg(row)
    return (
        _engine()
        .get_template("brief.html")
        .render(Context({"page": page, "style": _style() + _every_page(brief)}))
    )


def interval_svg(row: Page) -> str:
    """Draw one interval in per cent of its width, so that nothing scales on a phone."""
    low, mean, high = (f"{100 * row[name]:.2f}%" for name in ("low", "mean", "high"))
    mark = row["mark"]
    colour = (mark - 1) % COLOURS + 1 if mark else 0
    return (
        f'<svg class="interval mark-{colour}" role="img" aria-label="{escape(row["alt"])}"'
        f' height="22">{GRID}<line x1="{low}" x2="{high}" y1="11" y2="11" stroke="currentColor"'
        f' stroke-width="10" opacity=".35"/><svg x="{mean}" y="11" overflow="visible"'
        f' fill="currentColor">{MARKS[mark % len(MARKS)]}</svg></svg>'
    )


def _every_page(brief: Brief) -> str:
    """Put label and title into the margin of each printed page."""
    marks = [brief.sharing_label, *(["SIMULATED DATA"] if brief.simulated else [])]
    return (
        "@page{font:8pt sans-serif;color:#525c6e;"
        f"@top-right{{content:{_css_string(' · '.join(marks))}}}"
        f"@bottom-left{{content:{_css_string(f'Data version {brief.data_version[:12]}')}}}"
        '@bottom-right{content:"Page " counter(page) " of " counter(pages)}}'
    )


def _css_string(text: str) -> str:
    """Quote a text for a style sheet so that it can end neither the string nor the sheet."""
    safe = (letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return f'"{"".join(safe)}"'


@cache
def _engine() -> Engine:
    """Make a template engine of our own: the command line runs without any settings."""
    return Engine(dirs=[str(TEMPLATES)])


@cache
def _style() -> str:
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:400 700;unicode-range:{letters};'
        "src:url(data:font/woff2;base64,"
        f'{b64encode((FONTS / f"{file}.woff2").read_bytes()).decode()}) format("woff2")}}'
        for family, file, letters in FACES
    )
    return faces + (TEMPLATES / "brief.css").read_text(encoding="utf-8")
