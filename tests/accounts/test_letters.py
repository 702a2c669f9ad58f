"""Letters about a person's own account, in their language and our words."""

import re
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core import mail
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from tests.accounts.cast import code_in, person, signed_in

pytestmark = pytest.mark.django_db
NOTICES = (
    "account/email/password_changed",
    "account/email/password_set",
    "account/email/email_changed",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/recovery_codes_generated",
    "socialaccount/email/account_connected",
    "socialaccount/email/account_disconnected",
)


@pytest.fixture
def request_of_a_person(rf: RequestFactory) -> HttpRequest:
    """Return a request as a person's browser sends it."""
    request = rf.get("/", headers={"user-agent": "Firefox/140.0"})
    request.user = person()
    return request


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_says_what_changed_and_what_to_do(
    notice: str, request_of_a_person: HttpRequest
) -> None:
    about = {"provider": "City of Žilina", "from_email": "a@b.example", "to_email": "c@d.example"}
    with translation.override("en"), context.request_context(request_of_a_person):
        get_adapter().send_notification_mail(notice, request_of_a_person.user, about)

    letter: Any = mail.outbox[0]
    assert "your account" in letter.subject.lower()
    assert "Firefox/140.0" in letter.body
    assert not re.search("third-party|security key|elsewhere", letter.body, re.IGNORECASE)


def test_codes_for_a_password_and_for_an_address_come_in_our_words() -> None:
    who = person()
    stranger = Client(headers={"accept-language": "en"})
    stranger.post(reverse("account_reset_password"), {"email": who.email})
    new = {"email": "new@zilina.example", "action_add": ""}
    signed_in(who).post(reverse("account_email"), new)

    subjects = [letter.subject for letter in mail.outbox]
    assert subjects == ["Your code for a new password", "Your code to confirm this address"]
    assert all(code_in(letter) for letter in mail.outbox)
    assert "register" not in str(mail.outbox[1].body)
