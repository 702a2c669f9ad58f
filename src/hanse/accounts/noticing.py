"""Notices changes of people's ways to sign in, which only allauth announces, and acts on them."""

from functools import partial
from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from django.http import HttpRequest

from hanse.accounts import audit
from hanse.accounts.actions import end_sessions
from hanse.accounts.models import User

_WORTH_A_LINE: dict[str, Signal] = {
    "set a password": account.password_set,
    "change a password": account.password_changed,
    "reset a password": account.password_reset,
    "change the e-mail address": account.email_changed,
}
_ENDS_OTHER_SESSIONS = (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset)
_LINK_CHANGES = (social.social_account_added, social.social_account_removed)


def notice() -> None:
    """Listen from now on; called when Django starts."""
    mfa.authenticator_added.connect(_note_proof, dispatch_uid="note proof")
    for signal in _ENDS_OTHER_SESSIONS:
        signal.connect(_end_other_sessions, dispatch_uid="end other sessions")
    for verb, signal in _WORTH_A_LINE.items():
        signal.connect(partial(_write_down, verb), weak=False, dispatch_uid=verb)
    # allauth tells of factors only after the transaction; the line belongs into it
    post_save.connect(_factor_added, sender=Authenticator, dispatch_uid="factor added")
    post_delete.connect(_factor_removed, sender=Authenticator, dispatch_uid="factor removed")
    for signal in _LINK_CHANGES:
        signal.connect(_end_other_sessions_of_reader, dispatch_uid="end other sessions")
    post_save.connect(_link_added, sender=SocialAccount, dispatch_uid="link added")
    post_delete.connect(_link_removed, sender=SocialAccount, dispatch_uid="link removed")


def _write_down(verb: str, *, user: User, **_about: object) -> None:
    with transaction.atomic():
        audit.record(verb, user, user)


def _factor_added(*, instance: Authenticator, created: bool, **_about: object) -> None:
    """Name the kind of key that is new, never the key."""
    if created:
        with transaction.atomic():
            kind = str(instance.type)
            audit.record("add a way to sign in", instance.user, instance.user, kind=kind)


def _factor_removed(*, instance: Authenticator, **_about: object) -> None:
    with transaction.atomic():
        kind = str(instance.type)
        audit.record("remove a way to sign in", instance.user, instance.user, kind=kind)


def _link_added(*, instance: SocialAccount, created: bool, **_about: object) -> None:
    """Name the provider that is linked, never the account there."""
    if created:
        with transaction.atomic():
            kind = str(instance.provider)
            audit.record("add a way to sign in", instance.user, instance.user, kind=kind)


def _link_removed(*, instance: SocialAccount, **_about: object) -> None:
    with transaction.atomic():
        kind = str(instance.provider)
        audit.record("remove a way to sign in", instance.user, instance.user, kind=kind)


def _end_other_sessions_of_reader(*, request: HttpRequest, **_about: object) -> None:
    if isinstance(request.user, User):
        end_sessions(request.user, except_key=request.session.session_key)


def _end_other_sessions(*, request: HttpRequest, user: User, **_about: object) -> None:
    end_sessions(user, except_key=request.session.session_key)


def _note_proof(*, request: HttpRequest, user: User, authenticator: Any, **_about: object) -> None:  # noqa: ANN401 - allauth's
    """Whoever has just used a new factor need not use it again to see their recovery codes."""
    if authenticator.type in {"webauthn", "totp"}:
        about = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, method="mfa", **about)
