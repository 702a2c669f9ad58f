"""Erasing a person on request: name, address and ways to sign in go, what they did stays unnamed.

Features above add what they hold of people with `also_erase`, in the `ready` of their app.
"""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from hanse.accounts import audit
from hanse.accounts.actions import end_sessions
from hanse.accounts.models import Invitation, User
from hanse.shared.models import Letter

Eraser = Callable[[User], None]


class NotOneselfError(Exception):
    """Nobody erases themselves; somebody else does it on their request."""


def also_erase(name: str, eraser: Eraser) -> None:
    """Run `eraser` for whoever is erased, in the same transaction; the address is still there."""
    _ERASERS[name] = eraser


@transaction.atomic
def erase(person: User, *, by: User) -> None:
    """Remove what names a person everywhere; a stub stays that nobody can sign in with."""
    if person == by:
        raise NotOneselfError
    _close(person)
    for eraser in _ERASERS.values():
        eraser(person)
    for rows in (
        Letter.objects.filter(email=person.email),
        Invitation.objects.filter(email=person.email),
        EmailAddress.objects.filter(user=person),
        Authenticator.objects.filter(user=person),
        SocialAccount.objects.filter(user=person),
    ):
        rows.delete()
    person.email = f"{person.pk}@erased.invalid"
    person.save(update_fields=["email"])
    audit.record("erase a person", person, by)


def _close(person: User) -> None:
    """Take the name and every way in; the address goes last, because erasers look for it."""
    end_sessions(person)
    now = timezone.now()
    person.name, person.country, person.language, person.network_role = "", "", "en", ""
    person.is_active, person.suspended_at, person.erased_at = False, now, now
    person.last_login = None
    person.set_unusable_password()
    person.save()


_ERASERS: dict[str, Eraser] = {}
