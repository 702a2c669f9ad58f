"""Two connections serve fifty people in turn, many of whose pages fail; nobody meets another."""

import contextlib
import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hanse.accounts.models import User
from hanse.sharing.acting import current_setting
from hanse.sharing.actors import PUBLIC, Actor
from hanse.sharing.middleware import ReadAsThemselves

PEOPLE, REQUESTS, CONNECTIONS = 50, 500, 2


def person_of(number: int) -> Any:
    """Return somebody whose actor is known; every tenth is nobody."""
    if number % 10 == 0:
        return AnonymousUser()
    person = User(name=f"person {number}")
    actor = Actor(person_id=uuid.UUID(int=number), member=True, mfa=number % 2 == 0)
    person._actor = actor  # type: ignore[attr-defined]
    return person


def serve(number: int) -> tuple[str, str, str]:
    """Serve one request; return what was found before, what it read as, and what it should."""
    dice = random.Random(number)  # noqa: S311 - the same every time
    person = person_of(dice.randrange(PEOPLE))
    request: HttpRequest = RequestFactory().get("/")
    request.user = person
    request.COOKIES["session"] = "kept"
    seen: list[str] = []

    def page(_request: HttpRequest) -> HttpResponse:
        seen.append(current_setting())
        if dice.random() < 0.1:
            raise ValueError
        return HttpResponse(status=500 if dice.random() < 0.05 else 200)

    before = current_setting()
    with contextlib.suppress(ValueError):
        ReadAsThemselves(page)(request)
    after = current_setting()
    return before + after, seen[0], getattr(person, "_actor", PUBLIC).setting()


def serve_in_turn(numbers: range) -> list[tuple[str, str, str]]:
    """Serve many requests over one connection, which stays open between them."""
    try:
        return [serve(number) for number in numbers]
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_nothing_of_one_reader_reaches_the_next() -> None:
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        turns = [range(first, REQUESTS, CONNECTIONS) for first in range(CONNECTIONS)]
        served = [one for turn in threads.map(serve_in_turn, turns) for one in turn]

    assert {leftover for leftover, _seen, _own in served} == {""}
    assert [seen for _leftover, seen, _own in served] == [own for _l, _s, own in served]
    assert len({own for _leftover, _seen, own in served}) > 40
