"""The wheel, installed in an empty environment, does what the checkout does, from any folder."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.installed


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Path]:
    """Install the wheel beside nothing: no checkout, no development tools."""
    folder = Path(tempfile.mkdtemp(prefix="hanse-elsewhere-"))
    folder.chmod(0o755)  # as root, the database has a user of its own who must get in
    install = [BIN / "uv", "pip", "install", "-q", "--python", folder / "venv" / "bin" / "python"]
    for command in (
        [BIN / "hatchling", "build", "-t", "wheel", "-d", folder / "dist"],
        [BIN / "uv", "venv", "-q", "--python", sys.executable, folder / "venv"],
        [*install, "--require-hashes", "-r", ROOT / "requirements" / "run.txt"],
    ):
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wheel = next((folder / "dist").glob("*.whl"))
    subprocess.run([*install, "--no-deps", wheel], cwd=folder, check=True)
    yield folder
    shutil.rmtree(folder)


def hanse(
    folder: Path, *arguments: str, python: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the installed command, or the checkout's, in a folder that is not the checkout."""
    of_the_test_run = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH", "HANSE_PGHOST"}
    environment = {name: value for name, value in os.environ.items() if name not in of_the_test_run}
    environment["HANSE_DATA"] = str(folder / "data")
    if python:
        environment["PYTHONPATH"] = str(ROOT / "src")
    return subprocess.run(
        [python or folder / "venv" / "bin" / "python", "-m", "hanse", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_installed_demo_opens_and_closes(elsewhere: Path) -> None:
    done = hanse(elsewhere, "demo", "--check")

    assert (done.returncode, "answers 200" in done.stdout) == (0, True), done.stdout + done.stderr


def test_the_installed_brief_is_that_of_the_checkout(elsewhere: Path) -> None:
    drawn = hanse(elsewhere, "simulate", "votes", "--participants", "120", "--statements", "24")

    installed = hanse(elsewhere, "brief", "votes", "--out", "out")
    written = {file.name: file.read_bytes() for file in (elsewhere / "out").iterdir()}
    shutil.rmtree(elsewhere / "out")
    hanse(elsewhere, "brief", "votes", "--out", "out", python=Path(sys.executable))

    assert (drawn.stderr, installed.stderr, installed.stdout) == ("", "", "")
    assert set(written) == {"brief.html", "brief.pdf", "brief.docx", "brief.json"}
    assert {file.name: file.read_bytes() for file in (elsewhere / "out").iterdir()} == written


def test_the_installed_command_is_on_the_path_of_its_environment(elsewhere: Path) -> None:
    done = subprocess.run(
        [elsewhere / "venv" / "bin" / "hanse", "--help"],
        cwd=elsewhere,
        capture_output=True,
        check=True,
    )

    assert done.stdout.startswith(b"usage: hanse")
