"""Every address of the site: a line per feature."""

from importlib.util import find_spec

from django.urls import include, path

from hanse.config.health import healthz

_FEATURES = ["shared", "home", "dialogues", "findings"]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    *(
        path("", include(f"hanse.{feature}.urls"))
        for feature in _FEATURES
        if find_spec(f"hanse.{feature}") and find_spec(f"hanse.{feature}.urls")
    ),
]
