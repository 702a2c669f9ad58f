"""Beta posteriors: intervals, chances and the gap between the highest and the lowest share.

Nothing here draws random numbers: every value is a quadrature or an incomplete beta function, so
the same counts give the same bits.
"""

import numpy as np
import scipy  # scipy.special itself is loaded on first use, which keeps the import fast
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL = 0.95
CELLS = 96  # per grid; a limit is right to about half a cell
REACH = 6.0  # standard deviations on each side that a grid covers
STATEMENTS_AT_ONCE = 128  # keeps the working arrays of one block in the second-level cache


def beta_interval(alpha: Floats, beta: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Equal-tailed interval of a Beta distribution.

    Parameters
    ----------
    alpha, beta
        Positive shape parameters, any equal shape; NaN gives NaN.
    level
        Posterior probability inside the interval.

    Returns
    -------
    low, high
        Arrays of the same shape, in 0..1.

    References
    ----------
    Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion, section 3.1.1.

    Examples
    --------
    Seven of ten agree; the prior is half a voice on each side:

    >>> low, high = beta_interval(np.array([7.5]), np.array([3.5]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.394], [0.907])
    """
    tail = (1 - level) / 2
    low: Floats = np.asarray(scipy.special.betaincinv(alpha, beta, tail), np.float64)
    high: Floats = np.asarray(scipy.special.betaincinv(alpha, beta, 1 - tail), np.float64)
    return low, high


def chance_above(alpha: Floats, beta: Floats, threshold: float) -> Floats:
    """Probability that a Beta distributed share lies above a threshold; NaN gives NaN.

    >>> chance_above(np.array([7.5]), np.array([3.5]), 0.5).round(3).tolist()
    [0.898]
    """
    return np.asarray(scipy.special.betaincc(alpha, beta, threshold), np.float64)


def expected_log(alpha: Floats, beta: Floats) -> Floats:
    """Posterior mean of the logarithm of a Beta distributed share.

    >>> expected_log(np.array([7.5]), np.array([3.5])).round(3).tolist()
    [-0.405]
    """
    digamma = scipy.special.psi
    return np.asarray(digamma(alpha) - digamma(alpha + beta), np.float64)


def largest_gap(alpha: Floats, beta: Floats, level: float = LEVEL) -> tuple[Floats, Floats, Floats]:
    """Posterior of the highest minus the lowest of several independent Beta distributed shares.

    Parameters
    ----------
    alpha, beta
        (C, B) shape parameters, each at least one half.
    level
        Posterior probability inside the interval.

    Returns
    -------
    mean, low, high
        (C,) posterior mean and equal-tailed interval of the gap, in 0..1; zeros when B < 2.

    Notes
    -----
    Each share is put on a grid of `CELLS` cells, by the midpoint rule in the angle
    arcsin(sqrt(share)), in which its density stays bounded. With every share on one cell of the
    grid the distribution of the range is exact: P(range <= s) is the sum over the cell i of the
    lowest share of P(all in i..i+s) - P(all in i+1..i+s). Empty space between the shares is cut
    out of the grid first and added back, so that two narrow shares far apart keep their detail.
    A limit is right to about half a cell. With equal shares the mean is above zero: a gap cannot
    be negative.

    Examples
    --------
    Nine of ten agree in one bloc, one of ten in the other:

    >>> alpha, beta = np.array([[9.5, 1.5]]), np.array([[1.5, 9.5]])
    >>> [part.round(2).tolist() for part in largest_gap(alpha, beta)]
    [[0.73], [0.4], [0.94]]
    """
    statements, blocs = alpha.shape
    out = np.zeros((3, statements))
    if blocs > 1:
        for begin in range(0, statements, STATEMENTS_AT_ONCE):
            part = slice(begin, begin + STATEMENTS_AT_ONCE)
            out[:, part] = _gap_block(alpha[part].T, beta[part].T, (1 - level) / 2)
    return out[0], out[1], out[2]


def _gap_block(alpha: Floats, beta: Floats, tail: float) -> Floats:
    """Mean, low and high (3, C) of the gap for shapes given as (B, C)."""
    origin, span, cut = _grids(alpha, beta)
    step = span / CELLS
    below = _cumulative(alpha, beta, origin, step)
    nobody, everybody = (1 - below).prod(axis=0), below.prod(axis=0)
    mean = cut + step * (1 - everybody - nobody)[:, 1:].sum(axis=1)
    within = _range_distribution(below, nobody)
    return np.stack([mean, *(cut + step * _quantile(within, share) for share in (tail, 1 - tail))])


def _grids(alpha: Floats, beta: Floats) -> tuple[Floats, Floats, Floats]:
    """Where each bloc's grid begins (B, C), how long it is (C,) and the empty space cut (C,)."""
    angle = np.arcsin(np.sqrt(alpha / (alpha + beta)))
    reach = REACH / (2 * np.sqrt(alpha + beta))  # the angle's deviation is the same everywhere
    low = np.sin(np.maximum(angle - reach, 0)) ** 2
    high = np.sin(np.minimum(angle + reach, np.pi / 2)) ** 2
    order = np.argsort(low, axis=0, kind="stable")
    low_sorted = np.take_along_axis(low, order, axis=0)
    reached = np.maximum.accumulate(np.take_along_axis(high, order, axis=0), axis=0)
    empty = np.zeros_like(low)
    empty[1:] = np.cumsum(np.maximum(low_sorted[1:] - reached[:-1], 0), axis=0)
    shift = np.empty_like(low)
    np.put_along_axis(shift, order, empty, axis=0)
    origin = low_sorted[0] + shift
    return origin, reached[-1] - empty[-1] - low_sorted[0], empty[-1]


def _cumulative(alpha: Floats, beta: Floats, origin: Floats, step: Floats) -> Floats:
    """(B, C, CELLS + 1) probability below each edge of the grid."""
    edge = origin[:, :, None] + step[:, None] * np.arange(CELLS + 1)
    angle = np.arcsin(np.sqrt(np.clip(edge, 0, 1)))
    middle = (angle[:, :, 1:] + angle[:, :, :-1]) / 2
    sine = np.sin(middle) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):  # cells outside 0..1 have no width
        height = (alpha - 0.5)[:, :, None] * np.log(sine)
        height += (beta - 0.5)[:, :, None] * np.log1p(-sine)
    width = np.diff(angle, axis=2)
    height = np.where(width > 0, height, -np.inf)
    mass = np.exp(height - height.max(axis=2, keepdims=True)) * width
    below = np.zeros(edge.shape)
    np.cumsum(mass, axis=2, out=below[:, :, 1:])
    below /= below[:, :, -1:]
    return below


def _range_distribution(below: Floats, nobody: Floats) -> Floats:
    """(CELLS, C) probability that the range is at most 0, 1, ... CELLS - 1 cells."""
    past_the_end = np.cumsum(nobody[:, ::-1], axis=1)
    windows = np.zeros((CELLS + 1, below.shape[1]))
    first = np.zeros((CELLS + 1, below.shape[1]))
    for cells in range(1, CELLS + 1):
        inside = below[0, :, cells:] - below[0, :, :-cells]
        for bloc in below[1:]:
            inside *= bloc[:, cells:] - bloc[:, :-cells]
        windows[cells] = inside.sum(axis=1) + past_the_end[:, cells - 1]
        first[cells] = inside[:, 0]
    within: Floats = windows[1:] - windows[:-1] + first[:-1]
    return within


def _quantile(within: Floats, share: float) -> Floats:
    """(C,) where the range's distribution reaches a share, in cells, between the cells."""
    after = np.minimum((within < share).sum(axis=0), CELLS - 1)
    column = np.arange(within.shape[1])
    upper = within[after, column]
    lower = np.where(after > 0, within[after - 1, column], 0)
    start = np.where(after > 0, after - 0.5, 0)
    rise = np.maximum(upper - lower, np.finfo(float).tiny)
    quantile: Floats = start + (after + 0.5 - start) * np.clip((share - lower) / rise, 0, 1)
    return quantile
