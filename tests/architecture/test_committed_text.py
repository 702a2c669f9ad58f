"""What is committed works anywhere: no package index, no download address, no path of a machine."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

FORBIDDEN = {
    "a package index": re.compile(
        r"https?://[^\s\"'<>)]*(?:"
        + "|".join(["py" + "pi", "npm" + "js", "python" + "hosted", "crates" + r"\.io"])
        + ")",
    ),
    "a download address": re.compile(
        r"https?://[^\s\"'<>)]+\.(?:whl|tar\.gz|tgz|zip|deb|exe|dmg|woff2?)\b|(?:--|_)index-url|--find-links"
    ),
    "both sides of a merge": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
    "a path of one machine": re.compile(r"(?<![\w.\-/])/(?:work|root|Users)/[\w.]"),
}
OWN_NAME = Path(__file__).name


def committed_text() -> dict[str, str]:
    """Read every committed file that is text."""
    names = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    texts = {}
    for name in names:
        file = ROOT / name
        if (
            name
            and name.rpartition("/")[2] != OWN_NAME
            and file.is_file()
            and not file.is_symlink()
        ):
            data = file.read_bytes()
            if b"\0" not in data[:8000]:
                texts[name] = data.decode("utf-8", errors="replace")
    return texts


def test_no_committed_file_leans_on_one_place() -> None:
    found = [
        f"{name}:{text[: match.start()].count(chr(10)) + 1} names {what}: {match.group()}"
        for name, text in committed_text().items()
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]

    assert found == []
