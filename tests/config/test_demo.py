"""One command opens the house, and closing it leaves nothing running."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hanse.cli import main
from hanse.config.demo import _choose_port
from hanse.shared.errors import SetupError

PATIENCE = 240.0  # seconds, on a machine that does much else


def hanse(data: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Start the command with a data folder of its own and no external server."""
    of_the_test_run = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in of_the_test_run}
    environment["HANSE_DATA"] = str(data)
    return subprocess.Popen(
        [sys.executable, "-m", "hanse", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def processes_of(data: Path) -> list[str]:
    """List the processes that were started with this data folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"HANSE_DATA={data}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_text().replace("\0", " "))
    return [line for line in found if line]


def wait_until(holds: Callable[[], bool]) -> bool:
    """Wait for something to become true."""
    deadline = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


def wait_until_open(demo: "subprocess.Popen[str]", data: Path) -> str:
    """Wait for the demo to say where it is."""
    wait_until(lambda: (data / "demo.json").exists() or demo.poll() is not None)
    if demo.poll() is not None:
        pytest.fail(f"the demo ended: {demo.communicate()}")
    return str(json.loads((data / "demo.json").read_text())["address"])


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Keep one data folder for the whole file, so that it is furnished once."""
    folder = Path(tempfile.mkdtemp(prefix="hanse-house-"))
    folder.chmod(0o755)  # as root, the database has a user of its own who must get in
    yield folder
    hanse(folder, "demo-reset").communicate(timeout=PATIENCE)
    shutil.rmtree(folder)


@pytest.fixture
def demo(data: Path) -> Iterator["subprocess.Popen[str]"]:
    """Open the house; close it if the test did not, and show what it said if the test failed."""
    process = hanse(data, "demo")
    yield process
    process.terminate()
    with contextlib.suppress(ValueError):  # the test has read it to the end
        sys.stderr.writelines(process.communicate(timeout=PATIENCE))


def test_a_second_demo_says_where_the_first_one_is(
    demo: "subprocess.Popen[str]", data: Path
) -> None:
    address = wait_until_open(demo, data)

    second = hanse(data, "demo")
    _output, errors = second.communicate(timeout=PATIENCE)

    assert (second.returncode, address in errors, errors.count("\n")) == (2, True, 1)
    assert urllib.request.urlopen(f"{address}/healthz").read() == b"ok\n"  # noqa: S310 - our own address
    assert demo.poll() is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_ends_everything_it_started(
    number: signal.Signals, demo: "subprocess.Popen[str]", data: Path
) -> None:
    wait_until_open(demo, data)

    demo.send_signal(number)
    _output, errors = demo.communicate(timeout=PATIENCE)

    assert (demo.returncode, "Traceback" in errors, processes_of(data)) == (0, False, [])


def test_killing_it_ends_everything_it_started(demo: "subprocess.Popen[str]", data: Path) -> None:
    wait_until_open(demo, data)

    demo.kill()
    demo.wait()

    assert wait_until(lambda: processes_of(data) == [])
    (data / "demo.json").unlink()


def test_when_a_part_is_killed_the_rest_stops(demo: "subprocess.Popen[str]", data: Path) -> None:
    wait_until_open(demo, data)

    servers = subprocess.run(
        ["pgrep", "--parent", str(demo.pid), "--full", "hanse serve"],
        capture_output=True,
        check=True,
    )
    os.kill(int(servers.stdout.split()[0]), signal.SIGKILL)
    output, _errors = demo.communicate(timeout=PATIENCE)

    assert (demo.returncode, "stopped unexpectedly" in output, processes_of(data)) == (1, True, [])


def test_demos_that_start_at_once_choose_different_ports() -> None:
    with _choose_port(None) as one, _choose_port(None) as other:
        assert one.getsockname() != other.getsockname()
        with pytest.raises(SetupError, match="is taken"):
            _choose_port(one.getsockname()[1])


def test_a_reset_never_touches_a_database_of_the_operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://hanse_app@/hanse")
    monkeypatch.setenv("HANSE_DATA", str(tmp_path))
    (tmp_path / "secret-key").write_text("kept")

    code = main(["demo-reset"])

    assert (code, (tmp_path / "secret-key").read_text()) == (2, "kept")
    assert "as its owner" in capsys.readouterr().err
