"""The append-only record of who did what, written in the transaction of the act."""

import uuid
from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Model

from hanse.accounts.models import AuditEntry, User


class OutsideTransactionError(RuntimeError):
    """An act and its entry must stand or fall together."""


class Doer(Protocol):
    """Whoever acts, as features above describe them: a person, or work of the system."""

    @property
    def person_id(self) -> uuid.UUID | None:
        """Return whose act it is, if a person's."""

    @property
    def system(self) -> str:
        """Name the work that no person does."""


By = User | AnonymousUser | Doer | str | None  # a text names work of the system


def record(verb: str, target: Model | str, by: By, /, **detail: object) -> AuditEntry:
    """Write down an act; `detail` holds keys and states, never the words of a record."""
    if not connection.in_atomic_block:
        raise OutsideTransactionError("Write the audit in the transaction of the act.")
    person, system = _who(by)
    return AuditEntry.objects.create(
        verb=verb,
        target=target if isinstance(target, str) else name_of(target),
        person=person,
        system=system,
        detail=detail,
    )


def name_of(target: Model) -> str:
    """Return how the audit names a row: its kind and its key."""
    kind = target._meta.label_lower  # noqa: SLF001 - Django's documented door to a model's name
    return f"{kind}:{getattr(target, 'record', target.pk)}"


def _who(by: By) -> tuple[uuid.UUID | None, str]:
    if by is None or isinstance(by, AnonymousUser):
        return None, ""
    if isinstance(by, str):
        return None, by
    return (by.pk, "") if isinstance(by, User) else (by.person_id, by.system)
