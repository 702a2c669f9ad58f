"""Incident files: 80,000 rows tried and brought in, the same rows again, and taken back.

It starts a database of its own and removes it; CPU seconds are those of both sides.
"""

import datetime as dt
import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.import_dialogue import backend_seconds
from benchmarks.table import row

ROWS, QUICK_ROWS = 80_000, 8_000
SECONDS = 20.0
WORDS = ("Black", "Asian", "Jewish", "Muslim", "Gay (Male)", "Hispanic or Latino", "Female")
DEEDS = ("Simple Assault", "Vandalism", "Intimidation", "Graffiti", "Robbery", "Arson")

SYLLABLES = tuple(first + last for first in "bdfgklmnprst" for last in ("a", "en", "i", "o", "ur"))


def main() -> None:
    """Print one row per goal."""
    rows = QUICK_ROWS if "quick" in sys.argv[1:] else ROWS
    with database():
        from hanse.sharing.acting import as_system

        with as_system("benchmark"):
            for found in measure(rows):
                print(json.dumps(found))


def measure(rows: int) -> Iterator[dict[str, object]]:
    """Import a file as CSV, import it again, take it back; then read it as a workbook."""
    from hanse.cities.models import Authority, Membership
    from hanse.sharing.actors import Actor
    from hanse.threats.actions import importing
    from hanse.threats.actions.import_file import Chosen, import_file

    Authority.objects.create(slug="bench", name="B", country="US", membership=Membership.MEMBER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "incidents.csv"
        file.write_bytes(table(rows))
        first, spent = timed(lambda: import_file(file, "bench", Chosen(complete=True)))
        yield goal("T1", f"{rows:,} incidents from CSV tried and imported", spent)
        again, spent = timed(lambda: import_file(file, "bench", Chosen(complete=True)))
        nothing = again.run.found["change"]["same"] == rows
        yield goal("T2", f"the same {rows:,} again, nothing changes", spent, right=nothing)
        _, spent = timed(lambda: importing.undo(first.run, Actor(system="benchmark")))
        yield goal("T3", f"{rows:,} taken back", spent)
        told = Path(folder) / "told.csv"
        told.write_bytes(table(rows, told=True))
        first, spent = timed(lambda: import_file(told, "bench", Chosen(complete=True)))
        found = search_entries() == rows
        yield goal("T5", f"{rows:,} incidents from CSV, each told in words", spent, right=found)
        _, spent = timed(lambda: importing.undo(first.run, Actor(system="benchmark")))
        gone = search_entries() == 0
        yield goal("T6", f"{rows:,} told in words taken back", spent, right=gone)
        book = Path(folder) / "incidents.xlsx"
        book.write_bytes(workbook(rows))
        _, spent = timed(lambda: import_file(book, "bench", Chosen(complete=True)))
        yield goal("T4", f"{rows:,} incidents from an Excel workbook", spent)


def goal(number: str, what: str, spent: float, *, right: bool = True) -> dict[str, object]:
    """Return the line of one measurement."""
    found: dict[str, object] = row(
        number, what, f"under {SECONDS:.0f} s", f"{spent:.1f} CPU s", right and spent < SECONDS
    )
    return found


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what was made, and the CPU seconds of Python and PostgreSQL together."""
    here, there = time.process_time(), backend_seconds()
    made = work()
    return made, time.process_time() - here + backend_seconds() - there


def search_entries() -> int:
    """Count the observations that the search finds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM home_searchentry WHERE kind = 'observation'")
        return int(cursor.fetchone()[0])


def cells(rows: int, *, told: bool = False) -> Iterator[list[str]]:
    """Yield a header and rows in the form Austin publishes; `told` adds a sentence to each."""
    draw = random.Random(1)  # noqa: S311 - the same file every time
    yield ["Incident Number", "Date of Incident", "Offense(s)", "Bias"]
    start = dt.date(2010, 1, 1)
    for number in range(rows):
        day = start + dt.timedelta(days=draw.randrange(5_800))
        words = ";".join(f"Anti-{word}" for word in draw.sample(WORDS, draw.choice((1, 1, 1, 2))))
        deed = draw.choice(DEEDS)
        if told:
            deed += f": {sentence(draw)}"
        yield [f"2010-{number}", f"{day:%m/%d/%Y} 12:00:00 AM", deed, words]


def sentence(draw: random.Random) -> str:
    """Return twelve to thirty words, a few frequent and many rare; in every third a number."""
    words = [_word(int(draw.paretovariate(0.6))) for _place in range(draw.randrange(12, 31))]
    if not draw.randrange(3):
        words[draw.randrange(len(words))] = str(draw.randrange(2, 300))
    return " ".join(words)


def _word(number: int) -> str:
    """Return the same made-up word for the same number."""
    number %= 40_000
    parts = []
    while number or not parts:
        number, part = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[part])
    return "".join(parts)


def table(rows: int, *, told: bool = False) -> bytes:
    """Return the rows as CSV."""
    return "".join(",".join(line) + "\n" for line in cells(rows, told=told)).encode()


def workbook(rows: int) -> bytes:
    """Return the rows as an Excel workbook."""
    from hanse.shared.tables.writing import as_excel

    lines = cells(rows)
    header = next(lines)
    return io.BytesIO(as_excel("Incidents", header, lines)).getvalue()


@contextmanager
def database() -> Iterator[None]:
    """Start a database that goes when the block ends, migrated and ready."""
    data = Path(tempfile.mkdtemp(prefix="hanse-bench-"))
    data.chmod(0o711)  # the database's own user must get through when root runs this
    os.environ |= {"HANSE_MODE": "demo", "HANSE_DATA": str(data), "HANSE_DB_ROLE": "owner"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "hanse.config.settings"
    from hanse.config import environment
    from hanse.config.postgres import Server, cluster_home

    server = Server(cluster_home(environment.data_folder()), disposable=True).start()
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        server.stop()


if __name__ == "__main__":
    main()
