"""What people do to people is written down with the act, and never in words of a record."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from tests.accounts.cast import person, signed_in

from hanse.accounts import actions, audit
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

    actions.introduce(who, name="Anna", language="de")
    actions.introduce(who, name="Anna", language="de")

    profile = AuditEntry.objects.filter(verb="change the own profile")
    assert [entry.detail for entry in profile] == [{"fields": ["name", "language"]}]


def test_a_role_that_stays_leaves_no_line() -> None:
    who = person("steward")

    actions.give_role(who, NetworkRole.STEWARD, by=who)

    assert [verb for verb, _target, _by in lines()] == ["add a person"]


def test_removing_a_factor_leaves_a_line_with_its_kind() -> None:
    who = person(factor=True)
    browser = signed_in(who)
    session = browser.session  # as if the second step had just been taken
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session.save()

    browser.post("/account/2fa/totp/deactivate/")

    entry = AuditEntry.objects.get(verb="remove a way to sign in")
    assert (entry.person, entry.detail) == (who.pk, {"kind": "totp"})


def test_an_act_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit.connection, "in_atomic_block", False)

    with pytest.raises(audit.OutsideTransactionError):
        audit.record("look", "a record", None)
