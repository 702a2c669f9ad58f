"""What a page does to those who look at it or listen to it, on any screen."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def show(page: Page, width: int, theme: Any = "light") -> None:
    """Give the browser a screen of this width, in light or dark, where nothing moves."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")


def shut_out(page: Page) -> list[tuple[str, str, list[str]]]:
    """Return what on the page at hand would shut somebody out, or runs off their screen."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    broken = [(page.url, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*broken, *([(page.url, "wider than the screen", [])] if wide else [])]
