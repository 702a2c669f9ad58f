"""The app that carries people, sign-in and invitations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts; it knows no feature above it."""

    name = "hanse.accounts"
    label = "accounts"
    verbose_name = _("People and sign-in")

    def ready(self) -> None:
        """Keep every door, know the purposes, and notice changes of ways to sign in."""
        from allauth.socialaccount.providers import registry  # noqa: PLC0415 - needs the models

        from hanse.accounts.doors import answer  # noqa: PLC0415 - needs the models
        from hanse.accounts.joining import register_purposes  # noqa: PLC0415 - needs the models
        from hanse.accounts.noticing import notice  # noqa: PLC0415 - needs the models
        from hanse.accounts.oidc.provider import InstitutionsProvider  # noqa: PLC0415 - needs the models
        from hanse.shared.access import keep_doors  # noqa: PLC0415 - beside what it keeps

        registry.register(InstitutionsProvider)
        keep_doors(answer)
        register_purposes()
        notice()
