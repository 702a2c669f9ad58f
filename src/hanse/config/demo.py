"""The demo: supervises the database, the web server and the job worker until told to stop."""

import contextlib
import fcntl
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from hanse.config import environment
from hanse.config.postgres import Server, cluster_home, die_with_parent
from hanse.shared.errors import SetupError

_HOST = "127.0.0.1"
_FIRST_PORT, _PORTS = 8000, 100
_PATIENCE = 180.0  # seconds for the web server to answer, or for the database to be let go
_GRACE = 10.0  # seconds a process gets to stop before it is killed
_HTTP_OK = 200


class _Stop(BaseException):
    """Somebody asked the demo to stop."""


def run(port: int | None) -> int:
    """Open the house and keep it open until Ctrl-C or SIGTERM; the data stays."""
    try:
        with _house(port) as (address, processes):
            _say(f"Hanse is open at {address} (Ctrl-C stops it).")
            while all(process.poll() is None for process in processes):
                time.sleep(0.2)
            _say("A part of Hanse has stopped unexpectedly; stopping the rest.")
            return 1
    except _Stop:
        return 0


def check(port: int | None) -> int:
    """Open the house, fetch its front page and close it: 0 when all of that worked."""
    try:
        with _house(port) as (address, _processes):
            status, body = _fetch(address, "/")
            _say(f"The front page answers {status} with {len(body)} bytes.")
            return 0 if status == _HTTP_OK else 1
    except _Stop:
        return 1


def reset() -> None:
    """Remove everything the demo has stored; a running demo is left alone."""
    if environment.database_url():
        raise SetupError(
            "The demo's data are in the database that DATABASE_URL names.",
            "Empty it there, as its owner; Hanse removes only a database of its own.",
        )
    data = environment.data_folder()
    with _only_one(data):
        home = cluster_home(data)
        shutil.rmtree(home, ignore_errors=True)
        for name in ("static", "secret-key", "demo.json"):
            path = data / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    _say("The demo's data is gone; the next start furnishes it anew.")


@contextlib.contextmanager
def _house(port: int | None) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Start all parts in order and stop them in the opposite one."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    os.environ["HANSE_MODE"] = "demo"
    data = environment.data_folder()
    data.mkdir(parents=True, exist_ok=True)
    parts: list[subprocess.Popen[bytes]] = []
    with _choose_port(port) as choice, _only_one(data), _database(data):
        port = choice.getsockname()[1]
        address = os.environ["HANSE_ADDRESS"] = f"http://{_HOST}:{port}"
        try:
            for step, what in (("migrate", "Preparing the database"), ("furnish", "Furnishing")):
                _say(f"{what} …")
                _finish(_start(step), step)
            parts.append(_start("serve", "--host", _HOST, "--port", str(port), "--workers", "1"))
            # a job that is lost with its worker is found and done again
            parts.append(_start("worker", if_orphaned=signal.SIGKILL))
            _wait_for(address, parts)
            (data / "demo.json").write_text(json.dumps({"address": address, "pid": os.getpid()}))
            yield address, parts
        finally:
            (data / "demo.json").unlink(missing_ok=True)
            _stop_all(parts)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Stop


@contextlib.contextmanager
def _only_one(data: Path) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True)
    with (data / "demo.lock").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = "and is still starting"
            with contextlib.suppress(OSError, ValueError):
                where = "at " + json.loads((data / "demo.json").read_text())["address"]
            raise SetupError(
                f"The demo already runs {where} (data: {data}).",
                "Use that one, or stop it first with Ctrl-C in its window.",
            ) from None
        yield


@contextlib.contextmanager
def _database(data: Path) -> Iterator[None]:
    """Run the embedded server in this process, not merely attach to another command's."""
    if environment.database_url():
        yield
        return
    server = Server(cluster_home(data))
    deadline = time.monotonic() + _PATIENCE
    while not server.start().owned:
        if time.monotonic() > deadline:
            raise SetupError("Another hanse command uses the database.", "Let it finish first.")
        time.sleep(0.3)
    try:
        yield
    finally:
        server.stop()


def _start(
    *arguments: str, if_orphaned: signal.Signals = signal.SIGTERM
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", "hanse", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops in order
        preexec_fn=die_with_parent(if_orphaned),  # noqa: PLW1509 - no threads here
    )


def _finish(process: "subprocess.Popen[bytes]", step: str) -> None:
    try:
        code = process.wait()
    except BaseException:
        _stop_all([process])
        raise
    if code:
        raise SetupError(f"`hanse {step}` failed.", "Its message stands above this line.")


def _stop_all(processes: list["subprocess.Popen[bytes]"]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # already stopping
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + _GRACE
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(deadline - time.monotonic(), 0.1))
        with contextlib.suppress(ProcessLookupError):  # whoever a killed process left behind
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _choose_port(wanted: int | None) -> socket.socket:
    """Find a port where nobody listens, and keep other demos off it until the result is closed.

    Two servers may listen on one port and would answer for each other, so a demo that is still
    starting holds the datagram port of the same number, which nothing else uses.
    """
    for port in [wanted] if wanted else range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        choice = socket.socket(type=socket.SOCK_DGRAM)
        try:
            choice.bind((_HOST, port))
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((_HOST, port))
        except OSError:
            choice.close()
        else:
            return choice
    raise SetupError(
        f"Port {wanted or f'{_FIRST_PORT} and those after it'} is taken.",
        "Choose another one with --port.",
    )


def _wait_for(address: str, parts: list["subprocess.Popen[bytes]"]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if any(part.poll() is not None for part in parts):
            break
        with contextlib.suppress(OSError, http.client.HTTPException):
            if _fetch(address, "/healthz")[0] == _HTTP_OK:
                return
        time.sleep(0.05)
    raise SetupError("The web server did not come up.", "Its message stands above this line.")


def _fetch(address: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is how a command speaks
