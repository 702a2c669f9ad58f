"""The findings feature as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    """Editions of findings with their evidence, recommendations and briefs."""

    name = "hanse.findings"
    label = "findings"
    verbose_name = _("findings")
    default_auto_field = "django.db.models.BigAutoField"
