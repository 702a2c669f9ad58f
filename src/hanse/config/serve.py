"""Runs the web server."""

import os

from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces

from hanse.config.ready import embedded_server, set_up_django


def run(host: str, port: int, workers: int, threads: int) -> None:
    """Collect the static files, then serve until told to stop."""
    os.environ.setdefault("HANSE_DB_POOL", str(threads))
    os.environ.setdefault("HANSE_STATEMENT_TIMEOUT_MS", "5000")
    os.environ.setdefault("HANSE_LOCK_TIMEOUT_MS", "2000")
    with embedded_server():
        set_up_django()
        call_command("collectstatic", interactive=False, verbosity=0)
        Granian(
            "hanse.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            respawn_failed_workers=True,
            log_level="warning",  # type: ignore[arg-type] # a string enum takes its value
        ).serve()
