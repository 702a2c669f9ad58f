"""Early warning: cost per judged week, and of a whole network's weekly run."""

import json

import numpy as np
from benchmarks.clock import timed
from benchmarks.table import row

from hanse.analysis.early_warning import farrington, judge

R_MILLISECONDS = 8.5  # farringtonFlexible of R surveillance 1.20.3, recorded per judged week
FASTER = 50
NETWORK_SECONDS = 60
WEEKS = 416


def main() -> None:
    """Print one row per goal."""
    for found in (per_week(), whole_network()):
        print(json.dumps(found))


def counts(series: int, seed: int = 1) -> np.ndarray:
    """Eight years of uneven weekly counts with means from about nothing to a dozen."""
    draw = np.random.default_rng(seed)
    mean = 0.2 + draw.gamma(1, 2, size=(series, 1))
    return draw.negative_binomial(2, 2 / (2 + mean), size=(series, WEEKS)).astype(float)


def per_week() -> dict[str, object]:
    """Farrington Flexible on 2,000 series, the four newest weeks each."""
    table, weeks = counts(2000), range(WEEKS - 4, WEEKS)
    spent = min(timed(lambda: farrington(table, periods=weeks))[1] for _ in range(3))
    each = 1000 * spent / (len(table) * len(weeks))
    ratio = R_MILLISECONDS / each
    return row(
        "W1",
        "Farrington Flexible, CPU per judged week beside R surveillance (recorded elsewhere)",
        f"at least {FASTER} times faster than {R_MILLISECONDS} ms",
        f"{each:.2f} ms, {ratio:.0f} times",
        ratio >= FASTER,
    )


def whole_network() -> dict[str, object]:
    """Every detector of the ladder on 10,000 series of eight years, the four newest weeks."""
    table = counts(10_000)
    _, spent, _ = timed(lambda: judge(table, weeks=range(WEEKS - 4, WEEKS)))
    return row(
        "W2",
        "10,000 series of eight years, the four newest weeks judged again",
        f"under {NETWORK_SECONDS} s",
        f"{spent:.1f} CPU s",
        spent < NETWORK_SECONDS,
    )


if __name__ == "__main__":
    main()
