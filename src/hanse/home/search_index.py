"""Builds the index of the search in the database, from what each feature declares.

Triggers keep it, so that a relabelled or withdrawn record is found, or not found, by the very
transaction that changes it, whichever code wrote. How nothing leaks: docs/decisions/search.md.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from hanse.home import search_keeping, search_sql
from hanse.shared.search import Searchable

TABLE = "home_searchentry"


@cache
def declared() -> tuple[Searchable, ...]:
    """Return what the features declare in their `search.py`, in the order of the settings."""
    names = [f"{app}.search" for app in settings.INSTALLED_APPS if app.startswith("hanse.")]
    modules = [import_module(name) for name in names if find_spec(name)]
    features = [module.SEARCHABLE for module in modules if hasattr(module, "SEARCHABLE")]
    return tuple(searchable for feature in features for searchable in feature)


@transaction.atomic
def install() -> None:
    """Bring functions, policy and triggers to this version, and the index with them."""
    kinds = [searchable.kind for searchable in declared()]
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
        cursor.execute(f"DELETE FROM {TABLE} WHERE kind <> ALL (%s)", [kinds])
        for kind in kinds:
            cursor.execute(f"SELECT search_rebuild_{kind}()")
        cursor.execute("SELECT search_learn_words()")
        cursor.execute(f"COMMENT ON TABLE {TABLE} IS '{version()}'")


def version() -> str:
    """Return what tells the functions and triggers of this code from those of another."""
    return hashlib.sha256("\n".join(statements()).encode()).hexdigest()


def is_installed() -> bool:
    """Tell whether the database keeps the index the way this code says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [TABLE])
        return bool(cursor.fetchone()[0] == version())


def uninstall() -> None:
    """Take the triggers away while tables change their shape; `install` builds all anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [TABLE])
        if cursor.fetchone()[0] is not None:
            cursor.execute(search_sql.DROP_TRIGGERS)
            cursor.execute(f"COMMENT ON TABLE {TABLE} IS NULL")


def statements() -> Iterator[str]:
    """Yield the SQL that teaches the database to keep and to read the index."""
    yield from search_sql.reading(declared())
    for searchable in declared():
        yield from search_keeping.keeping(searchable)


def differences() -> dict[str, int]:
    """Count, for each kind, the entries that differ from what they stand for.

    To be asked as the owner of the tables, or as the system.
    """
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for searchable in declared():
            cursor.execute(search_keeping.differing(searchable))
            found[searchable.kind] = int(cursor.fetchone()[0])
    return found


def after_migrate(**_sent: object) -> None:
    """Install once every migration has run; a half-migrated database has no index."""
    if is_installed():
        return
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        install()


def before_migrate(*, plan: list[object], **_sent: object) -> None:
    """Let nothing follow tables that are about to change."""
    if plan:
        uninstall()


def learn_words() -> None:
    """Collect the words there are anew, for the offers to those who misspell one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_learn_words()")
