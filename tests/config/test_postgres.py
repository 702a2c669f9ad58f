"""The embedded server starts, is shared, survives a crash and never runs against foreign data."""

import os
import pwd
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hanse.config.postgres import Server, cluster_home
from hanse.shared.errors import SetupError


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Keep one cluster for the whole file."""
    server = Server(Path(tempfile.mkdtemp(prefix="hanse-cluster-")), disposable=True)
    yield server.home
    server.start().stop()


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    """Run the server; its data outlives it."""
    running = Server(home).start()
    yield running
    running.stop()


def ask(server: Server, question: str, role: str = "hanse_app") -> object:
    """Ask the database one thing."""
    address = f"host={server.socket} user={role} dbname=hanse"
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute(question)
        return found.fetchall()[0][0] if found.description else None


def test_the_app_role_can_neither_make_tables_nor_become_the_owner(server: Server) -> None:
    for forbidden in ("CREATE TABLE t (x int)", "SET ROLE hanse_owner", "CREATE DATABASE d"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server, forbidden)


def test_a_second_starter_attaches_and_leaves_the_server_running(server: Server) -> None:
    second = Server(server.home).start()
    answer = ask(second, "SELECT 1")
    second.stop()

    assert (answer, second.owned, server.alive) == (1, False, True)


def test_it_listens_on_a_socket_only_its_user_can_enter(server: Server) -> None:
    found = server.socket.stat()

    assert ask(server, "SHOW listen_addresses") == ""
    assert found.st_mode & 0o777 == 0o700
    if os.getuid() == 0:
        assert pwd.getpwuid(found.st_uid).pw_name in {"hanse", "postgres", "nobody"}
    else:
        assert found.st_uid == os.getuid()


def test_data_survive_a_killed_server(server: Server) -> None:
    ask(server, "CREATE TABLE kept (number) AS VALUES (7)", role="hanse_owner")
    assert server._process is not None
    os.kill(server._process.pid, signal.SIGKILL)
    server._process.wait()
    server.stop()

    again = Server(server.home).start()
    try:
        assert ask(again, "SELECT number FROM kept", role="hanse_owner") == 7
    finally:
        again.stop()


def test_data_of_another_major_version_are_refused_not_replaced(tmp_path: Path) -> None:
    home = tmp_path / "postgres"
    (home / "pg17").mkdir(parents=True)

    with pytest.raises(SetupError, match="pg17"):
        Server(home).start()

    assert not (home / "pg18").exists()


def test_the_cluster_lies_in_the_data_folder_if_its_user_can_get_there(tmp_path: Path) -> None:
    inside = tmp_path / "house"
    inside.mkdir(mode=0o700)

    home = cluster_home(inside / "data")

    if os.getuid() == 0:
        assert home.parent == Path("/var/lib/hanse")
    else:
        assert home == inside / "data" / "postgres"
