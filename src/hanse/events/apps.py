"""The events feature as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Programmes and events with their sources, counts, cities and gaps."""

    name = "hanse.events"
    label = "events"
    verbose_name = _("events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget people who are erased."""
        from hanse.accounts.erasing import also_erase  # noqa: PLC0415 - needs the models
        from hanse.accounts.mentions import also_look  # noqa: PLC0415 - needs the models
        from hanse.events.erasing import forget  # noqa: PLC0415 - models are loaded only now
        from hanse.events.mentions import mentions  # noqa: PLC0415 - models are loaded only now

        also_erase("events", forget)
        also_look("events", mentions)
