"""Every address of the site: a line per feature."""

from django.urls import include, path

from hanse.config.health import healthz

handler400 = "hanse.shared.views.not_understood"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("hanse.shared.urls")),
    path("", include("hanse.accounts.urls")),
    path("", include("hanse.home.urls")),
    path("", include("hanse.cities.urls")),
    path("", include("hanse.sharing.urls")),
    path("", include("hanse.events.urls")),
    path("", include("hanse.dialogues.urls")),
    path("", include("hanse.threats.urls")),
    path("", include("hanse.findings.urls")),
]
