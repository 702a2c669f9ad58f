"""S2: counts, axes and places after a hundred new votes on the largest conversation."""

import statistics
from collections.abc import Iterator

import numpy as np
from benchmarks.clock import timed
from benchmarks.datasets import LARGE, MEDIUM, PLANS
from benchmarks.rows import Row, say

from hanse.analysis.opinions.live import LiveMap, LiveReading
from hanse.analysis.opinions.simulation import simulate

BATCH = 100
WANTED_SECONDS = 0.020


def rows(quick: bool) -> Iterator[Row]:  # noqa: FBT001 - every group of rows is called alike
    """Time batches of new votes, each with a full reading of the map."""
    name = MEDIUM if quick else LARGE
    table = simulate(PLANS[name]).table()
    live, built, _ = timed(lambda: LiveMap(table))
    live.read()
    rng = np.random.default_rng(100)
    seconds = [timed(lambda: one_batch(live, rng))[1] for _ in range(5 if quick else 21)]
    least, middle = min(seconds), statistics.median(seconds)
    reached = f"{least * 1000:.1f} ms least, {middle * 1000:.1f} median (start {built:.2f} s)"
    what = f"CPU for {BATCH} new votes and a new map (counts, axes, places), {name}"
    yield Row("S2", what, "at most 20 ms", reached, least <= WANTED_SECONDS)


def one_batch(live: LiveMap, rng: np.random.Generator) -> LiveReading:
    """Let people here and new ones vote, then read the map."""
    statements = rng.choice(live.statement_ids, BATCH).tolist()
    people = rng.integers(0, 40_000, BATCH).astype(str).tolist()
    live.add(people, statements, rng.integers(-1, 2, BATCH).tolist())
    return live.read()


if __name__ == "__main__":
    say(rows)
