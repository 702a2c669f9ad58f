"""The app of the front page, the desks and the search."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class HomeConfig(AppConfig):
    """What is made of all features together."""

    name = "hanse.home"
    label = "home"

    def ready(self) -> None:
        """Let the index of the search follow every migration, and be asked for names."""
        from hanse.accounts.mentions import also_look  # noqa: PLC0415 - needs the models
        from hanse.home import search_index  # noqa: PLC0415 - reads the tables of all features
        from hanse.home.mentions import mentions  # noqa: PLC0415 - needs the models

        pre_migrate.connect(search_index.before_migrate, sender=self)
        post_migrate.connect(search_index.after_migrate, sender=self)
        also_look("search", mentions)
