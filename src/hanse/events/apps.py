"""The events feature as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Programmes and events with their sources, counts, cities and gaps."""

    name = "hanse.events"
    label = "events"
    verbose_name = _("events")
    default_auto_field = "django.db.models.BigAutoField"
