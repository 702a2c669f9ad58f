"""The cities feature as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    """Authorities, their membership and their people."""

    name = "hanse.cities"
    label = "cities"
    verbose_name = _("cities")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what an invitation to a city means, and forget people who are erased."""
        from hanse.accounts.erasing import also_erase  # noqa: PLC0415 - needs the models
        from hanse.accounts.mentions import also_look  # noqa: PLC0415 - needs the models
        from hanse.cities.erasing import forget  # noqa: PLC0415 - models are loaded only now
        from hanse.cities.mentions import mentions  # noqa: PLC0415 - models are loaded only now
        from hanse.cities.purposes import make_known  # noqa: PLC0415 - models are loaded only now

        make_known()
        also_erase("cities", forget)
        also_look("cities", mentions)
