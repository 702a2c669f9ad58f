"""Reads of people and their ways to sign in."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from hanse.accounts.models import User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: User | AnonymousUser) -> bool:
    """Tell whether signing in as this person takes a passkey or an authenticator app."""
    if not isinstance(person, User):
        return False
    found: bool | None = getattr(person, "_second_factor", None)
    if found is None:
        found = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()
        person._second_factor = found  # type: ignore[attr-defined] # noqa: SLF001 - kept for this request
    return found
