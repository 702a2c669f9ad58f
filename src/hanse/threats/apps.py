"""The threats feature as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreatsConfig(AppConfig):
    """What cities observe, how it changes, and what of it may be shared."""

    name = "hanse.threats"
    label = "threats"
    verbose_name = _("threat picture")
    default_auto_field = "django.db.models.BigAutoField"
