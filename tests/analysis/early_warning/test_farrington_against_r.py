"""Farrington's thresholds against R, with R's own slips set apart.

`farringtonFlexible` in R replaces the working weights of its model before it reads standard
errors off it, so its trend tests and its delta and muan bounds rest on another dispersion. The
product follows the papers; `as_r_does` follows R, here only, to show that nothing else differs.
"""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.analysis.early_warning.recordings import (
    NAMES,
    SERIES,
    assert_same_where_recorded,
    columns,
    first_day,
)

from hanse.analysis.early_warning.farrington import (
    ORIGINAL,
    Settings,
    bound,
    farrington,
    keeps_trend,
    reference_design,
    robust_fit,
)

YEARS = {"nyc_all": 4, "nyc_anti_asian": 4, "toronto_all": 4, "sim_mu1_phi15": 5}
each_series = pytest.mark.parametrize(("folder", "name"), SERIES, ids=NAMES)

R_DEFAULT = replace(ORIGINAL, alpha=0.05, residual_limit=2.58)
R_MUAN = Settings(threshold="muan")


def looking_back(settings: Settings, folder: str, name: str) -> Settings:
    return replace(settings, years=YEARS.get(name, 3), start=first_day(folder, name))


def periods_of(recording: dict[str, NDArray[np.float64]]) -> range:
    first, last = (int(recording["t"][i]) for i in (0, -1))
    return range(first - 1, last)


def as_r_does(counts: NDArray[np.float64], t: int, settings: Settings) -> tuple[float, float]:
    """Give expected count and bound with the dispersion R reads off its overwritten weights."""
    index, design = reference_design(t, settings)
    past = counts[None, index]
    trend = np.ones(1, bool)
    for _ in range(2):
        found, weight = robust_fit(past, design, settings.residual_limit, trend)
        slipped = (weight * (past / found.mean - 1) ** 2).sum(axis=1) / found.freedom
        if trend[0]:
            trend = keeps_trend(found, slipped, design, past, settings)
        if trend[0]:
            break
    mean = found.predicted(design)
    upper = bound(mean, found.dispersion, slipped * found.unscaled_variance(design), settings)
    return float(mean[0]), float(upper[0])


@each_series
def test_negative_binomial_bounds_are_identical(folder: str, name: str) -> None:
    counts = columns(folder, name, "observed")["observed"]
    theirs = columns(folder, name, "farrington")
    periods = periods_of(theirs)

    ours = farrington(counts, looking_back(Settings(), folder, name), periods=periods)

    there = slice(periods.start, periods.stop)
    assert_same_where_recorded(ours.upper[0, there], theirs["ff_noufaily_ub"])
    assert_same_where_recorded(ours.expected[0, there], theirs["ff_noufaily_expected"], rtol=1e-5)
    assert_same_where_recorded(ours.alarm[0, there], theirs["ff_noufaily_alarm"])


@each_series
def test_the_detector_of_1996(folder: str, name: str) -> None:
    counts = columns(folder, name, "observed")["observed"]
    theirs = columns(folder, name, "farrington")
    periods = periods_of(theirs)

    ours = farrington(counts, looking_back(ORIGINAL, folder, name), periods=periods)

    there = slice(periods.start, periods.stop)
    shown = np.where(theirs["farr_ub"] > 0, theirs["farr_ub"], np.nan)  # R shows 0 for few cases
    assert_same_where_recorded(ours.upper[0, there], shown, rtol=1e-4)
    assert_same_where_recorded(ours.alarm[0, there], theirs["farr_alarm"])


@each_series
@pytest.mark.parametrize(
    ("column", "settings"), [("ff_default", R_DEFAULT), ("ff_muan", R_MUAN)], ids=["delta", "muan"]
)
def test_only_the_known_slip_separates_us_from_r(
    folder: str, name: str, column: str, settings: Settings
) -> None:
    counts = columns(folder, name, "observed")["observed"]
    theirs = columns(folder, name, "farrington")
    chosen = looking_back(settings, folder, name)

    ours = np.array([as_r_does(counts, t, chosen) for t in periods_of(theirs)])

    upper = theirs[f"{column}_ub"]
    # above a million R's bound has run away and says nothing
    upper = np.where((upper > 0) & ~np.isnan(ours[:, 1]), upper, np.nan)
    assert_same_where_recorded(ours[:, 0], theirs[f"{column}_expected"], rtol=1e-5)
    assert_same_where_recorded(ours[:, 1], upper, rtol=1e-4)
