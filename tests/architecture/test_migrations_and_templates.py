"""Migrations match the models, and templates are formatted."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@pytest.mark.django_db
def test_migrations_match_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_templates_are_formatted(tmp_path: Path) -> None:
    pairs = {}
    for index, template in enumerate(sorted((ROOT / "src").rglob("templates/**/*.html"))):
        pairs[template] = tmp_path / f"{index}.html"
        shutil.copy(template, pairs[template])

    for program in (["djade", "--target-version", "5.2"], ["djangofmt", "--indent-width", "2"]):
        if pairs:  # djade exits with 1 when it changed a file, so the files are what is judged
            subprocess.run([BIN / program[0], *program[1:], *pairs.values()], check=False)

    unformatted = [
        str(template.relative_to(ROOT))
        for template, formatted in pairs.items()
        if template.read_bytes() != formatted.read_bytes()
    ]
    assert unformatted == [], "run `make format`"
