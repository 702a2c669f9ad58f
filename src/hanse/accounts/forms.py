"""What people enter when they accept an invitation, sign in, or look after their account."""

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import FoundBy


class NameForm(forms.Form):
    """How somebody new wants to be called."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues in other cities should see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ProfileForm(NameForm):
    """What others call somebody, who finds them, and the language Hanse speaks to them."""

    language = forms.ChoiceField(
        label=_("Language of pages and letters"),
        choices=[
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in settings.LANGUAGES
        ],
    )
    found_by = forms.ChoiceField(
        label=_("Who may find you by your name?"),
        help_text=_(
            "In the search, and on lists of participants where you agreed to be named. The "
            "secretariat and the stewards of the network find you to look after your account."
        ),
        choices=FoundBy.choices,
        widget=forms.RadioSelect,
    )


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """A new key, which signs in by itself unless its owner wants it as a second step only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as they come
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for this passkey")
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = _("Sign in with this passkey alone")
        alone.help_text = _("It asks for your finger, face or PIN. Very old keys cannot do that.")


_LABELS = {
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "code": _("Code"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("The new password once more"),
}


class Plainly(forms.BaseForm):
    """A form that labels its fields in our words, and never writes labels into the fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as they come
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = _LABELS.get(name, field.label)


class SignInForm(Plainly, allauth.LoginForm):  # type: ignore[misc] # allauth ships no types
    """Signing in with a password."""


class AddressForm(Plainly, allauth.AddEmailForm):  # type: ignore[misc] # allauth ships no types
    """Another address for letters and codes."""


class ForgottenForm(Plainly, allauth.ResetPasswordForm):  # type: ignore[misc] # allauth ships no types
    """Asking for a code to choose a new password with."""


class FirstPasswordForm(Plainly, allauth.SetPasswordForm):  # type: ignore[misc] # allauth ships no types
    """A password for an account that had none."""


class NextPasswordForm(Plainly, allauth.ChangePasswordForm):  # type: ignore[misc] # allauth ships no types
    """Another password in place of the old one."""


class NewPasswordForm(Plainly, allauth.ResetPasswordKeyForm):  # type: ignore[misc] # allauth ships no types
    """A password in place of one that was forgotten."""


class AskForCodeForm(Plainly, allauth.RequestLoginCodeForm):  # type: ignore[misc] # allauth ships no types
    """Asking for a code to sign in with."""


class CodeForm(Plainly, allauth.ConfirmLoginCodeForm):  # type: ignore[misc] # allauth ships no types
    """The code that signs in."""


class PasswordCodeForm(Plainly, allauth.ConfirmPasswordResetCodeForm):  # type: ignore[misc] # allauth ships no types
    """The code that allows another password."""


class AddressCodeForm(Plainly, allauth.ConfirmEmailVerificationCodeForm):  # type: ignore[misc] # allauth ships no types
    """The code that proves a mailbox."""


class ProofForm(Plainly, allauth.ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """The password once more."""


class SecondStepForm(Plainly, AuthenticateForm):  # type: ignore[misc] # allauth ships no types
    """The code of an app, or a recovery code."""


class SecondProofForm(Plainly, ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """The same, asked once more."""


class AppForm(Plainly, ActivateTOTPForm):  # type: ignore[misc] # allauth ships no types
    """The first code of an authenticator app."""
