"""Whether the newest weeks carry more, or fewer, incidents a week than the weeks before them."""

from dataclasses import dataclass

import numpy as np
import scipy  # scipy.special itself is loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.early_warning.results import Floats, as_series

RECENT, BEFORE = 8, 44
FEWEST_RECENT, FEWEST_BEFORE = 4, 13
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Direction:
    """Where S series are going.

    `recent`, `before`: (S,) incidents a week over observed weeks, NaN where too few were observed.
    `p_value`: (S,) two-sided chance of so large a difference without a change. `sign`: (S,) 1
    rising, -1 falling, 0 neither shown.
    """

    recent: Floats
    before: Floats
    p_value: Floats
    sign: NDArray[np.int8]


def direction(counts: object, *, recent: int = RECENT, before: int = BEFORE) -> Direction:
    """Compare the newest weeks of each series with those before, missing weeks left out.

    Given the sum of both stretches, the newest one is binomial when the weekly mean stayed the
    same. Sums are divided by the dispersion of the earlier weeks, so that clustered counts do not
    pass for a change. It fails on strong seasons: two months are compared with ten.

    Parameters
    ----------
    counts
        (S, T) weekly counts, NaN where nobody reported.
    recent, before
        Weeks in the newest stretch, and in the one before it.

    References
    ----------
    Przyborowski and Wilenski (1940), Biometrika 31; McCullagh and Nelder (1989), section 4.5.

    Examples
    --------
    >>> found = direction([[1.0] * 44 + [3.0] * 8])
    >>> found.before.item(), found.recent.item(), found.sign.item()
    (1.0, 3.0, 1)
    """
    series = as_series(counts)
    new, old = series[:, -recent:], series[:, -recent - before : -recent]
    n_new, n_old = (np.sum(~np.isnan(part), axis=1) for part in (new, old))
    sum_new, sum_old = np.nansum(new, axis=1), np.nansum(old, axis=1)
    enough = (n_new >= FEWEST_RECENT) & (n_old >= FEWEST_BEFORE)
    spread = _dispersion(old, n_old, sum_old)
    p_value = np.where(enough, _two_sided(sum_new / spread, sum_old / spread, n_new, n_old), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean_new = np.where(enough, sum_new / n_new, np.nan)
        mean_old = np.where(enough, sum_old / n_old, np.nan)
    shown = enough & (p_value <= ALPHA)
    sign = np.where(shown, np.where(mean_new > mean_old, 1, -1), 0).astype(np.int8)
    return Direction(mean_new, mean_old, p_value, sign)


def _dispersion(old: Floats, number: NDArray[np.int64], total: Floats) -> Floats:
    """Variance over mean of the earlier weeks, at least 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / number
        variance = np.nansum((old - mean[:, None]) ** 2, axis=1) / (number - 1)
        found: Floats = np.maximum(np.nan_to_num(variance / mean, nan=1.0, posinf=1.0), 1.0)
    return found


def _two_sided(
    new: Floats, old: Floats, n_new: NDArray[np.int64], n_old: NDArray[np.int64]
) -> Floats:
    total = np.floor(new + old).astype(np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.nan_to_num(n_new / (n_new + n_old), nan=0.5)
    upper = scipy.special.bdtrc(np.floor(new) - 1, total, share)
    lower = scipy.special.bdtr(np.minimum(np.ceil(new), total), total, share)
    doubled: Floats = np.minimum(1.0, 2.0 * np.minimum(upper, lower))
    return doubled
