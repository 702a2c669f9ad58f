"""Beta posteriors: intervals, chances and the gap between the highest and the lowest share.

Nothing here draws random numbers: every value is a quadrature or an incomplete beta function, so
the same counts give the same bits.
"""

import numpy as np
import scipy  # scipy.special itself is loaded on first use, which keeps the import fast
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL = 0.95
CELLS = 128  # per grid; a limit is right to about half a cell
STRIDE = 4  # cells between two points of the gap's distribution
REACH = 6.0  # standard deviations on each side that a grid covers
SLIVER = 1e-12  # keeps logarithms finite at the two ends
NEGLIGIBLE = -80.0  # log density below the peak; less would only be slow to compute
SHARES_AT_ONCE = 2048  # bounds the working arrays, whatever the number of blocs
STATEMENTS_AT_ONCE = 128  # keeps them in the second-level cache


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
    # the mirrored function is eight times faster than its complement, betaincc
    return np.asarray(scipy.special.betainc(beta, alpha, 1 - threshold), np.float64)


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
        portion = min(STATEMENTS_AT_ONCE, max(SHARES_AT_ONCE // blocs, 1))
        for begin in range(0, statements, portion):
            part = slice(begin, begin + portion)
            out[:, part] = _gap_block(alpha[part].T, beta[part].T, (1 - level) / 2)
    return out[0], out[1], out[2]


def _gap_block(alpha: Floats, beta: Floats, tail: float) -> Floats:
    """Mean, low and high (3, C) of the gap for shapes given as (B, C)."""
    origin, step, cut = _grids(alpha, beta)
    below = _cumulative(alpha, beta, origin, step)
    everybody, nobody = below.prod(axis=0), (1 - below).prod(axis=0)
    spread = 1 - everybody - nobody
    within = _range_distribution(below, everybody, nobody)
    limits = [_quantile(within, share) for share in (tail, 1 - tail)]
    parts: Floats = cut + step * np.stack([spread[1:].sum(axis=0), *limits])
    return parts


def _grids(alpha: Floats, beta: Floats) -> tuple[Floats, Floats, Floats]:
    """Where each bloc's grid begins (B, C), its step (C,) and the empty space cut out (C,)."""
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
    span = reached[-1] - empty[-1] - low_sorted[0]
    return low_sorted[0] + shift, span / CELLS, empty[-1]


def _cumulative(alpha: Floats, beta: Floats, origin: Floats, step: Floats) -> Floats:
    """(B, CELLS + 1, C) probability below each edge of the grid."""
    edge = origin[:, None, :] + step * np.arange(CELLS + 1)[:, None]
    np.clip(edge, 0, 1, out=edge)
    sine, cosine = np.sqrt(edge), np.sqrt(1 - edge)  # of the angle at each edge
    width = sine[:, 1:] * cosine[:, :-1] - sine[:, :-1] * cosine[:, 1:]
    middle = cosine[:, 1:] * cosine[:, :-1] - sine[:, 1:] * sine[:, :-1]
    share = np.clip((1 - middle) / 2, SLIVER, 1 - SLIVER)
    height = (alpha - 0.5)[:, None, :] * np.log(share)
    height += (beta - 0.5)[:, None, :] * np.log(1 - share)
    height -= height.max(axis=1, keepdims=True)
    np.maximum(height, NEGLIGIBLE, out=height)
    mass = np.exp(height, out=height)
    mass *= width  # none for cells beyond 0 or 1
    below = np.zeros(edge.shape)
    np.cumsum(mass, axis=1, out=below[:, 1:])
    below /= below[:, -1:].copy()
    return below


def _range_distribution(below: Floats, everybody: Floats, nobody: Floats) -> Floats:
    """(CELLS / STRIDE, C) probability of a range of at most s cells, averaged over each stride.

    The windows of n cells that hold all shares, summed over their places, grow from n to n + 1 by
    P(range <= n) less the window that begins at the edge; so a stride's mean needs its two ends.
    """
    past_the_end = np.cumsum(nobody[::-1], axis=0)
    windows = np.zeros((CELLS // STRIDE + 1, below.shape[2]))
    for stride in range(1, len(windows)):
        cells = stride * STRIDE
        inside = below[0, cells:] - below[0, :-cells]
        for bloc in below[1:]:
            inside *= bloc[cells:] - bloc[:-cells]
        windows[stride] = inside.sum(axis=0) + past_the_end[cells - 1]
    at_the_edge = everybody[:-1].reshape(len(windows) - 1, STRIDE, -1).sum(axis=1)
    within: Floats = (np.diff(windows, axis=0) + at_the_edge) / STRIDE
    return within


def _quantile(within: Floats, share: float) -> Floats:
    """(C,) cells at which the range's distribution reaches a share.

    Between two points the normal score of the distribution is taken as a straight line; before
    the first and after the last point the distribution itself.
    """
    edge = np.zeros((1, within.shape[1]))
    points = np.concatenate([edge, np.clip(within, SLIVER, 1 - SLIVER), edge + 1])
    places = np.concatenate([[0], np.arange(len(within)) + 0.5, [len(within)]])
    after = np.clip((points < share).sum(axis=0), 1, len(points) - 1)
    column = np.arange(within.shape[1])
    low, high = points[after - 1, column], points[after, column]
    plain = (share - low) / (high - low)
    score_low, score, score_high = scipy.special.ndtri([low, np.full_like(low, share), high])
    with np.errstate(invalid="ignore"):  # infinite scores at the two ends, where they are not used
        curved = (score - score_low) / (score_high - score_low)
    inner = (after > 1) & (after < len(points) - 1)
    part = np.where(inner, curved, plain)
    quantile: Floats = STRIDE * (places[after - 1] + part * (places[after] - places[after - 1]))
    return quantile
