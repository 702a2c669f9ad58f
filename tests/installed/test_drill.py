"""The drill: back up, lose everything, restore into a new folder, and miss nothing."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from hanse.config.postgres import Server, cluster_home

pytestmark = pytest.mark.installed


@pytest.fixture
def ground() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hanse-drill-"))
    folder.chmod(0o755)  # as root, the database has a user of its own who must get in
    yield folder
    shutil.rmtree(folder)


def hanse(data: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command on the data of one folder."""
    of_the_test_run = ("DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE")
    environment = {key: os.environ[key] for key in os.environ if key not in of_the_test_run}
    environment |= {"HANSE_MODE": "demo", "HANSE_DATA": str(data)}
    return subprocess.run(
        [sys.executable, "-m", "hanse", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def every_row(data: Path) -> dict[str, str]:
    """Return a fingerprint of every table's rows."""
    server = Server(cluster_home(data)).start()
    try:
        with psycopg.connect(host=str(server.socket), user="postgres", dbname="hanse") as reader:
            tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            digest = "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} AS t"
            return {
                name: str(reader.execute(sql.SQL(digest).format(sql.Identifier(name))).fetchone())
                for (name,) in reader.execute(tables).fetchall()
            }
    finally:
        server.stop()


def test_everything_comes_back_in_a_new_folder(ground: Path) -> None:
    old, new, file = ground / "old", ground / "new", ground / "hanse.backup"
    for step in ("migrate", "furnish"):
        assert hanse(old, step).returncode == 0
    before = every_row(old)

    backed_up = hanse(old, "backup", file)
    shutil.rmtree(old)
    restored = hanse(new, "restore", file)
    verified = hanse(new, "verify")

    assert (backed_up.returncode, restored.returncode) == (0, 0), restored.stderr
    assert (verified.returncode, verified.stdout.splitlines()[-1]) == (0, "All is well.")
    assert every_row(new) == before
    assert file.stat().st_mode & 0o077 == 0


def test_a_backup_replaces_nothing(ground: Path) -> None:
    data, file = ground / "data", ground / "hanse.backup"
    assert hanse(data, "migrate").returncode == 0
    assert hanse(data, "backup", file).returncode == 0

    twice, filled = hanse(data, "backup", file), hanse(data, "restore", file)
    lost, broken = hanse(ground / "other", "restore", ground / "none"), ground / "broken"
    broken.write_bytes(file.read_bytes()[:1000])
    cut = hanse(ground / "other", "restore", broken)

    assert "there is a file of this name" in twice.stderr
    assert "The database is not empty" in filled.stderr
    assert "there is no such file" in lost.stderr
    assert "pg_restore failed" in cut.stderr
    assert [run.returncode for run in (twice, filled, lost, cut)] == [2, 2, 2, 2]
