"""The app of the front page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Front page, about, accessibility."""

    name = "hanse.home"
    label = "home"
