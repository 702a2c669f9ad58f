"""Negative binomial tails and quantiles for whole arrays, safe at extreme parameters.

The distribution counts failures before `size` successes of probability `prob`; its mean is
size (1 - prob) / prob. Sizes need not be whole.
"""

import numpy as np
import scipy  # scipy.special itself is loaded on first use, which keeps the import fast
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LARGEST_MEAN = 1e6  # above it a bound says nothing, and exact search would not end


def upper_tail(count: Floats, size: Floats, prob: Floats) -> Floats:
    """P(Y >= count); 1 at zero, NaN where any input is.

    >>> upper_tail(np.array([0.0, 3.0]), np.array([2.0, 2.0]), np.array([0.5, 0.5])).tolist()
    [1.0, 0.3125]
    """
    tail = scipy.special.betaincc(size, np.maximum(count, 1), prob)
    return np.where(np.isnan(count + size + prob), np.nan, np.where(count <= 0, 1.0, tail))


def quantile(chance: float, size: Floats, prob: Floats) -> Floats:
    """Smallest whole count whose cumulative probability reaches `chance`.

    NaN where the mean exceeds a million or an input is NaN.

    >>> quantile(0.95, np.array([2.0]), np.array([0.5])).tolist()
    [6.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = size * (1 - prob) / prob
        usable = (mean <= LARGEST_MEAN) & (size > 0)
    count = np.full(np.broadcast(size, prob).shape, np.nan)
    r, p = (np.broadcast_to(part, count.shape)[usable] for part in (size, prob))
    guess = np.maximum(np.ceil(scipy.special.nbdtrik(chance, r, p)), 0)
    count[usable] = _settle(
        np.where(np.isfinite(guess), guess, np.ceil(mean[usable])), chance, r, p
    )
    return count


def _settle(count: Floats, chance: float, size: Floats, prob: Floats) -> Floats:
    """Walk a guess to the exact quantile; the guess is right or one off except at rounding."""

    def cumulative(k: Floats) -> Floats:
        inside = scipy.special.betainc(size, np.maximum(k, 0) + 1, prob)
        return np.where(k < 0, 0.0, inside)

    # the same relative slack as a double carries keeps exact ties on the lower count
    reached = chance * (1 - 64 * np.finfo(np.float64).eps)
    while (low := cumulative(count) < reached).any():
        count = count + low
    while (high := cumulative(count - 1) >= reached).any():
        count = count - high
    return count
