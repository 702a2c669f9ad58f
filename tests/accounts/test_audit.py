"""What people do to people is written down with the act, and never in words of a record."""

import time

import pytest
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.urls import reverse
from tests.accounts.cast import person, signed_in

from hanse.accounts import actions
from hanse.accounts.joining import NETWORK_ROLE
from hanse.accounts.models import AuditEntry, NetworkRole

pytestmark = pytest.mark.django_db


def lines() -> list[tuple[str, str, object]]:
    """Return verb, kind of target and doer of each line, newest last."""
    return [
        (entry.verb, entry.target.partition(":")[0], entry.person or entry.system)
        for entry in AuditEntry.objects.all()
    ]


def test_an_invitation_leaves_a_line_when_sent_accepted_and_turned_into_a_role() -> None:
    host = person("secretariat", email="ines@secretariat.example")
    invitation = actions.invite(
        email="new@zilina.example", purpose=NETWORK_ROLE, target="steward", invited_by=host
    )
    _found, token = actions.claim_letter(str(invitation.pk)) or (None, "")

    guest, _address = actions.accept(token=token, name="Ana")

    assert lines()[1:] == [
        ("invite a person", "accounts.invitation", host.pk),
        ("add a person", "accounts.user", guest.pk),
        ("accept an invitation", "accounts.invitation", guest.pk),
        ("change a role in the network", "accounts.user", host.pk),
    ]


def test_suspending_twice_leaves_one_line() -> None:
    host, guest = person("steward", email="s@net.example"), person()

    for _ in range(2):
        actions.suspend(guest, by=host)
    actions.reinstate(guest, by=host)

    assert lines()[2:] == [
        ("suspend a person", "accounts.user", host.pk),
        ("let a person back in", "accounts.user", host.pk),
    ]


def test_the_own_profile_leaves_the_names_of_fields_and_not_their_words() -> None:
    who = person()

    actions.introduce(who, name="Anna", language="de", found_by="members")
    actions.introduce(who, name="Anna", language="de", found_by="members")

    profile = AuditEntry.objects.filter(verb="change the own profile")
    assert [entry.detail for entry in profile] == [{"fields": ["name", "language"]}]


def test_a_role_that_stays_leaves_no_line() -> None:
    who = person("steward")

    actions.give_role(who, NetworkRole.STEWARD, by=who)

    assert [verb for verb, _target, _by in lines()] == ["add a person"]


def test_a_new_way_to_sign_in_leaves_a_line_with_its_kind_and_no_secret() -> None:
    browser = signed_in(who := person())
    browser.get(reverse("mfa_activate_totp"))
    secret = browser.session[SECRET_SESSION_KEY]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    browser.post(reverse("mfa_activate_totp"), {"code": code})

    entries = AuditEntry.objects.filter(verb="add a way to sign in")
    assert [(entry.person, entry.detail) for entry in entries] == [
        (who.pk, {"kind": "totp"}),
        (who.pk, {"kind": "recovery_codes"}),
    ]
