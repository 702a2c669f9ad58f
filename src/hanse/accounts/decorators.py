"""The door in front of pages that need more than a mailbox."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hanse.accounts.rules import has_second_factor, is_signed_in

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def second_factor_required(view: View[Given]) -> View[Given]:
    """Lead strangers to sign-in, and people without a second factor to the page where they add one.

    Signing in to an account that has one always asks for it, so having it is having used it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if not is_signed_in(request.user):
            return redirect_to_login(request.get_full_path())
        if not has_second_factor(request.user):
            messages.info(
                request,
                _("What you asked for is protected. Add a passkey or an authenticator app first."),
            )
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return guarded
