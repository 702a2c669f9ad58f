"""The web server refuses to start where it would not be safe, and says why in one line."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from hanse.config.serve import collect_static_files

GOOD_KEY = "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEF"


def serve_in_production(role: str, key: str, data: Path) -> tuple[int, str]:
    """Start the web server on the test database; return its exit code and complaint."""
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hanse.config.settings",
        "DATABASE_URL": f"postgresql://{role}@/{name}?host={os.environ['HANSE_PGHOST']}",
        "HANSE_DATA": str(data),
        "HANSE_MODE": "production",
        "HANSE_SECRET_KEY": key,
    }
    done = subprocess.run(
        [sys.executable, "-m", "hanse", "serve", "--port", "1"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
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
