"""What every response tells the browser to keep out."""

import pytest
from django.test import Client

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
every_kind_of_response = pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/healthz", 200), ("get", "/no-such-page", 404), ("head", "/healthz", 200)],
)


@pytest.mark.django_db
@every_kind_of_response
def test_every_response_closes_the_same_doors(
    method: str, path: str, status: int, client: Client
) -> None:
    response = getattr(client, method)(path)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in DOORS} == DOORS
    assert set(response.headers["Content-Security-Policy"].split("; ")) == CONTENT_SOURCES
    assert "camera=()" in response.headers["Permissions-Policy"]
