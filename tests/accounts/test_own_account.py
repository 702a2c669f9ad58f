"""A person's own account: sessions, address, factors; and what its pages hold."""

import datetime as dt
import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.accounts.cast import code_in, person, signed_in

from hanse.accounts import tasks
from hanse.accounts.models import User

pytestmark = pytest.mark.django_db
KNOWN = {"language": "de", "found_by": "members"}


def test_a_person_sees_and_ends_their_other_sessions() -> None:
    who = person()
    here, there = signed_in(who), signed_in(who)
    here.get("/style/")
    there.get("/style/")
    here.post(reverse("usersessions_list"))

    assert b"Sign out" in here.get("/style/").content
    assert b"Sign out" not in there.get("/style/").content
    assert Session.objects.count() == 1


def test_sessions_that_have_ended_are_forgotten() -> None:
    who = person()
    here, gone = signed_in(who), signed_in(who)
    for browser in (here, gone):
        browser.get("/style/")
    past = timezone.now() - dt.timedelta(seconds=1)
    Session.objects.filter(pk=gone.session.session_key).update(expire_date=past)

    tasks.forget_sessions(timestamp=0)

    keys = [here.session.session_key]
    assert list(Session.objects.values_list("session_key", flat=True)) == keys
    assert list(UserSession.objects.values_list("session_key", flat=True)) == keys


def test_an_address_changes_once_the_new_mailbox_is_proved() -> None:
    who = person()
    browser = signed_in(who)
    browser.post(reverse("account_email"), {"email": "Ana.New@Zilina.example", "action_add": ""})
    before = User.objects.get().email
    code = code_in(mail.outbox[-1])
    browser.post(reverse("account_email_verification_sent"), {"code": code})

    assert mail.outbox[0].to == ["ana.new@zilina.example"]
    assert (before, User.objects.get().email) == ("ana@zilina.example", "ana.new@zilina.example")


def test_a_new_factor_ends_every_other_session(django_capture_on_commit_callbacks: Any) -> None:
    who = person()
    here, there = signed_in(who), signed_in(who)
    for browser in (here, there):
        browser.get("/style/")
    here.get(reverse("mfa_activate_totp"))
    secret = here.session[SECRET_SESSION_KEY]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        answer = here.post(reverse("mfa_activate_totp"), {"code": code})

    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert b"Sign out" not in there.get("/style/").content


def test_pages_speak_the_persons_language_unless_the_browser_was_told_another() -> None:
    browser = signed_in(person())
    answer = browser.post(reverse("accounts:profile"), {**KNOWN, "name": "Ana K."})
    german = browser.get("/style/").content
    browser.get(reverse("shared:language", args=["en"]))

    assert answer["Location"] == reverse("accounts:profile")
    assert (User.objects.get().name, User.objects.get().language) == ("Ana K.", "de")
    assert b'<html lang="de"' in german
    assert b'<html lang="en"' in browser.get("/style/").content


def test_a_name_is_needed_and_a_language_must_be_spoken_here() -> None:
    browser = signed_in(person())

    answer = browser.post(
        reverse("accounts:profile"), {"name": "", "language": "xx", "found_by": "all"}
    )

    assert answer.content.count(b'class="error"') == 3
    assert User.objects.get().name == "Ana Kováčová"


PAGES = (
    "profile/",
    "email/",
    "2fa/",
    "2fa/webauthn/add/",
    "2fa/totp/activate/",
    "sessions/",
    "logout/",
)


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_an_account_hold_nothing_inline_and_open_no_door(page: str) -> None:
    answer = signed_in(person()).get(f"/account/{page}")
    content = answer.content.decode()

    assert answer.status_code == 200
    assert re.findall(r'<script(?![^>]*(?:\ssrc=|type="application/json"))[^>]*>', content) == []
    assert [
        word for word in (" style=", "<style", "data:image", " onclick") if word in content
    ] == []
    assert "img-src 'self';" in answer["Content-Security-Policy"] + ";"


def test_recovery_codes_lead_on_and_are_shown_once() -> None:
    who = person()
    browser = signed_in(who)
    session = browser.session
    proof = {"method": "code", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods_user"] = str(who.pk)
    session["account_authentication_methods"] = [proof]
    session.save()
    browser.get(reverse("mfa_activate_totp"))
    secret = browser.session[SECRET_SESSION_KEY]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    browser.post(reverse("mfa_activate_totp"), {"code": code})
    first, second = (browser.get(reverse("mfa_view_recovery_codes")) for _ in range(2))

    assert b"I have saved my recovery codes" in first.content
    assert b"10 codes are left. They cannot be shown again." in second.content
    assert all(b"Go to the front page" in page.content for page in (first, second))


def test_who_must_prove_again_that_it_is_them_finds_a_way_back(settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page = signed_in(person(factor=True)).get(reverse("mfa_deactivate_totp"), follow=True)

    assert b"Is it still you?" in page.content
    assert b"Back to the ways to sign in" in page.content
