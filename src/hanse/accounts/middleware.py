"""What holds for every request of somebody signed in: how long, who still may, and no copies."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from hanse.accounts.models import User

_NOTE_EVERY = 300  # seconds; writing on every request would cost more than it tells


def session_rules(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """End sessions of the suspended, the idle and the forgotten; keep private pages uncached."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # a reader without a session costs no query and varies nothing
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        if request.session.get("_auth_user_id") and not _may_stay(request):
            logout(request)
        signed_in = request.user.is_authenticated
        language = _language_for(request)
        with translation.override(language):
            response = get_response(request)
        response.headers["Content-Language"] = language
        if signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def _language_for(request: HttpRequest) -> str:
    """Return the person's own language, unless this browser has been told another."""
    person = request.user
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if isinstance(person, User) and not chosen and person.language in dict(settings.LANGUAGES):
        return person.language
    return translation.get_language() or settings.LANGUAGE_CODE


def _may_stay(request: HttpRequest) -> bool:
    """Tell whether the session is young enough and its person still welcome; note activity."""
    person = request.user
    if not isinstance(person, User) or person.suspended_at:
        return False
    now = int(time.time())
    started = request.session.setdefault("signed_in_at", now)
    seen = request.session.get("seen_at", now)
    idle = settings.HANSE_STAFF_IDLE_SECONDS if person.network_role else settings.HANSE_IDLE_SECONDS
    if now - started > settings.SESSION_COOKIE_AGE or now - seen > idle:
        return False
    if now - seen > _NOTE_EVERY or "seen_at" not in request.session:
        request.session["seen_at"] = now
        UserSession.objects.create_from_request(request)
    return True
