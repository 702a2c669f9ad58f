"""The layers drawn in ARCHITECTURE.md hold, and crossing any of them is noticed."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# contract -> a file to plant or extend, and the import that must break it
VIOLATIONS = {
    "direction": ("shared/planted.py", "import hanse.dialogues.models"),
    "pure": ("analysis/planted.py", "import django.db"),
    "insights": ("dialogues/planted.py", "import hanse.analysis.opinions"),
    "inside": ("dialogues/models.py", "import hanse.dialogues.queries"),
    "private-dialogues": ("home/planted.py", "import hanse.dialogues.forms"),
}


def lint_imports(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Check the layers of the project that lies in `folder`."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project's Python files, so that a violation can be planted."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(
        ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("static", "templates", "*.pyc")
    )
    return folder


def test_views_and_forms_of_every_feature_are_kept_private() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    guarded = {name for contract in contracts for name in contract.get("protected_modules", [])}

    private = {
        f"hanse.{path.parent.name}.{path.stem}"
        for path in (ROOT / "src" / "hanse").glob("*/*")
        if path.stem in {"views", "forms"}
    }

    assert private - guarded == set(), "add a contract `private-FEATURE` to pyproject.toml"


def test_every_layer_holds() -> None:
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_planted_violation_breaks_its_contract(contract: str, copy: Path) -> None:
    name, line = VIOLATIONS[contract]
    file = copy / "src" / "hanse" / name
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")

    done = lint_imports(copy, "--contract", contract)

    if before is None:
        file.unlink()
    else:
        file.write_text(before, encoding="utf-8")
    assert (done.returncode, "Contracts: 0 kept, 1 broken." in done.stdout) == (1, True), (
        done.stdout
    )
