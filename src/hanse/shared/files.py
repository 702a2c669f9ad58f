"""Writing that leaves the finished thing or nothing, also when it is interrupted."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hanse.shared.errors import InputError


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Yield a folder to fill; at the end it gets its name, after an error it is gone.

    A folder of that name must not exist, or must be empty: what is there is never overwritten.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise InputError(path, None, "this already exists", "Choose another name or remove it")
    with _beside(path) as inside:
        yield inside
        os.replace(inside, path)  # noqa: PTH105 - also replaces an empty folder, rename() may not


@contextmanager
def new_files(folder: Path) -> Iterator[Path]:
    """Yield a folder to fill; at the end each file moves to `folder`, replacing one of its name."""
    with _beside(folder) as inside:
        yield inside
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(inside.iterdir()):
            file.replace(folder / file.name)


def write_file(path: Path, content: bytes) -> None:
    """One file, whole or not at all."""
    with _beside(path) as inside:
        (inside / path.name).write_bytes(content)
        (inside / path.name).replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a hidden folder next to the target: on the same disk renaming is one step."""
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        inside = path.absolute().parent / f".{path.name}-{secrets.token_hex(6)}"
        inside.mkdir()
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        raise InputError(
            path, None, f"cannot write here ({reason})", "Choose another place"
        ) from None
    try:
        yield inside
    finally:
        shutil.rmtree(inside, ignore_errors=True)
