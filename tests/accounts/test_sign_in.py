"""Signing in, staying in, and being shown out."""

import time
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.accounts.cast import code_in, person, signed_in

from hanse.accounts import actions, furnish
from hanse.accounts.models import User
from hanse.shared.access import access

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


def test_known_and_unknown_addresses_cost_one_hash_each(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        counted.append(password)
        return encode(self, password, salt)

    person()  # without a password
    with_password = person(email="b@zilina.example")
    with_password.set_password(PASSWORD)
    with_password.save()
    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    hashes = []
    for email in ("ana@zilina.example", "b@zilina.example", "nobody@zilina.example"):
        counted.clear()
        Client().post(reverse("account_login"), {"login": email, "password": "wrong" * 4})
        hashes.append(len(counted))

    assert hashes == [1, 1, 1]


def test_second_steps_are_limited_per_person(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    client, who = Client(), person(factor=True)
    client.post(CODE, {"email": who.email})
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})

    pages = [client.post(reverse("mfa_authenticate"), {"code": "000000"}).content for _ in "1234"]

    assert [b"Too many failed login attempts" in page for page in pages] == [False] * 3 + [True]


def test_nobody_can_sign_up_alone(client: Client) -> None:
    answer = client.post(reverse("account_signup"), {"email": "new@zilina.example"})

    assert (b"come by invitation" in answer.content, User.objects.count()) == (True, 0)


def test_attempts_are_limited_per_account_before_anything_is_hashed(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    person()
    wrong = {"login": "ana@zilina.example", "password": "wrong" * 4}

    pages = [Client().post(reverse("account_login"), wrong).content for _ in range(4)]

    assert [b"Too many failed login attempts" in page for page in pages] == [False] * 3 + [True]


def test_attempts_are_limited_per_neighbourhood_and_elsewhere_stays_open(settings: Any) -> None:
    settings.HANSE_NEIGHBOURHOOD_LIMITS = {"neighbourhood": "2/5m/key"}
    person()

    refused = []
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3", "198.51.100.1", "2001:db8::1"):
        wrong = {"login": f"{address.replace(':', '')}@zilina.example", "password": "wrong" * 4}
        page = Client(REMOTE_ADDR=address).post(reverse("account_login"), wrong).content
        refused.append(b"Too many failed login attempts" in page)

    assert refused == [False, False, True, False, False]


def test_codes_are_limited_per_address(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "3/m/key"}
    person()

    answers = [Client().post(CODE, {"email": "ana@zilina.example"}) for _ in range(4)]

    assert len(mail.outbox) == 3
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert b"Too many failed login attempts" in answers[3].content


def test_a_flood_from_one_place_gets_a_page_that_says_so(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    wrong = {"login": "ana@zilina.example", "password": "wrong" * 4}

    answers = [Client().post(reverse("account_login"), wrong) for _ in range(2)]
    german = Client(headers={"accept-language": "de"}).post(reverse("account_login"), wrong)

    assert [answer.status_code for answer in answers] == [200, 429]
    assert b"Wait a few minutes" in answers[1].content
    assert b"Warten Sie einige Minuten" in german.content


def test_anonymous_readers_get_no_cookie_and_touch_no_session(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/style/")

    assert (dict(answer.cookies), "Cache-Control" in answer.headers) == ({}, False)


def test_somebody_signed_in_costs_four_queries_and_one_transaction(
    django_assert_num_queries: Any,
) -> None:
    browser = signed_in(person())
    browser.get("/style/")

    # session, person, cities, second factor; begin, set the reader, set it back, end
    with django_assert_num_queries(8):
        browser.get("/style/")


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


def test_protected_pages_ask_for_a_second_factor_first(rf: RequestFactory) -> None:
    @access("second factor")
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
    assert client.post(door, {"role": "adviser", "next": "//evil.example"})["Location"] == "/desk/"
    assert client.session["_auth_user_id"] == str(people["adviser"].pk)
    assert client.post(door, {"role": "nobody"}).status_code == 404
    assert furnish.furnish() == people
