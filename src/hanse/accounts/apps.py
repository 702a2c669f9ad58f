"""The app that carries people, sign-in and invitations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts; it knows no feature above it."""

    name = "hanse.accounts"
    label = "accounts"
    verbose_name = _("People and sign-in")
