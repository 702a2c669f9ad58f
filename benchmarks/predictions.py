"""Q3: votes set aside, foretold by Hanse's vote model and by the rates of Polis groups."""

from collections.abc import Iterator

import numpy as np
from benchmarks.exports import conversations, read_export
from benchmarks.heldout import SPLITS, compare
from benchmarks.rows import Row, say

WANTED_RATIO = 0.88
SMALL = 6  # conversations; enough to see that it runs


def rows(quick: bool) -> Iterator[Row]:  # noqa: FBT001 - every group of rows is called alike
    """Compare the mean log-loss over splits, conversation by conversation."""
    folders = conversations()[: SMALL if quick else None]
    ratios = []
    for folder in folders:
        export = read_export(folder)
        losses = [compare(export, split)[:2] for split in range(1 if quick else SPLITS)]
        polis, hanse = np.mean(losses, axis=0)
        ratios.append(float(hanse / polis))
    if ratios:
        middle, worst = float(np.median(ratios)), max(ratios)
        reached = f"{middle:.3f} median, {worst:.3f} worst of {len(ratios)}"
        what = "log-loss of votes set aside, as a share of that of Polis group rates"
        met = middle <= WANTED_RATIO and worst <= 1
        yield Row("Q3", what, "at most .88, never above 1", reached, met)


if __name__ == "__main__":
    say(rows)
