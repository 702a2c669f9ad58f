"""The append-only record of who did what, written in the transaction of the act."""

from django.db import connection
from django.db.models import Model

from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.models import AuditEntry


class OutsideTransactionError(RuntimeError):
    """An act and its entry must stand or fall together."""


def record(verb: str, target: Model | str, person: Person | Actor, **detail: object) -> AuditEntry:
    """Write down an act; `detail` holds keys and states, never the words of a record."""
    if not connection.in_atomic_block:
        raise OutsideTransactionError("Write the audit in the transaction of the act.")
    actor = actor_of(person)
    return AuditEntry.objects.create(
        verb=verb,
        target=target if isinstance(target, str) else _name(target),
        person=actor.person_id,
        system=actor.system,
        detail=detail,
    )


def _name(target: Model) -> str:
    kind = target._meta.label_lower  # noqa: SLF001 - Django's documented door to a model's name
    return f"{kind}:{getattr(target, 'record', target.pk)}"
