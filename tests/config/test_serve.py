"""The web server refuses to start where it would not be safe, and says why in one line."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from hanse.config.serve import collect_static_files

PATIENCE = 240  # seconds, on a machine that does much else
GOOD_KEY = "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEF"


def surroundings(role: str, key: str, data: Path, mode: str) -> dict[str, str]:
    """Give a web server on the test database its environment."""
    name = connection.settings_dict["NAME"]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hanse.config.settings",
        "DATABASE_URL": f"postgresql://{role}@/{name}?host={os.environ['HANSE_PGHOST']}",
        "HANSE_DATA": str(data),
        "HANSE_MODE": mode,
        "HANSE_SECRET_KEY": key,
    }


def serve_in_production(role: str, key: str, data: Path) -> tuple[int, str]:
    """Start the web server on the test database; return its exit code and complaint."""
    done = subprocess.run(
        [sys.executable, "-m", "hanse", "serve", "--port", "1"],
        env=surroundings(role, key, data, mode="production"),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.returncode, done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short"])
def test_a_guessable_key_is_refused(key: str, tmp_path: Path) -> None:
    code, complaint = serve_in_production("hanse_app", key, tmp_path)

    assert (code, complaint.count("\n")) == (2, 1)
    assert complaint.startswith("hanse: HANSE_SECRET_KEY is not set, or shorter than 50")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["hanse_owner", "postgres"])
def test_a_role_that_may_change_tables_is_refused(role: str, tmp_path: Path) -> None:
    code, complaint = serve_in_production(role, GOOD_KEY, tmp_path)

    assert (code, complaint.count("\n")) == (2, 1)
    assert complaint.startswith("hanse: The database role of the web server owns the tables")


@pytest.mark.django_db
def test_a_table_that_lost_its_rule_is_refused(tmp_path: Path) -> None:
    name = connection.settings_dict["NAME"]
    address = f"host={os.environ['HANSE_PGHOST']} dbname={name} user=hanse_owner"
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("ALTER TABLE dialogues_vote DISABLE ROW LEVEL SECURITY")
        try:
            code, complaint = serve_in_production("hanse_app", GOOD_KEY, tmp_path)
        finally:
            owner.execute("ALTER TABLE dialogues_vote ENABLE ROW LEVEL SECURITY")

    assert (code, complaint.count("\n")) == (2, 1)
    assert complaint.startswith(
        "hanse: The database does not hold the rule of sharing on dialogues_vote."
    )


@contextlib.contextmanager
def two_processes(data: Path) -> Iterator[str]:
    """Serve from the test database with two processes; give their address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "hanse", "serve", "--port", port, "--workers", "2"]
    server = subprocess.Popen(command, env=surroundings("hanse_app", GOOD_KEY, data, mode="demo"))
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def status(address: str) -> int:
    """Ask for the health; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=60) as answer:  # noqa: S310 - ours
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


@pytest.mark.django_db
def test_no_two_processes_share_a_connection_to_the_database(tmp_path: Path) -> None:
    with two_processes(tmp_path) as address, ThreadPoolExecutor(8) as askers:
        deadline = time.monotonic() + PATIENCE
        while status(address) == 0 and time.monotonic() < deadline:
            time.sleep(0.1)

        answers = Counter(askers.map(status, [address] * 400))

    assert answers == {200: 400}


def test_static_files_are_collected_once(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path

    collect_static_files()
    collected = sorted(tmp_path.rglob("*.css"))
    collected[0].unlink()
    collect_static_files()
    untouched = sorted(tmp_path.rglob("*.css"))
    (tmp_path / ".collected").unlink()
    collect_static_files()

    assert (untouched, sorted(tmp_path.rglob("*.css"))) == (collected[1:], collected)
