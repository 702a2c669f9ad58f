"""No address without a rule: those of other packages get theirs here, and the rest stay shut."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase

from hanse.shared.access import ANYONE, Access, declared_on, refuse

_SIGNED_IN = "signed in"

# by name of the address; allauth asks some of these people for more, a fresh proof for example
RULES_OF_OTHERS = {
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "account_signup": ANYONE,
    "account_request_login_code": ANYONE,
    "account_confirm_login_code": ANYONE,
    "account_email_verification_sent": ANYONE,
    "account_reset_password": ANYONE,
    "account_confirm_password_reset_code": ANYONE,
    "account_complete_password_reset": ANYONE,
    "account_password_reset_completed": ANYONE,
    "account_reauthenticate": _SIGNED_IN,
    "account_email": _SIGNED_IN,
    "account_change_password": _SIGNED_IN,
    "account_set_password": _SIGNED_IN,
    "mfa_authenticate": ANYONE,
    "mfa_login_webauthn": ANYONE,
    "mfa_index": _SIGNED_IN,
    "mfa_reauthenticate": _SIGNED_IN,
    "mfa_activate_totp": _SIGNED_IN,
    "mfa_deactivate_totp": _SIGNED_IN,
    "mfa_view_recovery_codes": _SIGNED_IN,
    "mfa_generate_recovery_codes": _SIGNED_IN,
    "mfa_download_recovery_codes": _SIGNED_IN,
    "mfa_list_webauthn": _SIGNED_IN,
    "mfa_add_webauthn": _SIGNED_IN,
    "mfa_reauthenticate_webauthn": _SIGNED_IN,
    "mfa_remove_webauthn": _SIGNED_IN,
    "mfa_edit_webauthn": _SIGNED_IN,
    "usersessions_list": _SIGNED_IN,
}


def rule_of(name: str | None, view: Callable[..., object]) -> Access | None:
    """Return who may open an address, or nothing where nobody said so."""
    if declared := declared_on(view):
        return declared
    rule = RULES_OF_OTHERS.get(name or "")
    return Access(rule) if rule else None


class NoDoorWithoutARule:
    """Keep the doors of other packages; refuse to open what no rule speaks of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; what there is to do waits until the view is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., object],
        args: tuple[object, ...],
        named: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let views of ours keep their own doors."""
        del args
        found = request.resolver_match
        rule = rule_of(found.view_name if found else None, view)
        if rule is None:
            raise ImproperlyConfigured(f"No rule says who may open {request.path_info}.")
        return None if declared_on(view) else refuse(request, rule, named)
