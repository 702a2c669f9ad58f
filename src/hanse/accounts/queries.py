"""Reads of people and their ways to sign in."""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from hanse.accounts.models import Invitation, User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_DOUBT = dt.timedelta(minutes=10)


def has_second_factor(person: User | AnonymousUser) -> bool:
    """Tell whether signing in as this person takes a passkey or an authenticator app."""
    if not isinstance(person, User):
        return False
    found: bool | None = getattr(person, "_second_factor", None)
    if found is None:
        found = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()
        person._second_factor = found  # type: ignore[attr-defined] # noqa: SLF001 - kept for this request
    return found


def as_if_with_second_factor(person: User | AnonymousUser) -> User | AnonymousUser:
    """Return this person as they would be after adding a second factor, read anew."""
    imagined = User.objects.get(pk=person.pk) if isinstance(person, User) else person
    imagined._second_factor = True  # type: ignore[union-attr] # noqa: SLF001 - see has_second_factor
    return imagined


def usable_invitations() -> QuerySet[Invitation]:
    """Return the invitations that may still be accepted."""
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


def invitation_for(token_hash: bytes) -> Invitation | None:
    """Return the invitation a token opens, if it may still be accepted."""
    return usable_invitations().filter(token_hash=token_hash).select_related("invited_by").first()


def person_with(email: str) -> User | None:
    """Return the person with this address, however it is capitalised."""
    return User.objects.filter(email=email.strip().lower()).first()


def letters_in_doubt() -> QuerySet[Invitation]:
    """Return the invitations whose letter was taken on but perhaps never left: a process died.

    They are not sent again by themselves, because a letter must not go out twice.
    """
    return Invitation.objects.filter(
        sent_at=None, used_at=None, claimed_at__lt=timezone.now() - _DOUBT
    )
