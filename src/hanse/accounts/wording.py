"""What letters about signing in say: allauth sends them, the words are ours."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hanse.shared.letters import explained

_CODES = {  # what the code is for, and where it goes
    "account/email/login_code": (
        gettext_lazy("Your code to sign in"),
        gettext_lazy("Enter this code in the browser window where you asked for it:"),
    ),
    "account/email/password_reset_code": (
        gettext_lazy("Your code for a new password"),
        gettext_lazy("Enter this code in the browser window where you asked for a new password:"),
    ),
    "account/email/email_confirmation": (
        gettext_lazy("Your code to confirm this address"),
        gettext_lazy(
            "Somebody, perhaps you, wants to use this address to sign in. Enter this code in the "
            "browser window where the address was given:"
        ),
    ),
}
_CHANGES = {
    "account/email/email_changed": gettext_lazy("The e-mail address of your account has changed"),
    "account/email/email_confirm": gettext_lazy("The e-mail address of your account is confirmed"),
    "account/email/email_deleted": gettext_lazy("An e-mail address was removed from your account"),
    "account/email/password_changed": gettext_lazy("The password of your account has changed"),
    "account/email/password_reset": gettext_lazy("The password of your account was replaced"),
    "account/email/password_set": gettext_lazy("Your account now has a password"),
    "mfa/email/recovery_codes_generated": gettext_lazy("Your account has new recovery codes"),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added to your account"),
    "mfa/email/totp_deactivated": gettext_lazy(
        "The authenticator app was removed from your account"
    ),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account"),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your account"),
    "socialaccount/email/account_connected": gettext_lazy(
        "Your account was linked with your institution's sign-in"
    ),
    "socialaccount/email/account_disconnected": gettext_lazy(
        "Your account is no longer linked with your institution's sign-in"
    ),
}


def words_for(occasion: str, about: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return subject and text of one of allauth's letters, None where it never sends one here."""
    if occasion in _CODES:
        return _code(occasion, about)
    if occasion in _CHANGES:
        return _change(occasion, about)
    if occasion == "account/email/unknown_account":
        return _stranger(about)
    if occasion == "account/email/account_already_exists":
        return _taken()
    return None


def _code(occasion: str, about: Mapping[str, Any]) -> tuple[str, str]:
    subject, where = _CODES[occasion]
    text = _joined(
        str(where),
        about["code"],
        _("If it was not you, there is nothing to do. Give this code to nobody."),
    )
    return str(subject), explained(text, _("This letter comes only when somebody asks for a code."))


def _change(occasion: str, about: Mapping[str, Any]) -> tuple[str, str]:
    subject = str(_CHANGES[occasion])
    old, new = about.get("from_email"), about.get("to_email")
    which = f"{old} → {new}" if old and new else about.get("deleted_email", "")
    seen = {
        "time": date_format(timezone.localtime(about["timestamp"]), "DATETIME_FORMAT"),
        "address": about["ip"],
        "browser": about["user_agent"],
    }
    text = _joined(
        f"{subject}.",
        which,
        _(
            "It happened on %(time)s (UTC), from the internet address %(address)s, with this "
            "browser: %(browser)s"
        )
        % seen,
        _(
            "If it was you, there is nothing to do. If not, sign in, look through your ways to "
            "sign in, and tell the secretariat."
        ),
        settings.HANSE_ADDRESS + reverse("mfa_index"),
    )
    why = _(
        "This letter comes whenever something changes by which people get into your account. It "
        "protects you and cannot be turned off."
    )
    return subject, explained(text, why)


def _stranger(about: Mapping[str, Any]) -> tuple[str, str]:
    text = _joined(
        _(
            "Somebody, perhaps you, tried to sign in with %(email)s. There is no account with this "
            "address. Accounts come by invitation: ask your city or the secretariat, or try "
            "another address of yours."
        )
        % {"email": about["email"]},
        _("If it was not you, there is nothing to do."),
    )
    why = _("This letter comes only when somebody tries to sign in with this address.")
    return _("There is no account with this address"), explained(text, why)


def _taken() -> tuple[str, str]:
    text = _joined(
        _("Somebody, perhaps you, wants to use this address for an account. It has one already."),
        _("You sign in with it here:"),
        settings.HANSE_ADDRESS + reverse("account_login"),
        _("If it was not you, there is nothing to do."),
    )
    why = _("This letter comes only when somebody gives this address a second time.")
    return _("This address has an account already"), explained(text, why)


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(filter(None, (_("Hello,"), *paragraphs)))
