"""EARS C1, C2 and C3: the newest count against the seven before it."""

import numpy as np
import scipy  # scipy.special itself is loaded on first use, which keeps the import fast
from numpy.lib.stride_tricks import sliding_window_view

from hanse.analysis.early_warning.results import Floats, Signals, as_series

BASELINE = 7
GUARD = 2  # periods between baseline and evaluation in C2 and C3
LOOK_BACK = 2  # earlier C2 values that C3 adds
ALPHA = {"C1": 0.001, "C2": 0.001, "C3": 0.025}
SMALLEST_DEVIATION = 0.5


def ears(
    counts: object, method: str = "C1", *, smallest_deviation: float = SMALLEST_DEVIATION
) -> Signals:
    """Early Aberration Reporting System, for series too short for anything better.

    Parameters
    ----------
    counts
        (S, T) counts, NaN for missing periods.
    method
        ``"C1"``: baseline t-7..t-1. ``"C2"``: baseline t-9..t-3. ``"C3"``: adds how far the two
        C2 values before exceeded one.
    smallest_deviation
        Lower limit for the baseline's standard deviation. With 0, a flat baseline cannot judge.

    Returns
    -------
    Signals; a period is judged only when its whole baseline was observed. The first is the 8th,
    10th or 12th. An unknown method is a ValueError.

    References
    ----------
    Hutwagner et al. (2003); Fricker, Hegler and Dunfee (2008); Salmon, Schumacher, Hoehle (2016).

    Examples
    --------
    >>> signals = ears([[3, 5, 4, 4, 3, 5, 4, 12]])
    >>> signals.upper.round(2)[0, -1].item(), signals.alarm[0, -1].item()
    (6.52, True)
    """
    series = as_series(counts)
    if method not in ALPHA:
        raise ValueError(f"EARS has the methods {', '.join(ALPHA)}, not {method}")
    critical = float(scipy.special.ndtri(1 - ALPHA[method]))
    mean, deviation = _baseline(series, 0 if method == "C1" else GUARD, smallest_deviation)
    room = _room(series, mean, deviation, critical) if method == "C3" else critical
    upper = np.where(np.isnan(series), np.nan, mean + deviation * room)
    with np.errstate(invalid="ignore"):
        alarm = series > upper
    return Signals(f"EARS {method}", mean, upper, np.full_like(series, np.nan), alarm)


def _baseline(series: Floats, guard: int, smallest: float) -> tuple[Floats, Floats]:
    mean, deviation = np.full_like(series, np.nan), np.full_like(series, np.nan)
    first = BASELINE + guard
    if series.shape[1] > first:
        windows = sliding_window_view(series, BASELINE, axis=1)[:, : series.shape[1] - first]
        mean[:, first:] = windows.mean(axis=2)
        spread = np.maximum(windows.std(axis=2, ddof=1), smallest)
        deviation[:, first:] = np.where(spread > 0, spread, np.nan)
    return mean, deviation


def _room(series: Floats, mean: Floats, deviation: Floats, critical: float) -> Floats:
    """Say how many deviations above the mean the count may reach; -inf if it may reach none."""
    excess = np.maximum((series - mean) / deviation - 1, 0)
    before = np.full_like(series, np.nan)
    before[:, LOOK_BACK:] = sum(
        excess[:, LOOK_BACK - back : excess.shape[1] - back] for back in range(1, LOOK_BACK + 1)
    )
    return np.where(before > critical, -np.inf, 1 + critical - before)
