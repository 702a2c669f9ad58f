"""People for the tests of accounts, and a session for each without going through the doors."""

from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from hanse.accounts import actions
from hanse.accounts.models import User


def person(role: str = "", *, factor: bool = False, email: str = "ana@zilina.example") -> User:
    """Make a person whose mailbox is proved."""
    made = actions.add_person(email=email, name="Ana Kováčová", network_role=role)
    if factor:
        TOTP.activate(made, generate_totp_secret())
    return made


def signed_in(who: User) -> Client:
    """Open a browser in which this person is signed in."""
    browser = Client()
    browser.force_login(who)
    return browser


def code_in(mail: Any) -> str:
    """Return the code a letter carries: the one line that is nothing else."""
    lines = [line.strip() for line in mail.body.splitlines()]
    return next(line for line in lines if 6 <= len(line) <= 9 and line.replace("-", "").isalnum())
