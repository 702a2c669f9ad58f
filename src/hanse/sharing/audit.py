"""The audit as features above sharing write it: by whoever the rules of sharing see."""

from django.db.models import Model

from hanse.accounts import audit
from hanse.accounts.audit import OutsideTransactionError
from hanse.accounts.models import AuditEntry
from hanse.sharing.actors import Actor, Person, actor_of

__all__ = ["OutsideTransactionError", "record"]


def record(
    verb: str, target: Model | str, person: Person | Actor, /, **detail: object
) -> AuditEntry:
    """Write down an act; `detail` holds keys and states, never the words of a record."""
    return audit.record(verb, target, actor_of(person), **detail)
