"""With DATABASE_URL the same code runs on a PostgreSQL server of the operator, with passwords.

The server's roles are made by the very SQL that docs/operations.md gives the operator.
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {"postgres": "a third secret", "hanse_owner": "one secret", "hanse_app": "another secret"}

pytestmark = pytest.mark.installed


def newest_programs() -> Path | None:
    """Find the newest PostgreSQL server among the system's packages."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    found = [folder for folder in folders if (folder / "postgres").exists()]
    return max(found, key=lambda folder: int(re.findall(r"\d+", str(folder))[-1]), default=None)


def as_postgres() -> dict[str, Any]:
    """Tell a child process to leave root behind: PostgreSQL insists on it."""
    if os.getuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(programs: Path) -> Iterator[str]:
    """Run a server that asks everybody for a password; give its administrator's address."""
    folder, port = Path(tempfile.mkdtemp(prefix="hanse-own-")), free_port()
    (folder / "secret").write_text(SECRETS["postgres"])
    if who := as_postgres():
        shutil.chown(folder, who["user"], who["group"])
        shutil.chown(folder / "secret", who["user"])
    make = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "--no-sync"]
    make += ["--auth=scram-sha-256", f"--pwfile={folder / 'secret'}", "--encoding=UTF8"]
    subprocess.run(make, cwd="/", check=True, stdout=subprocess.DEVNULL, **who)
    listen = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}", "-c", "fsync=off"]
    start = [programs / "postgres", "-D", folder / "data", "-k", folder, *listen]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(start, cwd="/", stdout=log, stderr=log, **who)
    try:
        address = make_conninfo(host="127.0.0.1", port=port, user="postgres", dbname="postgres")
        yield f"{address} password='{SECRETS['postgres']}'"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
        shutil.rmtree(folder)


def connect(address: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """Connect as soon as the server answers."""
    for _attempt in range(200):
        with contextlib.suppress(psycopg.OperationalError):
            return psycopg.connect(address, autocommit=True)
        time.sleep(0.05)
    return psycopg.connect(address, autocommit=True)


def follow_the_manual(address: str) -> dict[str, str]:
    """Make roles and database with the manual's SQL; return the two addresses for Hanse."""
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    roles, rights = re.findall(r"```sql\n(.*?)```", manual, re.DOTALL)[:2]
    with connect(address) as connection:
        for command in roles.split(";"):
            connection.execute(command)
        port = connection.info.port
    with connect(f"{address} dbname=hanse") as connection:
        connection.execute(rights)
    return {
        name: f"postgresql://{user}:{SECRETS[user].replace(' ', '%20')}@127.0.0.1:{port}/hanse"
        for name, user in (("DATABASE_URL", "hanse_app"), ("DATABASE_OWNER_URL", "hanse_owner"))
    }


def test_the_house_opens_on_a_server_of_the_operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    programs = newest_programs()
    if programs is None:
        with capsys.disabled():
            print("\nNo PostgreSQL server is installed here: DATABASE_URL was not tried.")  # noqa: T201 - not a silent skip
        return

    with running(programs) as address:
        environment = {**os.environ, **follow_the_manual(address), "HANSE_DATA": str(tmp_path)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        done = subprocess.run(
            [sys.executable, "-m", "hanse", "demo", "--check"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        with connect(f"{address} dbname=hanse") as connection:
            found = connection.execute(owners).fetchall()
            version = connection.info.parameter_status("server_version")

    assert (done.returncode, "answers 200" in done.stdout) == (0, True), done.stdout + done.stderr
    assert (found, (tmp_path / "postgres").exists()) == ([("hanse_owner",)], False)
    with capsys.disabled():
        print(f"\nDATABASE_URL was tried on PostgreSQL {version}.")  # noqa: T201 - says what was proven
