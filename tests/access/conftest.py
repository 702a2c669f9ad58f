"""The house behind every door, and how workers side by side share the doors."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from tests.access.house import House
from tests.access.standing import Standing

HERE = Path(__file__).parent
SHARES = 8  # a file of this folder is too much for one worker; a share is about some addresses
_STANDING = Standing()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each worker take all that is asked of some of the addresses."""
    for item in filter(_of_this_folder, items):
        told = getattr(item, "callspec", None)
        about = str(next(iter(told.params.values()))) if told else item.name
        item.add_marker(pytest.mark.xdist_group(f"access {crc32(about.encode()) % SHARES}"))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Take the house down before others use the database."""
    if not (nextitem and _of_this_folder(nextitem)):
        _STANDING.take_down()


@pytest.fixture(scope="session")
def _standing(django_db_setup: None) -> Iterator[Standing]:  # noqa: ARG001 - asks for its effect
    yield _STANDING
    _STANDING.take_down()


@pytest.fixture
def house(_standing: Standing, django_db_blocker: Any) -> House:
    """Return the house; the first to ask has it stored."""
    return _standing.house(django_db_blocker)


@pytest.fixture(autouse=True)
def _lately_signed_in(settings: Any) -> None:
    """Keep everybody lately signed in: on a slow machine the house is older than ten minutes."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60


def _of_this_folder(item: pytest.Item) -> bool:
    return item.path.is_relative_to(HERE)
