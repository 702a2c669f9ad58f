"""What every page keeps to, whoever opens it: its headers, its queries, and its own filters."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from tests.access.house import House, addresses
from tests.access.visiting import Answer, visit
from tests.config.test_headers import CONTENT_SOURCES, DOORS
from tests.sharing.test_double_run import second_run

from hanse.config.doors import RULES_OF_OTHERS

NAMES = sorted(addresses())
OURS = [name for name in NAMES if name not in RULES_OF_OTHERS]
READERS = ("public", "member", "secretariat")
ALIKE = {"for nobody's guests", "a city's, for members", "a city's, for everybody", "deleted"}
QUERIES = 12  # on any page, for whomever; who reads costs four of them
# what lies in these is shown to one person or to nobody, not to the system either
_SEALED = {"sharing_authorship", "sharing_audience"}
_PROTECTED = "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public'"


@pytest.fixture
def _nothing_kept() -> None:
    """Start each test as a process does that has answered nothing yet, in whatever order."""
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.clear_cache()
    ours = [module for name, module in sys.modules.items() if name.startswith("hanse.")]
    for kept in {value for module in ours for value in vars(module).values() if _keeps(value)}:
        kept.cache_clear()


def _keeps(value: object) -> bool:
    return type(value).__name__ == "_lru_cache_wrapper"


def visits(house: House, name: str) -> list[tuple[str, str, str]]:
    """Return reader, case and path of readings of an address: all that may turn out differently."""
    query = f"?{told.query}" if (told := addresses()[name]).query else ""
    return [
        (reader, label, reverse(name, kwargs=case.named) + query)
        for reader in READERS
        for label, case in house.cases[name].items()
        if label not in ALIKE
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_closes_the_same_doors(name: str, house: House) -> None:
    for reader, label, path in visits(house, name):
        for method in ("GET", "POST"):
            answer = visit(house, reader, method, path)

            assert open_doors(answer, reader) == [], (reader, method, label, answer.status)


def open_doors(answer: Answer, reader: str) -> list[str]:
    """Name the headers that an answer lacks."""
    told = dict(answer.headers)
    lacking = [name for name, value in DOORS.items() if told.get(name) != value]
    policy = set(told.get("Content-Security-Policy", "").split("; "))
    sandboxed = {"default-src 'none'", "sandbox", "frame-ancestors 'none'"}
    if policy not in (CONTENT_SOURCES, sandboxed):
        lacking.append("Content-Security-Policy")
    if "camera=()" not in told.get("Permissions-Policy", ""):
        lacking.append("Permissions-Policy")
    if reader != "public" and told.get("Cache-Control") != "no-store":
        lacking.append("Cache-Control")
    return lacking + [name for name in ("Server", "X-Powered-By") if name in told]


@pytest.mark.usefixtures("_nothing_kept")
@pytest.mark.parametrize("name", OURS)
def test_a_page_keeps_to_its_queries_and_filters_by_itself(name: str, house: House) -> None:
    protected = protected_tables()
    for reader, label, path in visits(house, name):
        asked: list[str] = []
        leaning: list[str] = []

        with (
            connection.execute_wrapper(second_run(leaning, protected)),
            connection.execute_wrapper(note(asked)),
        ):
            visit(house, reader, "GET", path)

        assert leaning == [], (reader, label)
        assert len(asked) <= QUERIES, (reader, label, asked)


def protected_tables() -> tuple[str, ...]:
    """Return the tables that have a rule in the database."""
    with connection.cursor() as cursor:
        cursor.execute(_PROTECTED)
        return tuple(sorted({row[0] for row in cursor.fetchall()} - _SEALED))


def note(asked: list[str]) -> Callable[..., Any]:
    """Return a wrapper that notes each query of a page, transactions and who reads left out."""

    def wrapper(execute: Any, sql: str, params: Any, *rest: Any) -> Any:
        if "SAVEPOINT" not in sql and "set_config" not in sql:
            asked.append(sql)
        return execute(sql, params, *rest)

    return wrapper
