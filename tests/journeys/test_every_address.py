"""Every address, as those see it who see most of it and as strangers do, in a real browser."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route
from tests.access.house import House, addresses
from tests.access.standing import Standing
from tests.access.visiting import Answer, visit
from tests.journeys.seeing import show, shut_out

READERS = ("city steward", "secretariat", "member", "network steward", "national observer")
# the others give nothing to look at: the matrix holds that they answer no reading at all
READABLE = sorted(name for name, told in addresses().items() if "GET" in told.methods)
LOOK = """() => ({
    headings: document.querySelectorAll("h1").length,
    title: document.title.trim() !== "",
    language: document.documentElement.lang !== "",
    skip: !!document.querySelector("body > a.skip[href='#main']"),
    target: !!document.querySelector("main#main"),
})"""
WELL = {"headings": 1, "title": True, "language": True, "skip": True, "target": True}
PRINTED = """() => [...document.querySelectorAll("nav, header.bar, footer nav")]
    .filter(part => part.offsetParent !== null).length"""


@pytest.fixture(scope="session")
def base_url() -> str:
    """Name a server that is not needed: the pages are fetched first, and given to the browser."""
    return "http://localhost"


@pytest.fixture(scope="module")
def house(browser: Browser, django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """Store the house once the browser runs: beside it Django has a connection of its own."""
    from django.db import connection

    del browser, django_db_setup
    standing = Standing()
    yield standing.house(django_db_blocker)
    standing.take_down()
    with django_db_blocker.unblock():
        connection.close()  # left open, it would keep the test database from being dropped


@pytest.mark.parametrize("name", READABLE)
def test_an_address_shuts_nobody_out(name: str, house: House, page: Page, base_url: str) -> None:
    for answer in pages_at(house, name):
        serve(page, answer)
        show(page, 360, "dark")
        page.goto(base_url + answer.path)
        for width, theme in ((360, "dark"), (1280, "light")):
            show(page, width, theme)  # no script of ours asks for the size or the scheme

            assert shut_out(page) == [], width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(LOOK) == WELL
        page.emulate_media(media="print")
        assert page.evaluate(PRINTED) == 0
        page.emulate_media(media="screen")
        page.unroute_all()


def pages_at(house: House, name: str) -> Iterator[Answer]:
    """Yield the page of an address as one of the cast sees it first, and as strangers do."""
    told = addresses()[name]
    query = f"?{told.query}" if told.query else ""
    for readers in (READERS, ("public",)):
        ways = ((reader, case) for reader in readers for case in house.cases[name].values())
        for reader, case in ways:
            path = reverse(name, kwargs=case.named) + query
            answer = visit(house, reader, "GET", path)
            if answer.status == 200:
                if is_page(answer):
                    yield answer
                break  # who was given a file is given no page


def is_page(answer: Answer) -> bool:
    """Tell whether an answer is a page to look at."""
    return "text/html" in answer.headers.get("Content-Type", "")


def serve(page: Page, answer: Answer) -> None:
    """Let the browser find the answer at its address, and our own files at theirs."""

    def give(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path)[0] or "font/woff2"
            route.fulfill(body=Path(str(found)).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=answer.status, body=answer.body, headers=dict(answer.headers))

    page.route("**/*", give)
