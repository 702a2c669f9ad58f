"""Tells the database for whom it works, for the length of one transaction and no longer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from hanse.sharing.actors import Actor

SETTING = "hanse.actor"


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Read and write as this actor; rows that no policy allows are not there."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _swap(actor.setting())
        yield actor
        # a local setting lasts as long as the outermost transaction, so an inner one puts back
        # what was; after an error the savepoint's end does
        if nested and not connection.needs_rollback:
            _swap(before)


@contextmanager
def as_system(reason: str) -> Iterator[Actor]:
    """Work for nobody in particular and see everything; the reason is for whoever reads the code.

    For jobs, imports and furnishing. A page never does.
    """
    with acting(Actor(system=reason)) as actor:
        yield actor


def current_setting() -> str:
    """Return what the database was told, an empty text for the public."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        return str(cursor.fetchone()[0])


def _swap(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)",
            [SETTING, SETTING, setting],
        )
        return str(cursor.fetchone()[0])
