"""Progress of long work: shown on a terminal, silent in a pipe."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_EVERY_SECONDS = 0.1
_BAR_WIDTH = 24


class Progress:
    """One line on a terminal that is rewritten as work advances."""

    def __init__(self, label: str, total: int, stream: TextIO) -> None:
        self._label = label
        self._total = max(total, 1)
        self._done = 0
        self._stream = stream
        self._visible = stream.isatty()
        self._drawn_at = 0.0

    def advance(self, steps: int = 1) -> None:
        """Count finished steps; redraw at most ten times a second."""
        self._done += steps
        now = time.monotonic()
        if self._visible and now - self._drawn_at >= _EVERY_SECONDS:
            self._drawn_at = now
            share = min(self._done / self._total, 1.0)
            bar = "#" * round(share * _BAR_WIDTH)
            self._stream.write(f"\r{self._label} [{bar:<{_BAR_WIDTH}}] {share:4.0%}")
            self._stream.flush()

    def clear(self) -> None:
        """Wipe the line, so that what follows starts on a clean one."""
        if self._visible and self._drawn_at:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


@contextmanager
def progress(label: str, total: int, stream: TextIO | None = None) -> Iterator[Progress]:
    """Open a progress line on `stream` (standard error unless given) and wipe it at the end."""
    line = Progress(label, total, stream or sys.stderr)
    try:
        yield line
    finally:
        line.clear()
