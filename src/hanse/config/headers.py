"""Response headers that neither Django nor django-csp sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

_OFF = (
    "accelerometer camera display-capture fullscreen geolocation gyroscope microphone payment usb"
)
_PERMISSIONS = ", ".join(f"{feature}=()" for feature in _OFF.split())


def closed_doors(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Switch off device features and keep other sites from embedding our responses."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers["Permissions-Policy"] = _PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware
