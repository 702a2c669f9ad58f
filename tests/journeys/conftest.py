"""The browser of the journeys: one that is there, watched for what no page may do."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Request, expect
from tools import browser

SHARES = 4  # of the look at every address, which is too much for one worker

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's event loop lives in this thread
expect.set_options(timeout=60_000)  # how long it takes says more of the machine than of a page


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey, so that a run without a browser can leave them out."""
    for item in items:
        if "/tests/journeys/" in item.path.as_posix():
            item.add_marker("journey")
        if item.path.name == "test_every_address.py":
            share = crc32(item.name.encode()) % SHARES
            item.add_marker(pytest.mark.xdist_group(f"every address {share}"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine; without its sandbox, which root cannot have."""
    path = browser.find()
    assert path, "no Chromium here: `make journeys` finds or installs one"
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox"]}


@pytest.fixture
def context(context: BrowserContext) -> Iterator[BrowserContext]:
    """Fail a journey whose pages break their own rules or talk to anyone but us."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def see(request: Request) -> None:
        if urlsplit(request.url).hostname not in {"localhost", "127.0.0.1", None}:
            complaints.append(f"asked {request.url}")

    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("request", see)
    yield context
    assert complaints == []


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Let addresses in journeys start with a slash."""
    return str(live_server.url)
