"""The stylesheets keep their promises: readable in both themes, any direction, no dead tokens."""

import gzip
import re
from pathlib import Path

import pytest

import hanse.shared

STATIC = Path(hanse.shared.__file__).parent / "static" / "shared"
SHEETS = {file.name: file.read_text(encoding="utf-8") for file in STATIC.glob("*.css")}
ON_SCREEN = SHEETS["foundation.css"].partition("@media print")[0]
TOKENS = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", ON_SCREEN))
LAYERS = "@layer reset, tokens, base, layout, components, print;"
GROUNDS = ("--paper", "--surface", "--sunk")
WORDS = ("--ink", "--muted", "--link", "--good", "--warn", "--alarm")
BLOCS = tuple(f"--bloc-{number}" for number in range(1, 7))
TLP = ("--tlp-red", "--tlp-amber", "--tlp-green", "--tlp-clear")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|width|height|min-width|max-width|min-height|max-height)\s*:"
    r"|(?:float|clear|text-align)\s*:\s*(?:left|right)"
)
MOST_GZIPPED = 20_000


def colour(token: str, theme: str) -> tuple[float, float, float]:
    """Return a token's red, green and blue, each 0 to 1, in one theme."""
    value = TOKENS[token]
    if pair := re.fullmatch(r"light-dark\((#\w+), (#\w+)\)", value):
        value = pair[1] if theme == "light" else pair[2]
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(rgb: tuple[float, float, float]) -> float:
    """Return relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: str) -> float:
    """Return the contrast ratio of two tokens."""
    dark, light = sorted(luminance(colour(token, theme)) for token in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_the_standard_gives() -> None:
    assert contrast("--tlp-ground", "--tlp-clear", "light") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_are_readable_on_every_ground(theme: str) -> None:
    weak = {
        (words, ground): round(contrast(words, ground, theme), 2)
        for words in (*WORDS, *BLOCS)
        for ground in GROUNDS
        if contrast(words, ground, theme) < 4.5
    }

    assert weak == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_controls_and_the_focus_ring_can_be_seen(theme: str) -> None:
    weak = {
        (edge, ground): round(contrast(edge, ground, theme), 2)
        for edge in ("--edge", "--focus")
        for ground in GROUNDS
        if contrast(edge, ground, theme) < 3
    }

    assert weak == {}


@pytest.mark.parametrize("label", TLP)
def test_sharing_labels_are_readable_on_black(label: str) -> None:
    assert contrast(label, "--tlp-ground", "light") >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_buttons_are_readable(theme: str) -> None:
    assert contrast("--paper", "--ink", theme) >= 7


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_sheets_name_no_physical_side(name: str) -> None:
    assert PHYSICAL.findall(SHEETS[name]) == []


def test_every_token_is_used_and_every_use_is_defined() -> None:
    text = "".join(SHEETS.values())
    used = set(re.findall(r"var\((--[\w-]+)", text))
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))

    assert used == defined


def test_the_layers_are_named_once_and_in_order() -> None:
    assert SHEETS["foundation.css"].count(LAYERS) == 1
    for name, text in SHEETS.items():
        outside = re.sub(r"/\*.*?\*/|@font-face\s*{[^}]*}", "", text, flags=re.DOTALL)
        first = outside.replace(LAYERS, "").strip()
        assert re.match(r"@layer \w+ {", first), name


def test_all_sheets_together_weigh_little() -> None:
    assert sum(len(gzip.compress(text.encode())) for text in SHEETS.values()) < MOST_GZIPPED


def test_the_fonts_hold_the_letters_of_european_names() -> None:
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", SHEETS["foundation.css"])
    covered = {
        code for low, high in ranges for code in range(int(low, 16), int(high or low, 16) + 1)
    }
    names = "Žilina Łódź Malmö Győr Île-de-France Timișoara Þórshöfn İzmir Ħamrun Šiauliai Århus"

    assert {letter for letter in names if ord(letter) not in covered} == set()


def test_all_fonts_together_weigh_less_than_eighty_kilobytes() -> None:
    assert sum(file.stat().st_size for file in STATIC.glob("fonts/*.woff2")) < 80_000
