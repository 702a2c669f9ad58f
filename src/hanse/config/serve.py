"""Runs the web server, once it is safe to."""

import hashlib
import os
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hanse.config import environment
from hanse.config.ready import embedded_server, set_up_django
from hanse.shared.errors import SetupError

_SHORTEST_KEY = 50
_TOO_MIGHTY = """
SELECT rolsuper OR rolbypassrls OR EXISTS (
    SELECT FROM pg_tables WHERE tablename = 'django_migrations' AND tableowner = current_user)
FROM pg_roles WHERE rolname = current_user
"""
_UNGUARDED = """
SELECT string_agg(c.relname, ', ' ORDER BY c.relname) FROM pg_class AS c
WHERE c.relkind = 'r' AND NOT c.relrowsecurity AND c.relnamespace = 'public'::regnamespace AND (
    EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid)
    OR 2 = (SELECT count(*) FROM pg_attribute AS a WHERE a.attrelid = c.oid
        AND a.attname IN ('record', 'sharing_label') AND NOT a.attisdropped))
"""


def run(host: str, port: int, workers: int, threads: int) -> None:
    """Collect the static files, then serve until told to stop."""
    os.environ.setdefault("HANSE_DB_POOL", str(threads))
    os.environ.setdefault("HANSE_STATEMENT_TIMEOUT_MS", "5000")
    os.environ.setdefault("HANSE_LOCK_TIMEOUT_MS", "2000")
    os.environ.setdefault("HANSE_IDLE_TIMEOUT_MS", "15000")
    with embedded_server():
        set_up_django()
        refuse_weak_key()
        refuse_mighty_role()
        refuse_unguarded_tables()
        let_go_of_the_database()
        collect_static_files()
        Granian(
            "hanse.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
        ).serve()


def let_go_of_the_database() -> None:
    """Close every connection, which the processes would else inherit and share."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined] # PostgreSQL's has it


def collect_static_files() -> None:
    """Copy, name and compress the static files, unless the same were collected before."""
    digest = hashlib.sha256(version("hanse").encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=itemgetter(0)):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    marker = Path(settings.STATIC_ROOT) / ".collected"
    if not marker.exists() or marker.read_text(encoding="ascii") != digest.hexdigest():
        call_command("collectstatic", interactive=False, verbosity=0)
        marker.write_text(digest.hexdigest(), encoding="ascii")


def refuse_weak_key() -> None:
    """Refuse a guessable key; only the demo makes one of its own."""
    if len(environment.secret_key()) < _SHORTEST_KEY:
        raise SetupError(
            f"HANSE_SECRET_KEY is not set, or shorter than {_SHORTEST_KEY} characters.",
            "Set it to a long random text and keep it: see docs/operations.md.",
        )


def refuse_mighty_role() -> None:
    """Refuse a role that could change tables: it would make a small hole a large one."""
    with connection.cursor() as cursor:
        cursor.execute(_TOO_MIGHTY)
        mighty = cursor.fetchone()
    if mighty and mighty[0]:
        raise SetupError(
            "The database role of the web server owns the tables or may bypass their rules.",
            "Serve with the second role, hanse_app: see docs/operations.md.",
        )


def refuse_unguarded_tables() -> None:
    """Refuse to serve shared records whose table the database does not guard."""
    with connection.cursor() as cursor:
        cursor.execute(_UNGUARDED)
        tables = cursor.fetchone()[0]
    if tables:
        raise SetupError(
            f"The database does not hold the rule of sharing on {tables}.",
            "Run `hanse migrate`; if that changes nothing, somebody switched the rule off: see "
            "docs/sharing.md.",
        )
