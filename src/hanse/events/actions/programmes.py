"""Programmes and the sides they compare."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hanse.accounts.models import User
from hanse.events.actions.inviting import need_secretariat
from hanse.events.models import Programme, Side
from hanse.sharing import audit


@transaction.atomic
def create_programme(facts: dict[str, Any], sides: list[str], person: User) -> Programme:
    """Begin a programme."""
    need_secretariat(person)
    programme = Programme.objects.create(slug=_free_slug(facts["name"]), **facts)
    _compare(programme, sides)
    audit.record("begin a programme", programme, person)
    return programme


@transaction.atomic
def change_programme(
    programme: Programme, facts: dict[str, Any], sides: list[str], person: User
) -> None:
    """Correct a programme; a side that keeps its name keeps its key."""
    need_secretariat(person)
    for name, value in facts.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(facts))
    _compare(programme, sides)
    audit.record("change a programme", programme, person)


def _compare(programme: Programme, sides: list[str]) -> None:
    keys = dict(programme.sides.values_list("name", "key"))
    programme.sides.all().delete()
    rows: list[Side] = []
    for position, name in enumerate(sides, 1):
        key = keys.get(name) or slugify(name)[:40]
        taken = {row.key for row in rows}
        own = key if key and key not in taken else f"side-{position}"
        rows.append(Side(programme=programme, position=position, key=own, name=name))
    Side.objects.bulk_create(rows)


def _free_slug(name: str) -> str:
    short = slugify(name)[:70].strip("-") or "programme"
    taken = set(Programme.objects.filter(slug__startswith=short).values_list("slug", flat=True))
    free = (short, *(f"{short}-{number}" for number in range(2, 1000)))
    return next(slug for slug in free if slug not in taken)
