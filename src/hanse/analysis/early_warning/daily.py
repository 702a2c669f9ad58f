"""Days after an event: the last seven days against the same weekdays of the eight weeks before."""

import numpy as np
import scipy  # scipy.special itself is loaded on first use, which keeps the import fast

from hanse.analysis.early_warning.bayes import HALF
from hanse.analysis.early_warning.negative_binomial import quantile, upper_tail
from hanse.analysis.early_warning.results import Floats, Signals, as_series

DAYS = 7
BASELINE = 8
FEWEST = 4  # of the eight; fewer known weeks say too little
SMALLEST = 3
ALPHA = 0.01
NAME = "Daily GP8"


def daily(counts: object, *, first: int, alpha: float = ALPHA) -> Signals:
    """Predictive threshold for sums of seven days, from seven-day sums that end before `first`.

    The sum of the seven days that end with day t is held against the eight newest sums that end
    on the same weekday and before day `first`, so that nothing of the event, nor of the days
    checked before it, is in its own baseline. An alarm also needs three incidents. The formula is
    that of `gp52` with another window (methods, threats section 3.5).

    Parameters
    ----------
    counts
        (S, D) counts per day. NaN where nobody reported: a baseline sum with such a day is left
        out; in the seven newest days it adds nothing, for what is known already may alarm.
    first
        Index of the first day that is checked; earlier days are baseline alone.
    alpha
        Chance of a false alarm per day and series. Sums of neighbouring days share six days.

    Examples
    --------
    >>> signals = daily([[1.0, 0, 0, 0, 0, 0, 0] * 9 + [0.0, 6.0]], first=63)
    >>> signals.upper[0, 63:].tolist(), signals.alarm[0, 63:].tolist()
    ([4.0, 4.0], [False, True])
    """
    series = as_series(counts)
    so_far, (total, known) = _sums(np.nan_to_num(series)), _before(_sums(series), first)
    checked = np.arange(series.shape[1]) >= first
    enough = (known >= FEWEST) & checked
    size = np.where(enough, total + HALF, np.nan)
    prob = np.where(enough, known / (known + 1), np.nan)
    upper = quantile(1 - alpha, size, prob)
    with np.errstate(invalid="ignore", divide="ignore"):
        return Signals(
            NAME,
            size / np.where(enough, known, np.nan),
            upper,
            upper_tail(np.where(checked, so_far, np.nan), size, prob),
            (so_far > upper) & (so_far >= SMALLEST),
        )


def sums_of_seven(counts: object) -> Floats:
    """(S, D) what is known of the seven days that end with each day; unknown days add nothing.

    >>> sums_of_seven([[1.0, float("nan"), 1, 0, 0, 0, 0, 5]])[0].tolist()
    [1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 6.0]
    """
    return _sums(np.nan_to_num(as_series(counts)))


def uplift(newer: float, days: int, older: float, older_days: int) -> tuple[float, float, float]:
    """How many times as many a day as before, with its 95 % interval.

    Given both counts together the newer one is binomial; half a case is added to each side
    (Jeffreys), and the share of the newer one becomes a ratio of rates.

    Parameters
    ----------
    newer, days
        Incidents and the days in which they were counted.
    older, older_days
        The same of the days before.

    Examples
    --------
    >>> [round(part, 2) for part in uplift(12, 14, 12, 56)]
    [4.0, 1.79, 8.92]
    """
    scale = older_days / days
    shares = scipy.special.betaincinv(newer + HALF, older + HALF, np.array([0.025, 0.975]))
    low, high = (shares / (1 - shares) * scale).tolist()
    return (newer + HALF) / (older + HALF) * scale, low, high


def _before(sums: Floats, first: int) -> tuple[Floats, Floats]:
    """Add up the newest sums before `first` on each day's weekday, and count the known ones."""
    total, known = np.zeros_like(sums), np.zeros_like(sums)
    for day in range(max(first, 0), sums.shape[1]):
        newest = day - DAYS * ((day - first) // DAYS + 1)
        before = sums[:, list(range(newest, DAYS - 2, -DAYS))[:BASELINE]]
        total[:, day] = np.nansum(before, axis=1)
        known[:, day] = (~np.isnan(before)).sum(axis=1)
    return total, known


def _sums(series: Floats) -> Floats:
    """Add up the seven days that end with each day, fewer at the beginning."""
    padded = np.pad(series, ((0, 0), (DAYS - 1, 0)))
    windows: Floats = np.lib.stride_tricks.sliding_window_view(padded, DAYS, axis=1).sum(axis=2)
    return windows
