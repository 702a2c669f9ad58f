"""The app that carries who may see what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    """Sharing; it knows cities and people below it, and no feature above."""

    name = "hanse.sharing"
    label = "sharing"
    verbose_name = _("Sharing")

    def ready(self) -> None:
        """Forget people who are erased."""
        from hanse.accounts.erasing import also_erase  # noqa: PLC0415 - needs the models
        from hanse.sharing.erasing import forget  # noqa: PLC0415 - the same

        also_erase("sharing", forget)
