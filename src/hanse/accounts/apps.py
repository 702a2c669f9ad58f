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
        """End a person's other sessions whenever a factor of theirs changes."""
        from allauth.mfa import signals  # noqa: PLC0415 - its models load with the apps

        for signal in (
            signals.authenticator_added,
            signals.authenticator_removed,
            signals.authenticator_reset,
        ):
            signal.connect(_end_other_sessions)


def _end_other_sessions(*, request: HttpRequest, user: Any, **_about: object) -> None:  # noqa: ANN401 - allauth's
    from hanse.accounts.actions import end_sessions  # noqa: PLC0415 - needs the models

    end_sessions(user, except_key=request.session.session_key)
