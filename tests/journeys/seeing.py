"""What a page does to those who look at it or listen to it, on any screen."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# every rule is still run; only what passed is not copied out of the browser, which took longer
LOOKED_FOR = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LOOK = """async looked_for => (await axe.run(looked_for)).violations
    .map(rule => [rule.id, rule.nodes.map(node => node.html)])"""


def show(page: Page, width: int, theme: Any = "light") -> None:
    """Give the browser a screen of this width, in light or dark, where nothing moves."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")


def shut_out(page: Page) -> list[tuple[str, str, list[str]]]:
    """Return what on the page at hand would shut somebody out, or runs off their screen."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    broken = [(page.url, rule, parts) for rule, parts in page.evaluate(LOOK, LOOKED_FOR)]
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*broken, *([(page.url, "wider than the screen", [])] if wide else [])]
