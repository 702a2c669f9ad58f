"""The cities' pages shut nobody out and work by keyboard."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect
from tests.cities.conftest import SLICE
from tests.journeys.seeing import show, shut_out

from hanse.cities import furnish
from hanse.cities.places import load_places

PAGES = (
    *("/cities/", "/cities/?kind=combined", "/cities/?country=XX", "/cities/oslo/"),
    *("/cities/join/", "/cities/join/?q=athens", "/cities/join/?by-hand"),
)


@pytest.fixture(autouse=True)
def _initiative(transactional_db: None) -> None:  # noqa: ARG001 - asks for its effect
    furnish.enter_initiative()
    load_places([SLICE.encode()])


@pytest.mark.parametrize(("width", "theme"), list(product((360, 1280), ("light", "dark"))))
def test_pages_of_cities_shut_nobody_out(width: int, theme: str, page: Page) -> None:
    show(page, width, theme)
    for address in PAGES:
        page.goto(address)

        assert shut_out(page) == []


def test_a_circle_leads_to_its_city_by_keyboard(page: Page) -> None:
    page.goto("/cities/?country=ZA")

    page.locator(".map-field a").focus()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Cape Town")


def test_an_application_is_sent_without_a_mouse_and_tells_where_it_is(page: Page) -> None:
    page.goto("/cities/join/?q=athens")
    page.get_by_role("link", name="Athens").nth(2).press("Enter")
    for label, value in (("Your name", "Eva"), ("official e-mail", "eva@ohio.example")):
        page.get_by_label(label).fill(value)
    page.get_by_label("Your role").select_option("official")
    page.get_by_role("button", name="Send the application").press("Enter")

    expect(page.locator("main")).to_contain_text("Waiting for your e-mail code")
    assert shut_out(page) == []
