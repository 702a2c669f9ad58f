"""Counts by month against R, which counts the days between months."""

import datetime as dt
from dataclasses import replace

import numpy as np
from tests.analysis.early_warning.recordings import HERE, assert_same_where_recorded, columns, rows

from hanse.analysis.early_warning import MONTHS, ORIGINAL, Settings, farrington, judge

NAME, FOLDER = "sim_months", str(HERE)
OBSERVED = columns(FOLDER, NAME, "months")["observed"]
START = dt.date.fromisoformat(rows(FOLDER, NAME, "months")[0]["month_start"])
THEIRS = columns(FOLDER, NAME, "farrington")
FIRST, LAST = (int(THEIRS["t"][i]) - 1 for i in (0, -1))
BY_MONTH = Settings(years=3, seasons=4, excluded=6, half_width=1, period=12, start=START)


def test_negative_binomial_bounds_are_identical() -> None:
    ours = farrington(OBSERVED, BY_MONTH, periods=range(FIRST, LAST + 1))

    there = slice(FIRST, LAST + 1)
    assert_same_where_recorded(ours.upper[0, there], THEIRS["ff_noufaily_ub"])
    assert_same_where_recorded(ours.expected[0, there], THEIRS["ff_noufaily_expected"], rtol=1e-5)
    assert_same_where_recorded(ours.alarm[0, there], THEIRS["ff_noufaily_alarm"])


def test_months_of_equal_length_would_expect_something_else() -> None:
    equal = farrington(OBSERVED, replace(BY_MONTH, start=None), periods=range(LAST, LAST + 1))

    assert not np.isclose(equal.expected[0, LAST], THEIRS["ff_noufaily_expected"][-1], rtol=1e-5)


def test_the_detector_of_1996_counts_periods_and_not_their_days() -> None:
    settings = replace(ORIGINAL, years=3, excluded=1, half_width=1, period=12)

    ours = farrington(OBSERVED, settings, periods=range(FIRST, LAST + 1))

    shown = np.where(THEIRS["farr_ub"] > 0, THEIRS["farr_ub"], np.nan)
    assert_same_where_recorded(ours.upper[0, FIRST : LAST + 1], shown, rtol=1e-4)


def test_the_ladder_by_months_finds_a_planted_rise_and_names_its_detector() -> None:
    planted = OBSERVED.copy()
    planted[LAST] += 40

    judgement = judge(planted[None], start=START, weeks=range(LAST, LAST + 1), calendar=MONTHS)

    assert (judgement.rung.item(), judgement.alarm.item()) == (2, True)
    assert judgement.upper.item() == farrington(OBSERVED, replace(BY_MONTH, years=5)).upper[0, LAST]
