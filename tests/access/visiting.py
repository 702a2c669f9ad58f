"""Going to an address as somebody, seeing what comes back, and taking back what it did."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test.client import ClientHandler
from django.urls import reverse
from tests.access.house import House
from tests.careful import CarefulClient

OWN_TABLES = {"django_session", "usersessions_usersession"}  # a visit may note itself there
_HANDLERS = {asks: ClientHandler(enforce_csrf_checks=not asks) for asks in (True, False)}
# the view pg_stat_xact_user_tables says the same and takes five times as long
_COUNTS = """
    SELECT relname, inserted + updated + deleted
    FROM pg_class, LATERAL (SELECT
        pg_stat_get_xact_tuples_inserted(oid) AS inserted,
        pg_stat_get_xact_tuples_updated(oid) AS updated,
        pg_stat_get_xact_tuples_deleted(oid) AS deleted
    ) AS writes
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND inserted + updated + deleted > 0
"""
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
_PASSING = {"Content-Length", "Set-Cookie", "Expires"}  # they tell of the address or the hour
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Answer:
    """What came back, and the tables that a visit wrote to."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    wrote: frozenset[str]
    letters: int

    @property
    def outcome(self) -> str:
        """Say in a word what the reader met."""
        target = self.headers.get("Location", "").partition("?")[0]
        if self.status in _REDIRECTS and target == reverse(settings.LOGIN_URL):
            return "sign in"
        if self.status in _REDIRECTS and target == reverse("mfa_index"):
            return "second factor"
        known = {403: "forbidden", 404: "missing", 405: "no such method", 410: "missing"}
        return known.get(self.status) or ("open" if self.status < 500 else "broken")

    def stripped(self) -> tuple[int, dict[str, str], bytes]:
        """Return what a reader could tell apart, without the address they typed themselves."""
        from urllib.parse import quote

        spellings = {self.path, quote(self.path), quote(self.path, safe="")}
        headers = {
            name: _without(value.encode(), spellings).decode()
            for name, value in self.headers.items()
            if name not in _PASSING
        }
        return self.status, headers, _TOKEN.sub(b"", _without(self.body, spellings))


def visit(
    house: House,
    reader: str,
    method: str,
    path: str,
    data: Mapping[str, Any] | None = None,
    *,
    with_token: bool = True,
    look: Callable[[frozenset[str]], object] | None = None,
) -> Answer:
    """Go to an address as a reader of the cast; whatever it does is undone afterwards.

    `look` sees the database before that, and is told which tables were written to.
    """
    from django.core import mail
    from django.db import transaction

    browser = _browser_of(house, reader, with_token=with_token)
    letters = len(mail.outbox)
    for file in (value for value in (data or {}).values() if hasattr(value, "seek")):
        file.seek(0)  # it may have been sent before
    with transaction.atomic():
        before = dict(_writes())
        try:
            response = browser.generic(method, path) if data is None else browser.post(path, data)
        except Exception as error:
            error.add_note(f"{method} {path} as {reader}")
            raise
        body = b"".join(response) if response.streaming else response.content
        wrote = frozenset(_written(before) - OWN_TABLES)
        if look:
            look(wrote)
        transaction.set_rollback(True)
    sent = len(mail.outbox) - letters
    return Answer(path, response.status_code, dict(response.headers), body, wrote, sent)


def _browser_of(house: House, reader: str, *, with_token: bool) -> CarefulClient:
    """Return a browser that is signed in as a reader."""
    browser = CarefulClient(enforce_csrf_checks=not with_token)
    browser.handler = _HANDLERS[with_token]  # loaded once: middleware looks through every file
    browser.cookies.load(house.browsers[reader].cookies.output(header="", attrs=[]))
    return browser


def _writes() -> Iterator[tuple[str, int]]:
    """Yield how many rows of each table this transaction has written so far, by whatever way."""
    from django.db import connection

    yield from connection.connection.execute(_COUNTS).fetchall()


def _written(before: Mapping[str, int]) -> set[str]:
    """Return the tables of which more rows were written than before."""
    return {table for table, count in _writes() if count != before.get(table, 0)}


def _without(text: bytes, spellings: set[str]) -> bytes:
    for spelling in sorted(spellings, key=len, reverse=True):
        text = text.replace(spelling.encode(), b"")
    return text
