"""Finds a Chromium for the journeys, or installs one, and prints where it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """Return the Chromium that HANSE_BROWSER names, that is installed, or that Playwright has."""
    candidates = [os.environ.get("HANSE_BROWSER"), *map(shutil.which, NAMES), playwrights_own()]
    return next((path for path in candidates if path and runs(path)), None)


def runs(path: str) -> bool:
    """Tell whether the browser starts: a stub without its libraries does not count."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def playwrights_own() -> str | None:
    """Return the Chromium that Playwright installed, if it did."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    cache = Path(folder) if folder else Path.home() / ".cache" / "ms-playwright"
    return next(map(str, sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True)), None)


def install() -> None:
    """Install the system's package where that is allowed, else the browser Playwright offers."""
    if package_tool := shutil.which("apt-get"):
        prefix = [] if os.getuid() == 0 else [shutil.which("sudo") or "sudo", "-n"]
        environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
        tries = [
            [*prefix, package_tool, "update", "-q"],
            [*prefix, *environment, package_tool, "install", "-qy", "chromium"],
        ]
        if all(succeeds(command) for command in tries) and find():
            return
    succeeds([sys.executable, "-m", "playwright", "install", "chromium"])


def succeeds(command: list[str]) -> bool:
    """Run a command; its output goes to standard error, as ours is the path alone."""
    try:
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


def main() -> int:
    """Print the path of a browser that works."""
    if not find():
        install()
    if not (path := find()):
        print("No Chromium was found, and none could be installed.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
