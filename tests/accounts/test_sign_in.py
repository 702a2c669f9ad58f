"""Signing in, staying in, and being shown out."""

import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.accounts.cast import code_in, person, signed_in

from hanse.accounts import actions, furnish
from hanse.accounts.decorators import second_factor_required
from hanse.accounts.models import User

pytestmark = pytest.mark.django_db
CODE = reverse("account_request_login_code")
CONFIRM = reverse("account_confirm_login_code")
PASSWORD = "correct horse battery staple"  # noqa: S105 - of a person made up here


def words(page: str) -> str:
    """Return a page without what differs by chance or by the address that was typed."""
    return "".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_code_from_the_mailbox_signs_in(client: Client) -> None:
    who = person()

    client.post(CODE, {"email": who.email})
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})

    assert client.session["_auth_user_id"] == str(who.pk)
    assert mail.outbox[0].alternatives[0].mimetype == "text/html"


def test_a_code_alone_does_not_open_an_account_with_a_second_factor(client: Client) -> None:
    who = person(factor=True)

    client.post(CODE, {"email": who.email})
    answer = client.post(CONFIRM, {"code": code_in(mail.outbox[0])})

    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_known_unknown_and_suspended_addresses_get_the_same_answer() -> None:
    person()
    actions.suspend(person(email="out@zilina.example"))

    answers = []
    for email in ("ana@zilina.example", "nobody@zilina.example", "out@zilina.example"):
        client = Client()
        first = client.post(CODE, {"email": email})
        page = client.get(CONFIRM).content.decode().replace(email, "")
        answers.append((first.status_code, first["Location"], words(page)))

    assert answers[1:] == answers[:1] * 2
    assert len(mail.outbox) == 3  # each takes the time of one letter


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer() -> None:
    who = person()
    who.set_password(PASSWORD)
    who.save()

    pages = []
    for email in (who.email, "nobody@zilina.example"):
        page = Client().post(reverse("account_login"), {"login": email, "password": "wrong" * 4})
        pages.append(words(page.content.decode()).replace(email, ""))

    assert pages[0] == pages[1]
    assert "error-summary" in pages[0]


def test_nobody_can_sign_up_alone(client: Client) -> None:
    answer = client.post(reverse("account_signup"), {"email": "new@zilina.example"})

    assert (b"come by invitation" in answer.content, User.objects.count()) == (True, 0)


def test_attempts_are_limited_per_account_before_anything_is_hashed(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    person()
    wrong = {"login": "ana@zilina.example", "password": "wrong" * 4}

    pages = [Client().post(reverse("account_login"), wrong).content for _ in range(4)]

    assert [b"Too many failed login attempts" in page for page in pages] == [False] * 3 + [True]


def test_codes_are_limited_per_address(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "3/m/key"}
    person()

    answers = [Client().post(CODE, {"email": "ana@zilina.example"}) for _ in range(4)]

    assert len(mail.outbox) == 3
    assert answers[3].status_code != 302


def test_anonymous_readers_get_no_cookie_and_touch_no_session(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/style/")

    assert (dict(answer.cookies), "Cache-Control" in answer.headers) == ({}, False)


def test_pages_of_somebody_signed_in_are_not_kept_by_browsers() -> None:
    assert signed_in(person()).get("/style/")["Cache-Control"] == "no-store"


def test_suspending_acts_on_the_next_request_and_reinstating_asks_to_sign_in_again() -> None:
    who = person()
    browser = signed_in(who)
    before = b"Sign out" in browser.get("/style/").content

    actions.suspend(who)
    after = b"Sign out" in browser.get("/style/").content
    actions.reinstate(who)

    assert (before, after) == (True, False)
    assert b"Sign out" not in browser.get("/style/").content


@pytest.mark.parametrize(
    ("role", "hours", "stays"), [("", 7, True), ("", 9, False), ("secretariat", 1, False)]
)
def test_an_idle_session_ends(role: str, hours: int, stays: bool) -> None:  # noqa: FBT001 - a column
    browser = signed_in(person(role))
    browser.get("/style/")
    session = browser.session
    session["seen_at"] = int(time.time()) - hours * 3600
    session.save()

    assert (b"Sign out" in browser.get("/style/").content) is stays


def test_a_session_ends_after_twelve_hours_however_busy() -> None:
    browser = signed_in(person())
    session = browser.session
    session["signed_in_at"] = int(time.time()) - 12 * 3600 - 1
    session.save()

    assert b"Sign out" not in browser.get("/style/").content


def test_a_person_sees_and_ends_their_other_sessions() -> None:
    who = person()
    here, there = signed_in(who), signed_in(who)
    here.get("/style/")
    there.get("/style/")
    here.post(reverse("usersessions_list"))

    assert b"Sign out" in here.get("/style/").content
    assert b"Sign out" not in there.get("/style/").content
    assert Session.objects.count() == 1


def test_protected_pages_ask_for_a_second_factor_first(rf: RequestFactory) -> None:
    @second_factor_required
    def amber(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("amber")

    answers = []
    for who in (None, person(), person(email="b@zilina.example", factor=True)):
        request = rf.get("/secret/?page=2")
        _prepare(request, who)
        answer = amber(request)
        answers.append((answer.status_code, answer.headers.get("Location")))

    to_sign_in = "/account/login/?next=/secret/%3Fpage%3D2"
    assert answers == [(302, to_sign_in), (302, reverse("mfa_index")), (200, None)]


def _prepare(request: HttpRequest, who: User | None) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.messages.storage.session import SessionStorage

    request.user = who or AnonymousUser()
    request.session = Client().session
    request._messages = SessionStorage(request)  # type: ignore[attr-defined] # the middleware's


def test_the_demonstrations_door_exists_only_there(client: Client, settings: Any) -> None:
    people = furnish.furnish()
    door = reverse("accounts:demo-sign-in")
    closed = client.post(door, {"role": "adviser"}).status_code
    settings.DEMO = True

    assert (closed, client.get(door).status_code) == (404, 200)
    assert client.post(door, {"role": "adviser", "next": "//evil.example"})["Location"] == "/"
    assert client.session["_auth_user_id"] == str(people["adviser"].pk)
    assert client.post(door, {"role": "nobody"}).status_code == 404
    assert furnish.furnish() == people
