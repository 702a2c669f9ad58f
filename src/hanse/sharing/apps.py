"""The app that carries who may see what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    """Sharing; it knows cities and people below it, and no feature above."""

    name = "hanse.sharing"
    label = "sharing"
    verbose_name = _("Sharing")
