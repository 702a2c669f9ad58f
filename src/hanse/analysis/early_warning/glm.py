"""Quasi-Poisson regression on season and trend, for many series in one pass.

Seasons are disjoint, so the normal equations need no matrix: given the slope, each season's level
is a weighted mean, and the slope is a ratio of two sums.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_STEPS = 60
SETTLED = 1e-10  # relative change of the deviance
LARGEST_LOG_MEAN = 30.0


@dataclass(frozen=True, slots=True)
class Design:
    """Reference periods of one evaluation, the same for all series.

    `time`: (n,) periods before (negative) the evaluated one. `season`: (n, K) one column per
    season, 0 or 1. `current`: index of the season that holds the evaluated period.
    """

    time: Floats
    season: Floats
    current: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted models of S series.

    `mean`: (S, n) fitted. `level`: (S, K) log level per season. `slope`: (S,) per period.
    `pearson`: (S,) Pearson chi square / degrees of freedom. `freedom`: (S,) degrees of
    freedom. `weight_sum`, `time_mean`: (S, K) per season. `time_spread`: (S,) information on the
    slope, NaN without trend. `leverage`: (S, n).
    """

    mean: Floats
    level: Floats
    slope: Floats
    pearson: Floats
    freedom: Floats
    weight_sum: Floats
    time_mean: Floats
    time_spread: Floats
    leverage: Floats

    @property
    def dispersion(self) -> Floats:
        """(S,) variance over mean, never below that of a Poisson."""
        return np.maximum(self.pearson, 1)

    def predicted(self, design: Design) -> Floats:
        """(S,) expected count of the evaluated period."""
        return np.exp(np.clip(self.level[:, design.current], -LARGEST_LOG_MEAN, LARGEST_LOG_MEAN))

    def unscaled_variance(self, design: Design) -> Floats:
        """(S,) variance of the predicted log mean, before multiplying by a dispersion."""
        now = design.current
        variance: Floats = 1 / self.weight_sum[:, now]
        trend = self.time_mean[:, now] ** 2 / self.time_spread
        return variance + np.where(np.isnan(self.time_spread), 0, trend)

    def replaced(self, rows: NDArray[np.bool_], other: "Fit") -> "Fit":
        """Fit with the given (S,) rows taken from another fit of just those rows."""
        merged = {}
        for field in fields(self):
            values = getattr(self, field.name).copy()
            values[rows] = getattr(other, field.name)
            merged[field.name] = values
        return Fit(**merged)


def fit(
    counts: Floats,
    design: Design,
    weight: Floats,
    trend: NDArray[np.bool_],
    begin: Floats | None = None,
) -> Fit:
    """Fit by iteratively reweighted least squares with a log link.

    Parameters
    ----------
    counts
        (S, n) reference counts; cells of weight 0 are ignored (they may hold anything finite).
    design
        Times and seasons.
    weight
        (S, n) prior weights, 0 for missing periods.
    trend
        (S,) whether the series gets a slope.
    begin
        (S, n) means to start from.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, section 2.5.
    """
    # A season without cases has no finite level; its mean is zero and it says nothing of the slope.
    alive = (weight * counts) @ design.season > 0
    live_weight = weight * (alive @ design.season.T)
    mean = counts + 0.1 if begin is None else begin
    log_mean = np.log(mean)
    before = np.full(len(counts), np.inf)
    for _ in range(MOST_STEPS):
        work = live_weight * mean
        sums = _Sums(work, work * (log_mean - 1) + live_weight * counts, design)
        slope = np.where(trend, sums.slope, 0.0)
        level = np.where(alive, sums.level(slope), -LARGEST_LOG_MEAN)
        log_mean = level @ design.season.T + slope[:, None] * design.time
        log_mean = np.clip(log_mean, -LARGEST_LOG_MEAN, LARGEST_LOG_MEAN)
        mean = np.exp(log_mean)
        deviance = 2 * (weight * (mean - counts * log_mean)).sum(axis=1)
        if (np.abs(deviance - before) <= SETTLED * (np.abs(deviance) + 0.1)).all():
            break
        before = deviance
    return _summary(counts, mean, weight, design, (level, slope, trend))


class _Sums:
    """Weighted sums per season, and what they say of slope and level."""

    def __init__(self, work: Floats, response: Floats, design: Design) -> None:
        self.weight = work @ design.season
        self.time = (work * design.time) @ design.season
        self.response = response @ design.season
        safe = np.where(self.weight > 0, self.weight, 1)
        self.time_mean = self.time / safe
        squares = (work * design.time**2) @ design.season
        self.spread = (squares - self.time * self.time_mean).sum(axis=1)
        both = (response * design.time) @ design.season - self.response * self.time_mean
        self.slope = both.sum(axis=1) / np.where(self.spread > 0, self.spread, np.inf)
        self._safe = safe

    def level(self, slope: Floats) -> Floats:
        level: Floats = (self.response - slope[:, None] * self.time) / self._safe
        return level


def _summary(
    counts: Floats,
    mean: Floats,
    weight: Floats,
    design: Design,
    found: tuple[Floats, Floats, NDArray[np.bool_]],
) -> Fit:
    level, slope, trend = found
    work = weight * mean
    sums = _Sums(work, work, design)
    used = weight > 0
    seasons = (used.astype(np.float64) @ design.season > 0).sum(axis=1)
    freedom = used.sum(axis=1) - seasons - trend
    pearson = (weight * (counts - mean) ** 2 / mean).sum(axis=1)
    pearson = pearson / np.where(freedom > 0, freedom, np.nan)
    spread = np.where(trend & (sums.spread > 0), sums.spread, np.nan)
    per_weight = np.where(sums.weight > 0, 1 / np.where(sums.weight > 0, sums.weight, 1), 0)
    leverage = work * (per_weight @ design.season.T)
    away = design.time - sums.time_mean @ design.season.T
    leverage = leverage + np.where(np.isnan(spread)[:, None], 0, work * away**2 / spread[:, None])
    return Fit(
        mean, level, slope, pearson, freedom.astype(np.float64), sums.weight, sums.time_mean,
        spread, leverage,
    )  # fmt: skip
