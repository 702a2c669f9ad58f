"""Answers at the door of every page: sign-in, a second factor, or nothing here."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from rules.rulesets import test_rule

from hanse.accounts.models import User
from hanse.accounts.queries import as_if_with_second_factor
from hanse.accounts.rules import Person, is_signed_in
from hanse.shared.access import Access, keep_found


def answer(request: HttpRequest, declared: Access, named: dict[str, Any]) -> HttpResponse | None:
    """Return what a reader sees who may not enter, and None to those who may.

    Signing in to an account that has a second factor always asks for it, so having one is having
    used it. Only those whom it would let in are asked to add one.
    """
    if not is_signed_in(request.user):
        return redirect_to_login(request.get_full_path())
    about = [declared.of(**named)] if declared.of else []
    if None in about:
        raise Http404
    if _may(declared, request.user, about):
        keep_found(request, *about or [None])
        return None
    if not _may(declared, as_if_with_second_factor(request.user), about):
        raise Http404
    messages.info(
        request, _("What you asked for is protected. Add a passkey or an authenticator app first.")
    )
    return redirect("mfa_index")


def person_of(request: HttpRequest) -> User:
    """Return who asks, for views whose rule let in nobody unknown; to strangers nothing is here."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _may(declared: Access, person: Person, about: list[object]) -> bool:
    return bool(test_rule(declared.rule, person, *about))  # type: ignore[no-untyped-call] # rules'
