"""Errors that a person can mend, told in one line."""

import re
from dataclasses import dataclass
from pathlib import Path

_LONG_VALUE = re.compile(r"“([^”]{80})[^”]+”")


@dataclass(eq=False)  # an exception is itself only, and hashable
class InputError(Exception):
    """Something given to Hanse is wrong: which file, which row, what, and how to mend it."""

    file: Path | str
    row: int | None
    problem: str
    mend: str

    def __str__(self) -> str:
        """Return the line shown to the person, without a line break inside."""
        where = str(self.file) if self.row is None else f"{self.file}, row {self.row}"
        return _line(f"{where}: {self.problem}", self.mend)


@dataclass(eq=False)  # an exception is itself only, and hashable
class SetupError(Exception):
    """The place Hanse runs in is not ready: what is missing, and how to mend it."""

    problem: str
    mend: str

    def __str__(self) -> str:
        """Return the line shown to the person, without a line break inside."""
        return _line(self.problem, self.mend)


def _line(*sentences: str) -> str:
    ended = (text if text.rstrip().endswith((".", "!", "?")) else f"{text}." for text in sentences)
    return _LONG_VALUE.sub(r"“\1…”", " ".join(" ".join(ended).split()))
