"""Time the import of a large dialogue into PostgreSQL: wall clock and CPU of both sides.

Run it with the repository as working folder; it starts a database of its own and removes it.
"""

import os
import tempfile
import time
from pathlib import Path

VOTES, PEOPLE, STATEMENTS = 200_000, 2_000, 800
TARGET_SECONDS = 10.0


def main() -> None:
    """Print one line per import: the first, and a replacement by newer data."""
    data = Path(tempfile.mkdtemp(prefix="hanse-bench-"))
    data.chmod(0o711)  # the database's own user must get through when root runs this
    os.environ |= {"HANSE_MODE": "demo", "HANSE_DATA": str(data)}
    from hanse.config import environment
    from hanse.config.postgres import Server, cluster_home

    server = Server(cluster_home(environment.data_folder()), disposable=True).start()
    try:
        measure()
    finally:
        server.stop()


def measure() -> None:
    """Migrate, import twice and print."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hanse.config.settings"
    os.environ["HANSE_DB_ROLE"] = "owner"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from hanse.dialogues.actions import Presentation, import_dialogue
    from hanse.dialogues.insights import Declared, Plan, simulated_folder

    for seed, what in ((1, "first import"), (2, "newer data")):
        plan = Plan(
            participants=PEOPLE,
            statements=STATEMENTS,
            votes_per_person=1.01 * VOTES / PEOPLE,
            seed=seed,
            declared=(Declared("side", ("Europe", "North America"), (0.6, 0.4)),),
        )
        folder, _drawn = simulated_folder(plan, title="Bench", question="")
        wall, here, there = time.perf_counter(), time.process_time(), backend_seconds()
        import_dialogue(folder, Presentation(slug="bench"))
        wall, here = time.perf_counter() - wall, time.process_time() - here
        there = backend_seconds() - there
        print(
            f"{what:<13} {len(folder.votes):>8,} votes  {wall:5.1f} s wall  {here:4.1f} s CPU here"
            f"  {there:4.1f} s CPU in PostgreSQL  (target {TARGET_SECONDS:.0f} s)"
        )


def backend_seconds() -> float:
    """Return the CPU seconds of the database process that serves this connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
