"""Farrington's detector, original and flexible: the same season of earlier years, with a trend."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import scipy  # scipy.special itself is loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.early_warning.glm import LARGEST_LOG_MEAN, Design, Fit, fit
from hanse.analysis.early_warning.negative_binomial import LARGEST_MEAN, quantile, upper_tail
from hanse.analysis.early_warning.results import Floats, Signals, as_series

DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12
DAYS_IN_MONTH = 365.25 / MONTHS_IN_YEAR
FEWEST_OBSERVED = 0.5
SERIES_AT_ONCE = 128  # keeps the working arrays of one block in the cache
TREND_EVIDENCE = 0.05
FEWEST_YEARS_FOR_TREND = 3
THRESHOLDS = ("nbPlugin", "muan", "delta")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to look back; the defaults are those of Noufaily and others (2013).

    `years`: b. `half_width`: w periods on each side of the same week. `seasons`: blocks a year is
    cut into, 1 for the windows alone. `excluded`: newest periods left out of the baseline.
    `alpha`: chance of a false alarm. `threshold`: ``"nbPlugin"``, ``"muan"`` or ``"delta"``.
    `residual_limit`: standardised residual above which a past count loses weight.
    `always_trend`: keep the slope whatever its evidence, else only if p < 0.05. `fewest_cases`,
    `in_periods`: an alarm needs that many cases in that many newest periods. `period`: periods in
    a year. `start`: first day of the first period, so that years of 53 weeks are followed, and
    that a month (`period` 12) is as long as its days.
    """

    years: int = 5
    half_width: int = 3
    seasons: int = 10
    excluded: int = 26
    alpha: float = 0.01
    threshold: str = "nbPlugin"
    residual_limit: float = 2.58
    always_trend: bool = True
    fewest_cases: int = 5
    in_periods: int = 4
    period: int = 52
    start: date | None = None

    def same_week(self, t: int) -> list[int]:
        """Periods of the same week (or month) in each earlier year, newest first.

        With `start` and weekly periods it is the week whose first day is nearest to the calendar
        date; else a year is `period` periods.
        """
        years = range(1, self.years + 1)
        if self.start is None or self.period == MONTHS_IN_YEAR:
            return [t - year * self.period for year in years]
        day = self.start + timedelta(weeks=t)
        return [t - round((day - _years_before(day, year)).days / DAYS_IN_WEEK) for year in years]

    def times(self, periods: NDArray[np.int64], t: int) -> Floats:
        """(n,) time of each of the periods, in periods from t."""
        if self.start is None or self.period != MONTHS_IN_YEAR:
            return (periods - t).astype(np.float64)
        first = np.datetime64(self.start, "M")
        days = (first + np.append(periods, t)).astype("datetime64[D]").astype(np.float64)
        before: Floats = (days[:-1] - days[-1]) / DAYS_IN_MONTH
        return before


ORIGINAL = Settings(
    seasons=1, excluded=3, alpha=0.025, threshold="delta", residual_limit=1.0, always_trend=False
)
"""The detector of 1996: the windows alone, no season, threshold on the two-thirds scale. Its 5 %
is two-sided, so 2.5 % above."""


def farrington(
    counts: object, settings: Settings | None = None, *, periods: range | None = None
) -> Signals:
    """Judge counts against a quasi-Poisson model of the same season in earlier years.

    Parameters
    ----------
    counts
        (S, T) counts, NaN for missing periods, which leave the baseline.
    settings
        How to look back.
    periods
        Those to judge; every one with a whole baseline by default.

    Returns
    -------
    Signals; NaN without a baseline or beyond a million. ValueError for an unknown threshold.

    References
    ----------
    Farrington et al. (1996), JRSS A 159; Noufaily et al. (2013), Statistics in Medicine 32.

    Examples
    --------
    >>> weeks = np.random.default_rng(1).poisson(4, size=(1, 300)).astype(float)
    >>> weeks[0, -1] = 20
    >>> signals = farrington(weeks, periods=range(299, 300))
    >>> bool(signals.alarm[0, -1]), signals.upper[0, -1].item() < 20
    (True, True)
    """
    series = as_series(counts)
    chosen = settings or Settings()
    if chosen.threshold not in THRESHOLDS:
        raise ValueError(f"a threshold is one of {', '.join(THRESHOLDS)}, not {chosen.threshold}")
    expected, upper, p_value = _judged(series, periods or range(series.shape[1]), chosen)
    upper = np.where(np.isnan(series), np.nan, upper)
    with np.errstate(invalid="ignore"):
        alarm = (series > upper) & (_newest_cases(series, chosen) >= chosen.fewest_cases)
    name = f"Farrington{'' if chosen.seasons == 1 else ' Flexible'} {chosen.threshold}"
    return Signals(name, expected, upper, p_value, alarm)


def _judged(series: Floats, periods: range, settings: Settings) -> tuple[Floats, Floats, Floats]:
    """Return expected count, threshold and p-value of periods with a whole baseline, else NaN."""
    expected, upper, p_value = (np.full_like(series, np.nan) for _ in range(3))
    for t in periods:
        if t < series.shape[1] and settings.same_week(t)[-1] >= settings.half_width:
            for first in range(0, len(series), SERIES_AT_ONCE):
                block = slice(first, first + SERIES_AT_ONCE)
                judged = _judge(series[block], t, settings)
                expected[block, t], upper[block, t], p_value[block, t] = judged
    return expected, upper, p_value


def reference_design(t: int, settings: Settings) -> tuple[NDArray[np.int64], Design]:
    """Baseline periods of t with their seasons.

    The window of 2w+1 periods around the same week of each earlier year, and the w before t, are
    one season; what lies between two windows is cut into `seasons` - 1 blocks whose lengths differ
    by at most one, longer ones first.

    Returns
    -------
    (n,) indices of the periods, and the design.
    """
    w, last = settings.half_width, settings.seasons - 1
    season = np.full(t + 1, -1)
    season[t - w : t] = last
    later = t
    for middle in settings.same_week(t):
        season[middle - w : middle + w + 1] = last
        if settings.seasons > 1:
            between = np.arange(middle + w + 1, later - w)
            for block, indices in enumerate(np.array_split(between, last)):
                season[indices] = block
        later = middle
    season[max(t - settings.excluded, 0) :] = -1
    season[t] = -1
    index = np.flatnonzero(season >= 0)
    columns = (season[index, None] == np.arange(settings.seasons)).astype(np.float64)
    present = columns.any(axis=0)
    current = int(present[:last].sum())
    return index, Design(settings.times(index, t), columns[:, present], current)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def robust_fit(
    counts: Floats, design: Design, limit: float, trend: NDArray[np.bool_]
) -> tuple[Fit, Floats]:
    """Fit, give past outbreaks less weight by their Anscombe residuals, and fit again.

    Returns
    -------
    The second fit and its (S, n) weights.
    """
    known = (~np.isnan(counts)).astype(np.float64)
    filled = np.nan_to_num(counts)
    first = fit(filled, design, known, trend)
    scale = np.sqrt(first.dispersion[:, None] * np.maximum(1 - first.leverage, 1e-12))
    raw = filled ** (2 / 3) * first.mean ** (-1 / 6) - np.sqrt(first.mean)
    residual = 1.5 * raw / scale
    inverse = np.where(residual > limit, np.maximum(residual, limit) ** -2, 1.0) * known
    weight = inverse * (known.sum(axis=1) / inverse.sum(axis=1))[:, None]
    return fit(filled, design, weight, trend, first.mean), weight


def bound(mean: Floats, dispersion: Floats, variance: Floats, settings: Settings) -> Floats:
    """Threshold for the evaluated count; `variance` is that of the predicted log mean.

    All arguments (S,). NaN where the mean that the bound rests on exceeds a million.
    """
    critical = float(scipy.special.ndtri(1 - settings.alpha))
    if settings.threshold == "delta":
        # variance of the two-thirds power, from var(y) = phi mu and the error of mu itself
        spread = 4 / 9 * mean ** (1 / 3) * (dispersion + variance * mean)
        upper: Floats = (mean ** (2 / 3) + critical * np.sqrt(spread)) ** 1.5
        return upper
    if settings.threshold == "muan":
        mean = mean * np.exp(np.minimum(critical * np.sqrt(variance), LARGEST_LOG_MEAN))
    return np.where(
        mean <= LARGEST_MEAN, _nb_quantile(1 - settings.alpha, mean, dispersion), np.nan
    )


def _judge(series: Floats, t: int, settings: Settings) -> tuple[Floats, Floats, Floats]:
    """Judge one period of every series; NaN where less than half of the baseline was observed."""
    index, design = reference_design(t, settings)
    enough = np.isfinite(series[:, index]).mean(axis=1) >= FEWEST_OBSERVED
    mean, upper, p_value = (np.full(len(series), np.nan) for _ in range(3))
    if enough.any():
        found = _chosen_fit(series[enough][:, index], design, settings)
        spread = found.dispersion * found.unscaled_variance(design)
        mean[enough] = found.predicted(design)
        upper[enough] = bound(mean[enough], found.dispersion, spread, settings)
        p_value[enough] = _nb_tail(series[enough, t], mean[enough], found.dispersion)
    return mean, upper, p_value


def _chosen_fit(counts: Floats, design: Design, settings: Settings) -> Fit:
    found, _ = robust_fit(counts, design, settings.residual_limit, np.ones(len(counts), bool))
    keep = keeps_trend(found, found.pearson, design, counts, settings)
    if keep.all():
        return found
    flat = np.zeros(int((~keep).sum()), bool)
    return found.replaced(
        ~keep, robust_fit(counts[~keep], design, settings.residual_limit, flat)[0]
    )


def keeps_trend(
    found: Fit, dispersion: Floats, design: Design, counts: Floats, settings: Settings
) -> NDArray[np.bool_]:
    """(S,) whether the slope may stay: three years, evidence if asked for, and no extrapolation.

    `dispersion`: (S,) as estimated, which may lie below one. A slope that predicts more than the
    largest count of the baseline is dropped in every setting.
    """
    with np.errstate(divide="ignore", invalid="ignore"):  # a perfect fit has no scatter at all
        t_value = np.abs(found.slope) / np.sqrt(dispersion / found.time_spread)
    evident = 2 * scipy.special.stdtr(found.freedom, -t_value) < TREND_EVIDENCE
    within = found.predicted(design) <= np.nanmax(counts, axis=1)
    long_enough = settings.years >= FEWEST_YEARS_FOR_TREND
    keep: NDArray[np.bool_] = (evident | settings.always_trend) & within & long_enough
    return keep


def _nb_quantile(chance: float, mean: Floats, dispersion: Floats) -> Floats:
    poisson = dispersion <= 1
    extra = np.where(poisson, 1e-9, dispersion - 1)  # a Poisson is the limit of no extra variance
    return quantile(chance, mean / extra, 1 / (1 + extra))


def _nb_tail(count: Floats, mean: Floats, dispersion: Floats) -> Floats:
    extra = np.where(dispersion <= 1, 1e-9, dispersion - 1)
    return upper_tail(count, mean / extra, 1 / (1 + extra))


def _newest_cases(series: Floats, settings: Settings) -> Floats:
    known = np.cumsum(np.nan_to_num(series), axis=1)
    newest = known.copy()
    newest[:, settings.in_periods :] -= known[:, : -settings.in_periods]
    return newest
