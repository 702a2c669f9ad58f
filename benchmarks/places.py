"""How long the place picker takes to answer, over everything that is shipped.

Run where a database is ready: `python -m benchmarks.places` starts a server of its own.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from hanse.config.postgres import Server

ASKED = (
    *("at", "athens", "sa", "san", "koln", "springfield", "mittelhausbergen", "newyork"),
    *("Chatanooga", "philadelfia", "Strassbourg", "zzzzqq", "saint", "new", "los angeles", "a b"),
)
LIMIT_MS = 50


def main() -> None:
    """Print the median and the slowest of twenty answers per search."""
    server = Server(Path(tempfile.mkdtemp(prefix="hanse-bench-")), disposable=True).start()
    os.environ["HANSE_PGHOST"] = str(server.socket)
    os.environ["DJANGO_SETTINGS_MODULE"] = "hanse.config.settings_test"
    try:
        slowest = _measure()
    finally:
        server.stop()
    print(f"slowest median {slowest:.1f} ms; the target is below {LIMIT_MS} ms")


def _measure() -> float:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    connection.settings_dict["USER"] = "hanse_owner"
    call_command("migrate", verbosity=0)

    from hanse.cities.place_search import places_named
    from hanse.cities.places import ensure_places

    start = time.perf_counter()
    ensure_places()
    print(f"loading the places: {time.perf_counter() - start:.1f} s")
    medians = []
    for asked in ASKED:
        times = []
        for _ in range(20):
            start = time.perf_counter()
            found = places_named(asked)
            times.append(1000 * (time.perf_counter() - start))
        medians.append(statistics.median(times))
        first = f"{found[0].name}, {found[0].where}, {found[0].country}" if found else "-"
        print(f"{asked:18} {medians[-1]:6.1f} ms  (max {max(times):5.1f})  {len(found):2}  {first}")
    connection.close()
    return max(medians)


if __name__ == "__main__":
    main()
