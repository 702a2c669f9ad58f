"""The cities feature as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    """Authorities, their membership and their people."""

    name = "hanse.cities"
    label = "cities"
    verbose_name = _("cities")
    default_auto_field = "django.db.models.BigAutoField"
