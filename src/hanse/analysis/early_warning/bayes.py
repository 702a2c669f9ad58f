"""Poisson counts with a gamma prior: the trailing predictive, with and without a guard band."""

import numpy as np

from hanse.analysis.early_warning.negative_binomial import quantile, upper_tail
from hanse.analysis.early_warning.results import Floats, Signals, as_series

HALF = 0.5  # Jeffreys prior of a Poisson rate


def bayes(
    counts: object, *, years: int = 0, half_width: int = 6, alpha: float = 0.05, period: int = 52
) -> Signals:
    """Predictive threshold from the periods just before and the same season of earlier years.

    Parameters
    ----------
    counts
        (S, T) counts, NaN for missing periods.
    years
        Earlier years b to use; 0 uses the newest periods alone.
    half_width
        w: the w periods before t, and 2w+1 periods around t in each earlier year.
    alpha
        Chance of a false alarm per period.
    period
        Periods in a year: 52 weeks or 12 months.

    References
    ----------
    Riebler (2004); Hoehle (2007), Computational Statistics 22.

    Examples
    --------
    >>> signals = bayes([[2, 3, 2, 4, 3, 2, 9]])
    >>> signals.upper[0, -1].item(), signals.alarm[0, -1].item()
    (6.0, True)
    """
    series = as_series(counts)
    offsets = list(range(1, half_width + 1))
    for year in range(1, years + 1):
        offsets += range(year * period - half_width, year * period + half_width + 1)
    return _predict(series, offsets, len(offsets), alpha, f"Bayes b={years} w={half_width}")


def gp52(
    counts: object,
    *,
    alpha: float = 0.01,
    window: int = 52,
    guard: int = 4,
    fewest: int = 26,
    smallest_pair: int = 3,
) -> Signals:
    """Predictive threshold from a year that ended a month ago; our default for short histories.

    The guard band keeps the start of a rise out of its own baseline. An alarm also needs at least
    `smallest_pair` incidents in this and the previous period together.

    Parameters
    ----------
    counts
        (S, T) counts, NaN for missing periods.
    alpha
        Chance of a false alarm per period.
    window, guard, fewest
        Periods in the baseline, periods between baseline and t, observed periods it needs.

    References
    ----------
    Methods, threats section 3.2; the formula of `bayes` with another window.

    Examples
    --------
    >>> quiet = [1.0] * 60
    >>> gp52([[*quiet, 2, 6]]).alarm[0, -2:].tolist()
    [False, True]
    """
    series = as_series(counts)
    offsets = list(range(guard + 1, guard + 1 + window))
    signals = _predict(series, offsets, fewest, alpha, "GP52")
    before = np.zeros_like(series)
    before[:, 1:] = np.nan_to_num(series[:, :-1])
    with np.errstate(invalid="ignore"):
        alarm = signals.alarm & (series + before >= smallest_pair)
    return Signals("GP52", signals.expected, signals.upper, signals.p_value, alarm)


def _predict(series: Floats, offsets: list[int], fewest: int, alpha: float, name: str) -> Signals:
    total, observed = _trailing(series, offsets)
    enough = observed >= fewest
    size = np.where(enough, total + HALF, np.nan)
    prob = np.where(enough, observed / (observed + 1), np.nan)
    upper = np.where(np.isnan(series), np.nan, quantile(1 - alpha, size, prob))
    with np.errstate(invalid="ignore", divide="ignore"):
        return Signals(
            name, size / np.where(enough, observed, np.nan), upper,
            upper_tail(series, size, prob), series > upper,
        )  # fmt: skip


def _trailing(series: Floats, offsets: list[int]) -> tuple[Floats, Floats]:
    """Sum and number of observed counts at the given distances before each period."""
    periods = series.shape[1]
    known, seen = np.nan_to_num(series), (~np.isnan(series)).astype(np.float64)
    total, observed = np.zeros_like(series), np.zeros_like(series)
    for back in offsets:
        if back < periods:
            total[:, back:] += known[:, : periods - back]
            observed[:, back:] += seen[:, : periods - back]
    return total, observed
