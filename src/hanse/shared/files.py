"""Writing that leaves the finished thing or nothing, also when it is interrupted."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
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


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write several files to a folder, replacing those of their names once all are complete."""
    if folder.exists() and not folder.is_dir():
        raise InputError(folder, None, "this is a file", "Name a folder")
    with _beside(folder) as inside:
        for name, content in contents.items():
            (inside / name).write_bytes(content)
        if not folder.exists():
            inside.rename(folder)
            return
        for name in contents:
            (inside / name).replace(folder / name)


def write_file(path: Path, content: bytes) -> None:
    """Write one file, whole or not at all."""
    if path.is_dir():
        raise InputError(path, None, "this is a folder", "Name a file")
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
