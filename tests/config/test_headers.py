"""What every response, whatever its fate, tells the browser to keep out."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST

from hanse.shared.access import access

DOORS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CONTENT_SOURCES = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
FAILURES = {400: SuspiciousOperation, 403: PermissionDenied, 404: Http404, 500: ValueError}


@access("anyone")
def end(_request: HttpRequest, status: int) -> HttpResponse:
    """Answer with the status that the address asks for."""
    if status in FAILURES:
        raise FAILURES[status]
    return HttpResponseRedirect("/") if status == 302 else HttpResponse("fine")


urlpatterns = [
    path("end/<int:status>/", end),
    path("end/405/post-only/", require_POST(end), {"status": 200}),
    path("", include("hanse.config.urls")),
]


@pytest.fixture
def visitor(settings: Any) -> Client:
    """Visit a site with an address for every fate; failures are answered, not raised."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/healthz", 200),
        ("/end/302/", 302),
        ("/end/400/", 400),
        ("/end/403/", 403),
        ("/no-such-page", 404),
        ("/end/405/post-only/", 405),
        ("/end/500/", 500),
    ],
)
def test_every_response_closes_the_same_doors(address: str, status: int, visitor: Client) -> None:
    response = visitor.get(address)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in DOORS} == DOORS
    assert set(response.headers["Content-Security-Policy"].split("; ")) == CONTENT_SOURCES
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_django_finds_nothing_to_warn_of_in_production() -> None:
    of_the_test_run = {"DJANGO_ALLOW_ASYNC_UNSAFE", "DATABASE_URL"}
    environment = {
        **{name: value for name, value in os.environ.items() if name not in of_the_test_run},
        "DJANGO_SETTINGS_MODULE": "hanse.config.settings",
        "HANSE_MODE": "production",
        "HANSE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEF",
        "HANSE_HOSTS": "hanse.example",
    }

    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
