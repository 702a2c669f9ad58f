"""One row of the quality table, passed between processes as a line of JSON."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`met` is None where there is nothing to reach, only something to know."""

    goal: str
    what: str
    target: str
    reached: str
    met: bool | None


def say(rows: Callable[[bool], Iterator[Row]]) -> None:
    """Print each row as soon as it is known; "quick" as first argument asks for fewer repeats."""
    for row in rows("quick" in sys.argv[1:]):
        sys.stdout.write(json.dumps(asdict(row)) + "\n")
        sys.stdout.flush()
