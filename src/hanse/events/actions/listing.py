"""The lists of an event, row by row and in order: its agenda, counts, hosts, gaps and the rest."""

from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from hanse.accounts.models import User
from hanse.events.actions.inviting import need_secretariat
from hanse.events.models import Event, Organisation
from hanse.events.models.facts import Listed
from hanse.sharing import audit

_ASIDE = 32_767  # a place in the order that no list reaches


class NeededError(ValueError):
    """Counts lean on a source; they need another one first."""


def next_position(event: Event, model: type[Listed]) -> int:
    """Return the place after the last row of a table."""
    rows = model._default_manager.filter(event=event)  # noqa: SLF001 - Django's door to any model
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def add_row(row: Listed, person: User) -> Listed:
    """Put a new row at the end of its list."""
    need_secretariat(person)
    row.position = next_position(row.event, type(row))
    row.save()
    _note("add to a list of an event", row, person)
    return row


@transaction.atomic
def change_row(row: Listed, facts: dict[str, Any], person: User) -> None:
    """Correct a row."""
    need_secretariat(person)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    _note("change a list of an event", row, person)


@transaction.atomic
def remove_row(row: Listed, person: User) -> None:
    """Take a row out of its list; a source stays while counts lean on it."""
    need_secretariat(person)
    counts = getattr(row, "counts", None)
    if counts is not None and counts.exists():
        raise NeededError("Counts lean on this source.")
    _note("remove from a list of an event", row, person)
    row.delete()


@transaction.atomic
def move_row(row: Listed, person: User, *, earlier: bool) -> None:
    """Let a row change places with its neighbour; at the end of the list nothing happens."""
    need_secretariat(person)
    of_part = {"part": row.part} if isinstance(row, Organisation) else {}
    table: QuerySet[Any] = type(row)._default_manager.all()  # noqa: SLF001 - see above
    rows = table.filter(event=row.event, **of_part)
    side = {"position__lt" if earlier else "position__gt": row.position}
    neighbour = rows.order_by("-position" if earlier else "position").filter(**side).first()
    if neighbour is None:
        return
    here, there = row.position, neighbour.position
    for moved, position in ((row, _ASIDE), (neighbour, here), (row, there)):
        moved.position = position
        moved.save(update_fields=["position"])
    _note("move in a list of an event", row, person)


def _note(verb: str, row: Listed, person: User) -> None:
    kind = row._meta.model_name  # noqa: SLF001 - Django's documented door to a model's name
    audit.record(verb, row.event, person, list=kind, row=row.pk)
