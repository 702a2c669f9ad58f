"""Leaving for an identity provider, coming back, and linking it with one's own account."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_login_redirect_url
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base import AuthProcess, ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.signals import social_account_removed
from allauth.utils import get_request_param
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from hanse.accounts.doors import person_of
from hanse.accounts.oidc.tokens import UntrustedError
from hanse.shared.access import READ_OR_SEND, access

_FAILURES = (OAuth2Error, ProviderException, RequestException, UntrustedError)


@access("anyone")
@never_cache
@READ_OR_SEND
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the provider, once they pressed the button."""
    provider = _provider(request, provider_id)
    process = get_request_param(request, "process", AuthProcess.LOGIN)
    if request.user.is_authenticated and process != AuthProcess.CONNECT:
        return redirect(get_login_redirect_url(request))
    if request.method != "POST":
        about = {"provider": provider, "process": process}
        return render(request, "socialaccount/login.html", about)
    if refusal := ratelimit.consume_or_429(request, action="login"):
        return HttpResponse(refusal.content, status=refusal.status_code)
    try:
        away = provider.redirect_from_request(request)
    except _FAILURES as error:
        return _failed(request, provider, error)
    # not a redirect: browsers let a form lead only where our content policy says
    about = {"provider": provider, "address": away["Location"]}
    return render(request, "socialaccount/login_redirect.html", about)


@access("anyone")
@never_cache
@require_GET
def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Receive somebody from the provider, with a code that only we can redeem."""
    provider = _provider(request, provider_id)
    view = OAuth2CallbackView.adapter_view(provider.get_oauth2_adapter(request))
    try:
        found: HttpResponse = view(request)
    except _FAILURES as error:
        return _failed(request, provider, error)
    return found


@access("signed in")
@never_cache
@READ_OR_SEND
@reauthentication_required  # type: ignore[untyped-decorator] # allauth ships no types
def links(request: HttpRequest) -> HttpResponse:
    """Show which account at the provider is linked with one's own, and unlink it."""
    provider = _provider(request, None)
    linked = SocialAccount.objects.filter(user=person_of(request)).order_by("pk")
    if request.method == "POST":
        for account in linked:
            if str(account.pk) == request.POST.get("account"):
                _unlink(request, account, provider)
        return redirect("socialaccount_connections")
    about = {"provider": provider, "linked": linked}
    return render(request, "socialaccount/connections.html", about)


def _unlink(request: HttpRequest, account: SocialAccount, provider: object) -> None:
    account.delete()
    social_account_removed.send(sender=SocialAccount, request=request, socialaccount=account)
    about = {"account": account, "provider": provider}
    get_adapter().send_notification_mail(
        "socialaccount/email/account_disconnected", request.user, context=about
    )
    messages.success(request, _("The link is gone. The other ways to sign in stay."))


def _provider(request: HttpRequest, provider_id: str | None) -> Any:  # noqa: ANN401 - allauth's
    """Return the provider of this house, if there is one and it is asked for by its name."""
    try:
        return get_adapter().get_provider(request, provider_id or "openid_connect")
    except SocialApp.DoesNotExist:
        raise Http404 from None


def _failed(request: HttpRequest, provider: object, error: Exception) -> HttpResponse:
    page: HttpResponse = render_authentication_error(request, provider, exception=error)
    return page
