"""A visitor walks through the events: everybody can read them, and the filters lead on."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.seeing import show, shut_out

PAGES = ("/events/", "/events/2023-newyork-summit/", "/events/2022-denver/", "/events/?year=2022")


@pytest.fixture(autouse=True)
def furnished(transactional_db: Any) -> None:
    from hanse.events.furnish import furnish

    del transactional_db
    furnish()


@pytest.mark.parametrize(
    ("address", "width", "theme"), list(product(PAGES, (360, 1280), ("light", "dark")))
)
def test_the_rooms_of_events_shut_nobody_out(
    address: str, width: int, theme: Any, page: Page
) -> None:
    show(page, width, theme)
    page.goto(address)

    assert shut_out(page) == []


def test_a_visitor_finds_an_event_and_sees_where_sources_differ(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Events").click()
    page.get_by_label("Year").select_option("2023")
    page.get_by_label("Country").select_option("US")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text("2 events")

    page.get_by_role("link", name="Fourth Global Summit").click()

    table = page.get_by_role("table", name="Counts as the sources give them")
    expect(table.get_by_text("Sources differ")).to_have_count(2)
    expect(table.get_by_role("row", name="exactly 45")).to_be_visible()
    expect(table.get_by_role("row", name="exactly 50")).to_be_visible()
    expect(page.get_by_role("heading", name="What is not known")).to_be_visible()
