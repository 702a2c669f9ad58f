"""Cut the typefaces of printed briefs: `make_brief_fonts.py PUBLIC_SANS SOURCE_SERIF`.

The arguments are the unpacked npm packages @fontsource-variable/public-sans and
@fontsource-variable/source-serif-4. Typst reads TrueType with one weight per file, so each face is
pinned to its weight and its Latin and Latin Extended parts are joined. The licence of Source Serif
reserves the name "Source" for unmodified files, so what is cut here is called Hanse Serif.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FACES = (
    ("public-sans", "normal", "Public Sans", 400),
    ("public-sans", "normal", "Public Sans", 600),
    ("public-sans", "normal", "Public Sans", 700),
    ("source-serif-4", "normal", "Hanse Serif", 400),
    ("source-serif-4", "italic", "Hanse Serif", 400),
    ("source-serif-4", "normal", "Hanse Serif", 600),
)
PARTS = ("latin", "latin-ext")
NAMES = {400: "Regular", 600: "SemiBold", 700: "Bold"}
ITALIC_BIT, REGULAR_BIT = 1 << 0, 1 << 6
TARGET = Path(__file__).parent.parent / "src/hanse/shared/fonts"
EPOCH = 3_800_000_000  # a fixed moment, so that the same input gives the same bytes


def cut(package: Path, stem: str, style: str, weight: int) -> TTFont:
    """Pin the weight of each part and join the parts."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for part in PARTS:
            font = TTFont(package / "files" / f"{stem}-{part}-wght-{style}.woff2")
            font = instantiateVariableFont(font, {"wght": weight}, inplace=True)
            font.flavor = None
            files.append(str(Path(folder) / f"{part}.ttf"))
            font.save(files[-1])
        return Merger().merge(files)


def rename(font: TTFont, family: str, weight: int, style: str) -> str:
    """Give the face its own names and return the PostScript one."""
    italic = style == "italic"
    sub = NAMES[weight] if not italic else "Italic"
    name = f"{family.replace(' ', '')}-{sub}"
    table = font["name"]
    copyright_notice = table.getDebugName(0) or ""
    licence = table.getDebugName(13) or ""
    table.names = []
    texts = {0: copyright_notice, 1: f"{family} {sub}", 2: "Regular", 3: name, 4: f"{family} {sub}"}
    texts |= {5: "Version 1.000", 6: name, 13: licence, 16: family, 17: sub}
    for identifier, text in texts.items():
        if text:
            table.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = ITALIC_BIT if italic else REGULAR_BIT
    font["head"].macStyle = 2 if italic else 0
    font["head"].created = font["head"].modified = EPOCH
    font.recalcTimestamp = False
    return name


def main() -> None:
    """Write every face, with the licences beside them."""
    packages = dict(zip(("public-sans", "source-serif-4"), map(Path, sys.argv[1:3]), strict=True))
    TARGET.mkdir(parents=True, exist_ok=True)
    for stem, style, family, weight in FACES:
        font = cut(packages[stem], stem, style, weight)
        name = rename(font, family, weight, style)
        font.save(TARGET / f"{name}.ttf")
        print(f"{name}.ttf: {(TARGET / f'{name}.ttf').stat().st_size} bytes")
    for stem, licence in (("public-sans", "PUBLIC-SANS"), ("source-serif-4", "SOURCE-SERIF")):
        (TARGET / f"{licence}-LICENSE").write_text((packages[stem] / "LICENSE").read_text())


if __name__ == "__main__":
    main()
