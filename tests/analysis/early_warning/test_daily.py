"""The daily check: sums of seven days against the same weekdays before an event."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.early_warning.naive_daily import judged

from hanse.analysis.early_warning import daily, sums_of_seven, uplift

QUIET = [1.0, 0, 0, 0, 1, 0, 0]  # two a week
counts = st.lists(
    st.one_of(st.integers(0, 6).map(float), st.just(math.nan)), min_size=70, max_size=90
)


def test_sixteen_in_eight_weeks_let_two_be_expected_and_seven_alarm() -> None:
    signals = daily([QUIET * 9 + [3.0, 4.0, 0.0]], first=63)

    # size 16.5, probability 8/9: six is the smallest count with 99 % at or below it
    assert signals.expected[0, 63:].tolist() == [16.5 / 8] * 3
    assert signals.upper[0, 63:].tolist() == [6.0] * 3
    assert sums_of_seven([QUIET * 9 + [3.0, 4.0, 0.0]])[0, 63:].tolist() == [4.0, 8.0, 8.0]
    assert signals.alarm[0, 63:].tolist() == [False, True, True]
    assert signals.p_value[0, 63] == pytest.approx(0.16406, abs=1e-5)


def test_days_before_the_check_are_not_judged() -> None:
    signals = daily([QUIET * 10], first=63)

    assert np.isnan(signals.upper[0, :63]).all()
    assert np.isfinite(signals.upper[0, 63:]).all()


def test_the_checked_days_are_never_their_own_baseline() -> None:
    calm = daily([QUIET * 9 + [0.0] * 21], first=63)
    loud = daily([QUIET * 9 + [9.0] * 21], first=63)

    np.testing.assert_array_equal(calm.expected, loud.expected)
    assert set(loud.expected[0, 63:].tolist()) == {16.5 / 8}


def test_fewer_than_four_known_weeks_say_nothing() -> None:
    known, gone = QUIET * 5, [math.nan] * 28

    assert daily([gone + known + [9.0]], first=63).alarm[0, -1]
    assert math.isnan(
        daily([gone + known[:1] + [math.nan] * 6 + known[7:] + [9.0]], first=63).upper[0, -1]
    )
    assert not daily([[9.0]], first=0).alarm.any()
    assert daily(np.zeros((0, 60)), first=50).alarm.shape == (0, 60)


def test_two_incidents_are_no_alarm_however_quiet_it_was() -> None:
    assert daily([[0.0] * 63 + [2.0, 1.0]], first=63).alarm[0, 63:].tolist() == [False, True]


def test_days_nobody_reported_on_add_nothing_and_alarm_all_the_same() -> None:
    signals = daily([QUIET * 9 + [math.nan, 9.0]], first=63)

    assert signals.alarm[0, 63:].tolist() == [False, True]


@given(counts, st.integers(30, 69))
def test_it_says_what_the_obvious_way_says(series: list[float], first: int) -> None:
    signals = daily([series], first=first)

    for day in range(first, len(series)):
        slow = judged(series, first, day)
        if slow is None:
            assert math.isnan(signals.upper[0, day])
            continue
        assert signals.expected[0, day] == pytest.approx(slow[0])
        assert (signals.upper[0, day], signals.alarm[0, day]) == slow[1:]


@given(st.lists(counts.map(lambda row: row[:70]), min_size=2, max_size=4), st.randoms())
def test_series_do_not_touch_each_other(table: list[list[float]], chance: object) -> None:
    order = list(range(len(table)))
    chance.shuffle(order)  # type: ignore[attr-defined] # one of Hypothesis's
    turned = daily([table[row] for row in order], first=60)

    np.testing.assert_array_equal(daily(table, first=60).upper[order], turned.upper)


def test_the_uplift_is_a_ratio_of_rates_with_its_interval() -> None:
    assert uplift(0, 14, 0, 56)[0] == 4.0
    assert uplift(20, 7, 20, 7) == pytest.approx((1.0, 0.5375, 1.8604), abs=1e-4)
    low, high = uplift(40, 14, 10, 56)[1:]
    assert low > 1
    assert high < 40
