"""A visitor opens the front page and can go on from there."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("width", [360, 1280])
def test_the_front_page_opens_and_fits(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/")

    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
