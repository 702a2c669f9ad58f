"""The app that carries the shell, the components and the figures."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Shared parts; it knows no feature."""

    name = "hanse.shared"
    label = "shared"
