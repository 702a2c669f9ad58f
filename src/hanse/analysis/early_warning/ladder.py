"""Which detector a series has earned by its history, and the alarms that follow.

Source: methods, threats section 3.5, where the choice is argued from simulations and real series.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.early_warning.bayes import gp52
from hanse.analysis.early_warning.calendar import WEEKS, Calendar
from hanse.analysis.early_warning.cusum import lr_cusum
from hanse.analysis.early_warning.farrington import Settings, farrington
from hanse.analysis.early_warning.multiplicity import benjamini_hochberg
from hanse.analysis.early_warning.results import Floats, Signals, as_series

OVERDISPERSED = 1.3
ALPHA, CAUTIOUS_ALPHA = 0.01, 0.005
MOST_YEARS = 5


class Rung(IntEnum):
    """How much a series' history allows us to say."""

    INSUFFICIENT = 0
    TRAILING_YEAR = 1
    SAME_SEASON = 2


DETECTORS = {Rung.INSUFFICIENT: "", Rung.TRAILING_YEAR: "GP52", Rung.SAME_SEASON: "Farrington"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of S series in the judged weeks, or months; arrays are (S, W).

    `weeks`: their indices. `rung`: detector earned. `observed`, `expected`, `upper`, `p_value`:
    as in `Signals`. `alarm`: the city's view, one false alarm in a hundred weeks. `watch`: the
    alarm rests on a short history of uneven counts. `network_alarm`: stands among all series of
    that week with at most one in ten false. `sustained`: a slow rise to about twice the mean.
    """

    weeks: tuple[int, ...]
    rung: NDArray[np.int8]
    observed: Floats
    expected: Floats
    upper: Floats
    p_value: Floats
    alarm: NDArray[np.bool_]
    watch: NDArray[np.bool_]
    network_alarm: NDArray[np.bool_]
    sustained: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm to be owned by somebody.

    `series`, `week`: indices. `detector`: method with its version. `observed`, `expected`,
    `upper`, `p_value`: the figures it rests on. `watch`, `network`, `sustained`: as in `Judgement`.
    """

    series: int
    week: int
    detector: str
    observed: float
    expected: float
    upper: float
    p_value: float
    watch: bool
    network: bool
    sustained: bool

    @property
    def ratio(self) -> float:
        """Observed over expected; infinity where nothing was expected."""
        return self.observed / self.expected if self.expected else float("inf")


def judge(
    counts: object,
    *,
    start: date | None = None,
    weeks: range | None = None,
    calendar: Calendar = WEEKS,
) -> Judgement:
    """Judge each series by the best detector its history allows.

    Parameters
    ----------
    counts
        (S, T) counts per week or month as known now, NaN where nobody reported.
    start
        First day of the first period, so that years of 53 weeks and months of 28 days are followed.
    weeks
        Periods to judge, by default all.
    calendar
        Whether the counts are by week or by month.

    Examples
    --------
    >>> judgement = judge([[1.0, 2.0] * 20 + [2.0, 9.0]], weeks=range(41, 42))
    >>> judgement.rung.tolist(), judgement.alarm.tolist(), judgement.watch.tolist()
    ([[1]], [[True]], [[False]])
    """
    series = as_series(counts)
    chosen = weeks or range(series.shape[1])
    there = slice(chosen.start, chosen.stop)
    trailing = _trailing_year(series, chosen, calendar)
    seasonal = _same_season(series, start, chosen, calendar)
    history, mean, dispersion = (part[:, there] for part in _trailing_moments(series, calendar))
    with np.errstate(invalid="ignore"):
        frequent = mean >= calendar.fewest
        long = (history >= calendar.long) & frequent & ~np.isnan(seasonal.upper)
        short = (history >= calendar.shortest) & ~np.isnan(trailing.upper) & ~long
        uneven = dispersion > OVERDISPERSED
        sure = trailing.p_value <= np.where(uneven, CAUTIOUS_ALPHA, ALPHA)
    p_value = np.where(long, seasonal.p_value, np.where(short, trailing.p_value, np.nan))
    return Judgement(
        weeks=tuple(chosen),
        rung=np.where(long, 2, np.where(short, 1, 0)).astype(np.int8),
        observed=series[:, there],
        expected=np.where(long, seasonal.expected, np.where(short, trailing.expected, np.nan)),
        upper=np.where(long, seasonal.upper, np.where(short, trailing.upper, np.nan)),
        p_value=p_value,
        alarm=np.where(long, seasonal.alarm, trailing.alarm & sure & short),
        watch=uneven & short,
        network_alarm=np.stack([benjamini_hochberg(week) for week in p_value.T], axis=1),
        sustained=_sustained(series, calendar)[:, there],
    )


def alarms(judgement: Judgement) -> tuple[Alarm, ...]:
    """Alarms in order of week and series; silent for one week after each unless the count rises."""
    raised = judgement.alarm | judgement.sustained
    louder = np.ones_like(raised)
    louder[:, 1:] = ~raised[:, :-1] | (judgement.observed[:, 1:] > judgement.observed[:, :-1])
    found = np.argwhere((raised & louder).T)
    return tuple(
        Alarm(
            series=int(s),
            week=judgement.weeks[w],
            detector=DETECTORS[Rung(int(judgement.rung[s, w]))],
            observed=float(judgement.observed[s, w]),
            expected=float(judgement.expected[s, w]),
            upper=float(judgement.upper[s, w]),
            p_value=float(judgement.p_value[s, w]),
            watch=bool(judgement.watch[s, w]),
            network=bool(judgement.network_alarm[s, w]),
            sustained=bool(judgement.sustained[s, w]),
        )
        for w, s in found
    )


def _trailing_year(series: Floats, weeks: range, calendar: Calendar) -> Signals:
    """Verdict of the trailing year on the given weeks alone."""
    window, guard = calendar.window, calendar.guard
    first = max(weeks.start - window - guard - 1, 0)
    signals = gp52(
        series[:, first : weeks.stop], window=window, guard=guard, fewest=calendar.shortest
    )
    return signals.on(slice(weeks.start - first, None))


def _same_season(series: Floats, start: date | None, weeks: range, calendar: Calendar) -> Signals:
    """Farrington's verdict, with as many earlier years as each week has behind it."""
    settings = Settings(
        half_width=calendar.half_width,
        seasons=calendar.seasons,
        excluded=calendar.excluded,
        period=calendar.in_year,
        start=start,
    )
    parts = [
        farrington(series, replace(settings, years=years), periods=due).on(
            slice(due.start, due.stop)
        )
        for years, due in _by_years(weeks, calendar)
    ]
    return Signals(
        "Farrington",
        *(np.concatenate([getattr(part, name) for part in parts], axis=1)
          for name in ("expected", "upper", "p_value", "alarm")),
    )  # fmt: skip


def _by_years(weeks: range, calendar: Calendar) -> list[tuple[int, range]]:
    """Cut the weeks into runs with the same number of earlier years, from one to five."""
    year = calendar.in_year
    slack = calendar.half_width + 1  # a year of 53 weeks reaches one week further back
    limits = [slack + year * years for years in range(2, MOST_YEARS + 1)]
    edges = [weeks.start, *(t for t in limits if weeks.start < t < weeks.stop), weeks.stop]
    return [
        (min(max((first - slack) // year, 1), MOST_YEARS), range(first, last))
        for first, last in pairwise(edges)
    ]


def _trailing_moments(series: Floats, calendar: Calendar) -> tuple[Floats, Floats, Floats]:
    """Observed weeks so far, and mean and dispersion of the trailing year, per week."""
    seen = ~np.isnan(series)
    history = np.cumsum(seen, axis=1) - seen
    _, mean, variance = _moments(series, calendar.window, calendar.guard)
    with np.errstate(divide="ignore", invalid="ignore"):
        return history.astype(np.float64), mean, variance / mean


def _moments(series: Floats, length: int, guard: int) -> tuple[Floats, Floats, Floats]:
    """Observed periods, mean and variance of the `length` that end one guard band before each."""
    number = _window((~np.isnan(series)).astype(np.float64), length, guard)
    total, squares = (_window(np.nan_to_num(series) ** power, length, guard) for power in (1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / number
        return number, mean, (squares - total * mean) / (number - 1)


def _window(values: Floats, length: int, guard: int) -> Floats:
    padded = np.pad(np.cumsum(values, axis=1), ((0, 0), (length + guard + 1, 0)))
    width = values.shape[1]
    summed: Floats = padded[:, length : length + width] - padded[:, :width]
    return summed


def _sustained(series: Floats, calendar: Calendar) -> NDArray[np.bool_]:
    """Doubling found by a likelihood-ratio sum against the mean of the two years before."""
    number, mean, variance = _moments(series, calendar.slow_window, calendar.guard)
    with np.errstate(divide="ignore", invalid="ignore"):
        dispersion = np.maximum((variance - mean) / mean**2, 0)
    usable = (number >= calendar.in_year) & (mean > 0)
    mean, dispersion = np.where(usable, mean, 1.0), np.where(usable, dispersion, 0.0)
    _, raised = lr_cusum(np.where(usable, series, np.nan), mean, dispersion=dispersion)
    return raised.astype(bool)
