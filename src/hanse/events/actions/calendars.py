"""The secret address of a person's own calendar."""

import secrets

from django.db import transaction

from hanse.accounts.models import User
from hanse.events.models import CalendarKey
from hanse.shared.tokens import hash_of
from hanse.sharing import audit

_TOKEN_BYTES = 16  # 128 bits


@transaction.atomic
def make_calendar_key(person: User) -> str:
    """Make a new address and let the old one lead nowhere; return the token, shown this once."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    CalendarKey.objects.filter(person=person).delete()
    CalendarKey.objects.create(person=person, token_hash=hash_of(token))
    audit.record("make a calendar address", f"accounts.user:{person.pk}", person)
    return token


@transaction.atomic
def revoke_calendar_key(person: User) -> None:
    """Let the address lead nowhere."""
    if CalendarKey.objects.filter(person=person).delete()[0]:
        audit.record("revoke a calendar address", f"accounts.user:{person.pk}", person)
