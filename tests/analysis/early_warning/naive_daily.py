"""The daily check written in the most obvious way: one series, one day, no arrays."""

import math

from scipy.stats import nbinom


def judged(counts: list[float], first: int, day: int) -> tuple[float, float, bool] | None:
    """Return expected, threshold and alarm of one day; None where too little is known."""
    sums = []
    end = day
    while len(sums) < 8 and end >= 6:
        if end < first:
            sums.append(sum(counts[end - 6 : end + 1]))
        end -= 7
    known = [one for one in sums if not math.isnan(one)]
    if len(known) < 4:
        return None
    size, prob = sum(known) + 0.5, len(known) / (len(known) + 1)
    upper = float(nbinom.ppf(0.99, size, prob))
    now = sum(one for one in counts[day - 6 : day + 1] if not math.isnan(one))
    return size / len(known), upper, now > upper and now >= 3
