"""The gap between the highest and the lowest share, by the slow and obvious road."""

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]


def draws(alpha: list[float], beta: list[float], size: int = 200_000) -> Floats:
    """Draw every share many times and take highest minus lowest."""
    chance = np.random.default_rng(7)
    shares = chance.beta(alpha, beta, size=(size, len(alpha)))
    return np.asarray(shares.max(axis=1) - shares.min(axis=1))


def chance_of_two_within(alpha: list[float], beta: list[float], gap: float) -> float:
    """Probability that two shares lie within a gap, by quadrature over the first."""
    quantile = (np.arange(20_000) + 0.5) / 20_000
    first = stats.beta(alpha[0], beta[0]).ppf(quantile)
    second = stats.beta(alpha[1], beta[1])
    return float(np.mean(second.cdf(first + gap) - second.cdf(first - gap)))
