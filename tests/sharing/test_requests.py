"""A request reads as whoever sent it, and leaves nothing behind on the connection."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.sharing.conftest import House

from hanse.accounts.models import User
from hanse.dialogues.models import Dialogue
from hanse.sharing.acting import acting, as_system, current_setting
from hanse.sharing.actors import PUBLIC, Actor, actor_of
from hanse.sharing.middleware import ReadAsThemselves

Answer = Callable[[HttpRequest], HttpResponseBase]


def ask(answer: Answer, person: Any, *, cookie: bool = True) -> HttpResponseBase:
    """Send a request through the middleware as this person."""
    request = RequestFactory().get("/")
    request.user = person
    if cookie:
        request.COOKIES["session"] = "kept"
    with acting(PUBLIC):
        return ReadAsThemselves(answer)(request)


def count(_request: HttpRequest) -> HttpResponse:
    """Answer with the records that a forgetful query sees."""
    return HttpResponse(",".join(sorted(Dialogue.objects.values_list("slug", flat=True))))


def test_a_forgetful_page_shows_no_more_than_its_reader_may_see(full_house: House) -> None:
    for name in ("aino of Aarhus", "bea of Boston", "sam of the secretariat"):
        shown = ask(count, full_house.person(name)).content.decode()  # type: ignore[attr-defined]

        assert shown.split(",") == sorted(full_house.world.sees(name))


@pytest.mark.parametrize("cookie", [True, False])
def test_a_stranger_costs_no_query_more(cookie: bool, full_house: House) -> None:  # noqa: FBT001 - a parameter of the test
    del full_house
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.COOKIES = {"session": "kept"} if cookie else {}

    with CaptureQueriesContext(connection) as queries:
        ReadAsThemselves(lambda _request: HttpResponse())(request)

    assert len(queries) == 0


def test_the_setting_ends_with_the_request(full_house: House) -> None:
    with acting(PUBLIC):
        ask(count, full_house.person("aino of Aarhus"))

        assert current_setting() == ""


def test_work_of_a_failing_page_is_undone(full_house: House) -> None:
    aino = full_house.person("aino of Aarhus")
    request = RequestFactory().get("/")
    request.user = aino
    request.COOKIES["session"] = "kept"

    def fail(request: HttpRequest) -> HttpResponse:
        Dialogue.objects.create(slug="half-done", sharing_label="clear")
        wrapped.process_exception(request, ValueError())
        return HttpResponse(status=400)

    wrapped = ReadAsThemselves(fail)
    wrapped(request)

    with as_system("a test"):
        assert not Dialogue.objects.filter(slug="half-done").exists()


def test_work_behind_an_error_page_is_undone(full_house: House) -> None:
    def fail(_request: HttpRequest) -> HttpResponse:
        Dialogue.objects.create(slug="half-done", sharing_label="clear")
        return HttpResponse(status=503)

    ask(fail, full_house.person("aino of Aarhus"))

    assert not Dialogue.objects.filter(slug="half-done").exists()


def test_a_stream_is_read_while_the_reader_is_still_known(full_house: House) -> None:
    def stream(_request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(
            slug for slug in Dialogue.objects.values_list("slug", flat=True)
        )

    answer = ask(stream, full_house.person("bea of Boston"))
    sent = b"".join(answer)  # type: ignore[arg-type]

    assert b"aarhus-amber-true" in sent
    assert b"aarhus-amber-false" not in sent


def test_an_actor_inside_another_gives_way_again(full_house: House) -> None:
    aino = actor_of(full_house.person("aino of Aarhus"))
    with acting(aino):
        with acting(Actor(system="a job")):
            pass
        with pytest.raises(ValueError, match="lost"), acting(PUBLIC):
            raise ValueError("lost")

        assert current_setting() == aino.setting()


def test_a_signed_in_request_reads_as_the_person(client: Client, full_house: House) -> None:
    sam = full_house.people["sam of the secretariat"]
    client.force_login(sam)
    seen: list[str] = []

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        if "dialogues_dialogue" in sql:
            seen.append(connection.connection.execute("SELECT hanse_person()").fetchone()[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        client.get("/dialogues/")

    assert set(seen) == {User.objects.get(pk=sam.pk).pk}
