"""Takes the pictures of the README and the guide from a running demonstration.

Start `hanse demo --port 8000`, then run `python tools/make_pictures.py http://127.0.0.1:8000`.
Colours are cut to a palette, so that a picture weighs some tens of kilobytes.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from tools import browser

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
COLOURS = 96


@dataclass(frozen=True)
class Picture:
    """One page as somebody sees it, from its top or from a part of it down."""

    name: str
    path: str
    height: int
    part: str = ""
    person: str = ""
    width: int = 1280


DIALOGUE = "/dialogues/prevention-2026/"
PICTURES = (
    Picture("edition", "/findings/2026/", 1150),
    Picture("finding", "/findings/2026/3/", 1000),
    Picture("dialogue-result", DIALOGUE, 900),
    Picture("opinion-map", f"{DIALOGUE}?map=role", 820, part="figure:has(.map)"),
    Picture("statements", f"{DIALOGUE}statements/?by=role&label=split&order=-divide", 900),
    Picture("desk", "/desk/", 900, person="adviser"),
    Picture("threats", "/threats/", 900, person="adviser"),
    Picture("alignment", "/threats/alignment/bratislava/", 900, person="adviser"),
    Picture("event", "/events/simulated-workshop/", 900, person="practitioner"),
)


def take(chromium: Browser, address: str, picture: Picture) -> bytes:
    """Return a picture as PNG."""
    size = {"width": picture.width, "height": picture.height}
    page = chromium.new_page(viewport=size, color_scheme="light")  # type: ignore[arg-type] # a size
    if picture.person:
        page.goto(f"{address}/demo/sign-in/")
        page.locator(f"form:has([value='{picture.person}']) button").click()
    page.goto(f"{address}{picture.path}")
    top = 0.0
    if picture.part and (box := page.locator(picture.part).first.bounding_box()):
        top = max(box["y"] - 24, 0)
    clip = {"x": 0, "y": top, **size}
    taken = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type] # a clip
    page.close()
    return taken


def main(address: str) -> int:
    """Take every picture, and say how much each weighs."""
    with sync_playwright() as player:
        chromium = player.chromium.launch(
            executable_path=browser.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in PICTURES:
            path = FOLDER / f"{picture.name}.png"
            drawn = Image.open(io.BytesIO(take(chromium, address, picture))).convert("RGB")
            drawn.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                path, optimize=True
            )
            print(f"{path.name}: {path.stat().st_size // 1024} kB")
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
