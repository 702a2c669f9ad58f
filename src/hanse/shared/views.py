"""The living style page, and choosing a language."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from hanse.shared.access import access
from hanse.shared.specimen import specimen


@access("anyone")
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "shared/style.html", specimen(request))


@access("anyone")
@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language on this device and return to the page the reader came from."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=60 * 60 * 24 * 365,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be read, and say so where there was only too much of it."""
    del request
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    page, status = ("413.html", 413) if too_large else ("400.html", 400)
    return HttpResponse(render_to_string(page), status=status)
