"""Whom an identity provider introduces, and what people read when that fails."""

import logging
from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.http import HttpRequest
from django.shortcuts import redirect, render

from hanse.accounts.oidc.tokens import UntrustedError

_LOG = logging.getLogger(__name__)


class Introducer(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """A provider opens the door to people who linked it themselves, and to nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401 - untyped
        """Tell whom we do not know what to do; the same whichever address their provider names."""
        about = {"provider": sociallogin.provider}
        page = render(request, "socialaccount/not_linked.html", about, status=403)
        raise ImmediateHttpResponse(page)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401 - untyped
        """Link nothing without a fresh proof; the page of links asks for it."""
        links = sociallogin.state.get("process") == AuthProcess.CONNECT
        if links and is_reauthentication_required(request, app="allauth.socialaccount"):
            raise ImmediateHttpResponse(redirect("socialaccount_connections"))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ANN401 - untyped
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say what happened in words that help; the operator's log gets the reason."""
        reason = _reason(request, error, exception, extra_context or {})
        if exception:
            _LOG.warning("Sign-in through %s failed: %s.", provider, _of(exception))
        about = {"provider": provider, "reason": reason}
        status = 200 if reason == "cancelled" else 401
        page = render(request, "socialaccount/authentication_error.html", about, status=status)
        raise ImmediateHttpResponse(page)


def _reason(
    request: HttpRequest, error: str | None, exception: Exception | None, about: dict[str, Any]
) -> str:
    """Tell apart who stopped, a visit we know nothing of, a refusal, and a provider in trouble."""
    if error == AuthError.CANCELLED:
        return "cancelled"
    if isinstance(exception, UntrustedError):
        return "doubtful"
    if exception:
        return "unreachable"
    if "state" in about and "error" in request.GET:
        return "refused"
    return "doubtful"


def _of(exception: Exception) -> str:
    """Return our own words for a failure, or its kind: others' words may quote secrets."""
    ours = type(exception).__module__.startswith("hanse.")
    return str(exception) if ours else type(exception).__name__
