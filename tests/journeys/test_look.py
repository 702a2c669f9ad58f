"""The house style holds in a real browser: readable, narrow enough, and right in both themes."""

from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.seeing import show, shut_out

PAGES = ("/style/", "/", "/about/", "/accessibility/")


@pytest.mark.parametrize(
    ("address", "width", "theme"), list(product(PAGES, (360, 1280), ("light", "dark")))
)
def test_pages_shut_nobody_out(address: str, width: int, theme: str, page: Page) -> None:
    show(page, width, theme)
    page.goto(address)

    assert shut_out(page) == []


def test_the_header_is_one_line_on_every_screen_and_its_menu_opens(page: Page) -> None:
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/about/")

        assert page.evaluate("document.querySelector('.bar').offsetHeight") < 64
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        menu = page.get_by_role("navigation", name="Main")
        if width < 1200:
            expect(menu).to_have_count(0)
            page.locator(".menu-fold summary").click()
        expect(menu.get_by_role("link", name="Findings")).to_be_visible()


def test_no_letters_in_figures_are_small_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto("/style/")

    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.figure *')]
            .filter(part => [...part.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .map(part => parseFloat(getComputedStyle(part).fontSize))"""
    )

    assert min(sizes) >= 13
    assert page.locator(".figure svg text").count() == 0


def test_marks_stand_on_the_axis_at_every_width(page: Page) -> None:
    for width in (320, 360, 768, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/style/")
        axis = page.locator("svg.track").first.bounding_box()
        mark = page.locator("svg.track .mark").first.bounding_box()

        assert axis
        assert mark
        middle = mark["x"] + mark["width"] / 2
        assert (middle - axis["x"]) / axis["width"] == pytest.approx(0.91, abs=0.01)


def test_the_theme_can_be_chosen_and_is_remembered(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/about/")
    choose = page.locator("theme-switch button")

    choose.click()
    choose.click()
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(choose).to_have_accessible_name("Colours: dark. Change")


def test_the_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/about/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_everything_reads_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/style/")

    page.locator(".figure-data summary").first.click()

    expect(page.locator(".figure-data table").first).to_be_visible()
    context.close()


def test_the_whole_page_weighs_little(page: Page) -> None:
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto("/style/")
    page.wait_for_load_state("networkidle")

    assert len(sizes) <= 14
    assert sum(sizes) < 230_000  # before compression; fonts arrive compressed already
