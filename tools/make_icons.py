"""Join the icons Hanse uses into one SVG sprite: `make_icons.py FOLDER_OF_LUCIDE_STATIC`."""

import re
import sys
from pathlib import Path

NAMES = (
    "arrow-down",
    "arrow-right",
    "arrow-up",
    "arrow-up-down",
    "check-check",
    "chevron-left",
    "chevron-right",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-slash",
    "download",
    "file-text",
    "info",
    "menu",
    "moon",
    "printer",
    "scale",
    "search",
    "split",
    "sun",
    "sun-moon",
    "triangle-alert",
    "user",
    "users",
)
TARGET = Path(__file__).parent.parent / "src/hanse/shared/static/shared/icons.svg"
ATTRIBUTES = (
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"'
)


def symbol(name: str, svg: str) -> str:
    """Return one icon file as a symbol of the sprite."""
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if drawing is None:
        raise ValueError(f"{name}: no drawing found")
    shapes = " ".join(drawing[1].split()).replace(" />", "/>").replace("> <", "><")
    return f'<symbol id="{name}" {ATTRIBUTES}>{shapes}</symbol>'


def main() -> None:
    """Write the sprite and keep the licence beside it."""
    package = Path(sys.argv[1])
    symbols = [symbol(name, (package / "icons" / f"{name}.svg").read_text()) for name in NAMES]
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>"]
    TARGET.write_text("\n".join(lines) + "\n")
    (TARGET.parent / "ICONS-LICENSE").write_text((package / "LICENSE").read_text())
    print(f"{TARGET.name}: {len(NAMES)} icons, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
