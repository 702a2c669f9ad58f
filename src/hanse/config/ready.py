"""Makes the database and Django ready for a command, and lets go of them afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from hanse.config import environment


@contextmanager
def database() -> Iterator[None]:
    """Start or attach to the embedded PostgreSQL unless DATABASE_URL is set, then set Django up."""
    with embedded_server():
        set_up_django()
        yield


@contextmanager
def embedded_server() -> Iterator[None]:
    """Keep the embedded PostgreSQL running for a while; does nothing with an external server."""
    if environment.database_url():
        yield
        return
    from hanse.config.postgres import Server, cluster_home  # noqa: PLC0415 - spared when external

    server = Server(cluster_home(environment.data_folder())).start()
    try:
        yield
    finally:
        server.stop()


def set_up_django() -> None:
    """Load the settings and every feature."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hanse.config.settings")
    django.setup()
