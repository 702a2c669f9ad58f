"""The app that carries people, sign-in and invitations."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts; it knows no feature above it."""

    name = "hanse.accounts"
    label = "accounts"
    verbose_name = _("People and sign-in")

    def ready(self) -> None:
        """Keep every door; act on changes of factors, which only allauth announces."""
        from allauth.mfa import signals  # noqa: PLC0415 - its models load with the apps

        from hanse.accounts.doors import answer  # noqa: PLC0415 - needs the models
        from hanse.accounts.joining import register_purposes  # noqa: PLC0415 - needs the models
        from hanse.shared.access import keep_doors  # noqa: PLC0415 - beside what it keeps

        keep_doors(answer)
        register_purposes()
        signals.authenticator_added.connect(_note_proof)
        for signal in (
            signals.authenticator_added,
            signals.authenticator_removed,
            signals.authenticator_reset,
        ):
            signal.connect(_end_other_sessions)


def _end_other_sessions(*, request: HttpRequest, user: Any, **_about: object) -> None:  # noqa: ANN401 - allauth's
    from hanse.accounts.actions import end_sessions  # noqa: PLC0415 - needs the models

    end_sessions(user, except_key=request.session.session_key)


def _note_proof(*, request: HttpRequest, user: Any, authenticator: Any, **_about: object) -> None:  # noqa: ANN401 - allauth's
    """Whoever has just used a new factor need not use it again to see their recovery codes."""
    from allauth.account.internal.flows.login import (  # noqa: PLC0415 - needs the models
        record_authentication,
    )

    if authenticator.type in {"webauthn", "totp"}:
        about = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, method="mfa", **about)
