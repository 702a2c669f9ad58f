"""Cumulative sums: slow rises that no single period shows."""

import numpy as np

from hanse.analysis.early_warning.results import Floats, as_series

STANDARD_K, STANDARD_H = 1.04, 2.26
RECOMMENDED_SHIFT, RECOMMENDED_LIMIT = float(np.log(2)), 3.0
NEWTON_STEPS = 60


def cusum(
    counts: object,
    mean: Floats,
    *,
    k: float = STANDARD_K,
    h: float = STANDARD_H,
    rossi: bool = True,
) -> tuple[Floats, Floats]:
    """Standardised CUSUM with a fixed in-control mean; never set back after an alarm.

    Parameters
    ----------
    counts
        (S, T) counts, NaN for missing periods, which leave the sum as it is.
    mean
        (S, 1) or (S, T) in-control mean. Where it is 0 the period leaves the sum as it is.
    k, h
        Reference value and limit; an alarm is a sum of at least `h`.
    rossi
        Rossi's transformation to normality (y - 3m + 2 sqrt(y m)) / (2 sqrt m), else the plain
        (y - m) / sqrt m.

    Returns
    -------
    (S, T) sums and (S, T) alarms as 0.0 or 1.0.

    References
    ----------
    Rossi, Lampugnani and Marchi (1999), Statistics in Medicine 18.

    Examples
    --------
    >>> sums, alarms = cusum([[4, 4, 9, 9]], np.array([[4.0]]))
    >>> sums.round(2).tolist(), alarms.tolist()
    ([[0.0, 0.0, 1.21, 2.42]], [[0.0, 0.0, 0.0, 1.0]])
    """
    series = as_series(counts)
    m = np.broadcast_to(mean, series.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = series - 3 * m + 2 * np.sqrt(series * m) if rossi else 2 * (series - m)
        step = np.where(np.isnan(series) | (m <= 0), k, shift / (2 * np.sqrt(m))) - k
    sums = np.zeros_like(series)
    level = np.zeros(len(series))
    for t in range(series.shape[1]):
        level = np.maximum(level + step[:, t], 0)
        sums[:, t] = level
    return sums, (sums >= h).astype(np.float64)


def lr_cusum(
    counts: object,
    mean: Floats,
    *,
    dispersion: float | Floats = 0.0,
    shift: float = RECOMMENDED_SHIFT,
    limit: float = RECOMMENDED_LIMIT,
) -> tuple[Floats, Floats]:
    """Likelihood-ratio CUSUM against a rise by the factor exp(shift), restarted after an alarm.

    Parameters
    ----------
    counts
        (S, T) counts, NaN for missing periods.
    mean
        (S, T) in-control mean, positive.
    dispersion
        alpha of a negative binomial with variance m + alpha m^2, a number or (S, T); 0 for
        Poisson.
    shift
        kappa on the log scale; ln 2 looks for a doubling.
    limit
        c; an alarm is a sum of at least `limit`.

    Returns
    -------
    (S, T) sums before any restart, and alarms as 0.0 or 1.0.

    References
    ----------
    Hoehle and Paul (2008), Computational Statistics & Data Analysis 52.

    Examples
    --------
    >>> sums, alarms = lr_cusum([[4, 9, 9, 2]], np.full((1, 4), 4.0))
    >>> sums.round(2).tolist(), alarms.tolist()
    ([[0.0, 2.24, 4.48, 0.0]], [[0.0, 0.0, 1.0, 0.0]])
    """
    series = as_series(counts)
    m = np.broadcast_to(mean, series.shape)
    step = np.nan_to_num(_log_ratio(series, m, np.asarray(shift), dispersion))
    sums, level = np.zeros_like(series), np.zeros(len(series))
    for t in range(series.shape[1]):
        level = np.maximum(level + step[:, t], 0)
        sums[:, t] = level
        level = np.where(level >= limit, 0, level)
    return sums, (sums >= limit).astype(np.float64)


def glr_cusum(
    counts: object, mean: Floats, *, dispersion: float = 0.0, limit: float = 5.0
) -> tuple[Floats, Floats]:
    """Generalised likelihood-ratio CUSUM, restarted after an alarm: the best start and rise.

    Same parameters and returns as `lr_cusum`; the size of the rise is estimated, never below none.

    References
    ----------
    Hoehle and Paul (2008), section 3.

    Examples
    --------
    >>> statistic, alarms = glr_cusum([[4, 9, 9, 9]], np.full((1, 4), 4.0))
    >>> statistic.round(2).tolist(), alarms.tolist()
    ([[0.0, 2.3, 4.6, 6.9]], [[0.0, 0.0, 0.0, 1.0]])
    """
    series = as_series(counts)
    m = np.broadcast_to(mean, series.shape)
    statistic = np.zeros_like(series)
    for row in range(len(series)):
        begin = 0
        for t in range(series.shape[1]):
            window = slice(begin, t + 1)
            statistic[row, t] = _best_ratio(series[row, window], m[row, window], dispersion)
            if statistic[row, t] >= limit:
                begin = t + 1
    return statistic, (statistic >= limit).astype(np.float64)


def _log_ratio(counts: Floats, mean: Floats, shift: Floats, dispersion: float | Floats) -> Floats:
    poisson = counts * shift - mean * np.expm1(shift)
    if not np.any(dispersion):
        return poisson
    alpha = np.where(np.equal(dispersion, 0), 1.0, dispersion)
    raised = 1 + alpha * mean * np.exp(shift)
    wide = counts * shift + (counts + 1 / alpha) * np.log((1 + alpha * mean) / raised)
    return np.where(np.equal(dispersion, 0), poisson, wide)


def _best_ratio(counts: Floats, mean: Floats, dispersion: float) -> float:
    """Largest log likelihood ratio over every start in the window and every rise."""
    seen = ~np.isnan(counts)
    counts, mean = counts[seen], mean[seen]
    if not counts.size:
        return 0.0
    from_start = np.cumsum(counts[::-1]), np.cumsum(mean[::-1])
    with np.errstate(divide="ignore"):
        shift = np.maximum(np.log(from_start[0] / from_start[1]), 0)
    if dispersion == 0:
        return float(np.max(from_start[0] * shift - from_start[1] * np.expm1(shift)))
    shift = _best_shifts(counts[::-1], mean[::-1], dispersion, shift)
    terms = _log_ratio(counts[::-1], mean[::-1], shift[:, None], dispersion)
    return float(np.max(np.tril(terms).sum(axis=1)))


def _best_shifts(counts: Floats, mean: Floats, dispersion: float, start: Floats) -> Floats:
    """Newton steps on the concave log likelihood of every start at once; never below zero."""
    member = np.tril(np.ones((len(counts), len(counts))))
    shift: Floats = start
    for _ in range(NEWTON_STEPS):
        odds = dispersion * mean * np.exp(shift[:, None])
        weight = odds / (1 + odds)
        size = counts + 1 / dispersion
        slope = (member * (counts - size * weight)).sum(axis=1)
        curve = (member * size * weight * (1 - weight)).sum(axis=1)
        change = np.clip(slope / np.maximum(curve, np.finfo(np.float64).tiny), -1, 1)
        new: Floats = np.maximum(shift + change, 0)
        if np.max(np.abs(new - shift)) < 1e-12:  # noqa: PLR2004 - far below any shown digit
            return new
        shift = new
    return shift
