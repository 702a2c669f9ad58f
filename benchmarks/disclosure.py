"""Safe sharing: what an attack on a thousand released tables recovers."""

import time
from collections.abc import Iterator

import numpy as np
from benchmarks.rows import Row, say
from tests.analysis.disclosure.test_release import MONTHLY, three_categories

from hanse.analysis.disclosure import make_safe, publish

TABLES, QUICK_TABLES = 1000, 100
NARROWEST = 2.5  # of the interval that an attacker is left with


def rows(quick: bool) -> Iterator[Row]:  # noqa: FBT001 - every group of rows is called alike
    """Attack random tables as they are published, with everything nested and added up."""
    tables = QUICK_TABLES if quick else TABLES
    begun = time.process_time()
    reports = []
    for seed in range(tables):
        table = three_categories(seed)
        reports.append(make_safe(table, publish(table, MONTHLY))[1])
    each = 1000 * (time.process_time() - begun) / tables
    attacked = sum(report.attacked for report in reports)
    narrowest = np.array([report.narrowest for report in reports])
    recovered = int((narrowest < 1).sum())
    yield Row(
        "D1",
        f"tables of {tables:,} random ones with a small count that linear programmes recover",
        f"0, none closer than {NARROWEST}",
        f"{recovered}; {attacked:,} counts attacked, the closest held to {narrowest.min():.1f}, "
        f"{each:.0f} CPU ms a table",
        bool(narrowest.min() >= NARROWEST),
    )


if __name__ == "__main__":
    say(rows)
