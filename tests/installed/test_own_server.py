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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
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


@dataclass(frozen=True)
class House:
    """A furnished Hanse on a server of the operator, and how opening it went."""

    programs: Path
    administrator: str
    environment: dict[str, str]
    opened: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House | None]:
    """Open the demo once on the newest server that is installed, if there is one."""
    programs = newest_programs()
    if programs is None:
        yield None
        return
    with running(programs) as administrator:
        environment = {name: os.environ[name] for name in os.environ if "DJANGO" not in name}
        environment |= follow_the_manual(administrator)
        environment["HANSE_DATA"] = str(tmp_path_factory.mktemp("data"))
        opened = subprocess.run(
            [sys.executable, "-m", "hanse", "demo", "--check"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        yield House(programs, administrator, environment, opened)


def proven(capsys: pytest.CaptureFixture[str], house: House | None, what: str) -> bool:
    """Say aloud what is proven on which server, or that there is none to prove it on."""
    with capsys.disabled():
        if house is None:
            print(f"\nNo PostgreSQL server is installed here; not tried: {what}.")  # noqa: T201 - see above
            return False
        with connect(house.administrator) as connection:
            version = connection.info.parameter_status("server_version")
        print(f"\nTried on PostgreSQL {version}: {what}.")  # noqa: T201 - see above
        return True


def test_the_house_opens_on_a_server_of_the_operator(
    house: House | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if not proven(capsys, house, "the house with DATABASE_URL") or house is None:
        return
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"

    with connect(f"{house.administrator} dbname=hanse") as connection:
        found = connection.execute(owners).fetchall()

    assert "answers 200" in house.opened.stdout, house.opened.stdout + house.opened.stderr
    assert (house.opened.returncode, found) == (0, [("hanse_owner",)])
    assert not (Path(house.environment["HANSE_DATA"]) / "postgres").exists()


def test_a_dump_brings_every_row_back(
    house: House | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not proven(capsys, house, "a dump and its restoration") or house is None:
        return
    owner, dump = house.environment["DATABASE_OWNER_URL"], tmp_path / "hanse.dump"
    anew = f"{owner.removesuffix('/hanse')}/anew"
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    run = [house.programs / "pg_dump", "--format=custom", f"--file={dump}", owner]
    subprocess.run(run, check=True)
    with connect(house.administrator) as connection:
        connection.execute("CREATE DATABASE anew OWNER hanse_owner TEMPLATE template0")
    with connect(f"{house.administrator} dbname=anew") as connection:
        connection.execute(re.findall(r"```sql\n(.*?)```", manual, re.DOTALL)[1])
    restore = [house.programs / "pg_restore", "--no-owner", "--exit-on-error", "--dbname", anew]
    subprocess.run([*restore, dump], check=True)

    assert rows_as_app(anew) == rows_as_app(owner) != {}


def rows_as_app(owner: str) -> dict[str, int]:
    """Count the rows of every table as the role that serves may see them."""
    secret, served = (SECRETS[user].replace(" ", "%20") for user in ("hanse_owner", "hanse_app"))
    address = owner.replace("hanse_owner", "hanse_app").replace(secret, served)
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    with connect(address) as connection:
        names = [name for (name,) in connection.execute(tables).fetchall()]
        counts = {}
        for name in names:
            count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
            counts[name] = connection.execute(count).fetchall()[0][0]
    return counts
