"""Cut the two families down to the letters and weights Hanse uses.

`make_fonts.py FOLDER_OF_PUBLIC_SANS FOLDER_OF_SOURCE_SERIF_4`, each an unpacked
@fontsource-variable package. The licence lets changed versions go on under another name, so the
cut files call themselves Hanse Sans and Hanse Serif.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parent.parent / "src/hanse/shared/static/shared/fonts"
LIGHTEST, HEAVIEST = 400, 700
# Latin Extended-A, the comma letters of Romanian, and the capital sharp s
EUROPE = [*range(0x100, 0x180), *range(0x218, 0x21C), 0x1E9E]
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum", "calt"]
NAMES_OF_THE_FAMILY = (1, 3, 4, 6, 16, 25)


def cut(source: Path, name: str, target: Path, letters: list[int] | None) -> None:
    """Write one smaller font; `letters` None keeps all of them."""
    lighter = BytesIO()
    weights = {"wght": (LIGHTEST, 400, HEAVIEST)}
    instantiateVariableFont(TTFont(source), weights).save(lighter)
    font = TTFont(lighter)
    options = Options(layout_features=FEATURES, flavor="woff2", hinting=False)
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters or list(font.getBestCmap()))
    subsetter.subset(font)
    for record in list(font["name"].names):
        if record.nameID in NAMES_OF_THE_FAMILY:
            font["name"].setName(name, record.nameID, *record_place(record))
    font.flavor = "woff2"
    font.save(target)
    print(f"{target.name}: {source.stat().st_size} -> {target.stat().st_size} bytes")


def record_place(record: object) -> tuple[int, int, int]:
    """Return platform, encoding and language of a name record."""
    return record.platformID, record.platEncID, record.langID  # type: ignore[attr-defined] # untyped library


def main() -> None:
    """Cut both families, each into its western letters and the other European ones."""
    for folder, family in zip(sys.argv[1:3], ("Sans", "Serif"), strict=True):
        (latin,) = Path(folder, "files").glob("*-latin-wght-normal.woff2")
        (more,) = Path(folder, "files").glob("*-latin-ext-wght-normal.woff2")
        stem = f"hanse-{family.lower()}"
        cut(latin, f"Hanse {family}", TARGET / f"{stem}-latin.woff2", None)
        cut(more, f"Hanse {family}", TARGET / f"{stem}-latin-ext.woff2", EUROPE)


if __name__ == "__main__":
    main()
