"""Which detector speaks, and what it says of planted and real episodes."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hanse.analysis.early_warning import Rung, alarms, farrington, gp52, judge, scan

INCIDENTS = Path(__file__).parents[4] / "shared/data/incidents"
Counts = NDArray[np.float64]


def steady(mean: float, weeks: int, seed: int, series: int = 1) -> Counts:
    return np.random.default_rng(seed).poisson(mean, (series, weeks)).astype(float)


def test_a_series_climbs_the_ladder_with_its_history() -> None:
    judgement = judge(steady(3, 300, seed=1))

    rungs = judgement.rung[0]
    assert set(rungs[:26]) == {Rung.INSUFFICIENT}
    assert set(rungs[40:150]) == {Rung.TRAILING_YEAR}
    assert set(rungs[170:]) == {Rung.SAME_SEASON}


def test_a_sparse_series_stays_on_the_trailing_year() -> None:
    judgement = judge(steady(0.1, 300, seed=2))

    assert Rung.SAME_SEASON not in judgement.rung


def test_a_planted_rise_is_found_and_then_silent_for_a_week_unless_it_grows() -> None:
    counts = np.full((1, 120), 1.0)
    counts[0, 110:114] = [7, 7, 9, 8]

    weeks = [alarm.week for alarm in alarms(judge(counts, weeks=range(100, 120)))]

    assert weeks[:2] == [110, 112]


def test_weeks_without_a_report_are_no_zeros() -> None:
    counts = steady(4, 300, seed=3)
    silent = counts.copy()
    silent[0, 200:220] = np.nan

    judgement = judge(silent)

    assert np.isnan(judgement.upper[0, 200:220]).all()
    assert judgement.expected[0, 260] > 3


def test_quiet_series_rarely_alarm() -> None:
    judgement = judge(steady(3, 320, seed=4, series=200), weeks=range(260, 320))

    assert judgement.alarm.mean() <= 0.013
    assert judgement.network_alarm.sum() <= judgement.alarm.sum()


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_a_series_is_judged_alike_alone_and_among_others(seed: int) -> None:
    counts = steady(2, 230, seed=seed, series=3)
    weeks = range(226, 230)

    together, alone = judge(counts, weeks=weeks), judge(counts[1:2], weeks=weeks)

    np.testing.assert_allclose(together.upper[1:2], alone.upper, rtol=1e-8)
    assert (together.alarm[1:2] == alone.alarm).all()


@pytest.mark.parametrize(
    "counts", [np.zeros((1, 300)), np.full((1, 300), np.nan), np.zeros((0, 300)), [[1.0]]],
    ids=["all zero", "never reported", "no series", "one week"],
)  # fmt: skip
def test_hard_cases_raise_no_alarm(counts: Counts) -> None:
    assert alarms(judge(counts)) == ()


def test_a_negative_count_says_where() -> None:
    with pytest.raises(ValueError, match="series 0, period 2: a count is not negative"):
        judge([[1, 2, -1]])


def test_detectors_do_not_look_into_the_future() -> None:
    counts = steady(3, 250, seed=5)
    changed = counts.copy()
    changed[0, 240:] = 50

    for detector in (gp52, farrington):
        before, after = detector(counts).upper[0, :240], detector(changed).upper[0, :240]
        np.testing.assert_array_equal(before, after)


def test_three_neighbours_that_rise_together_are_one_cluster() -> None:
    counts = np.random.default_rng(6).poisson(0.3, (12, 40))
    counts[[2, 3, 4], -2:] += 3
    north = np.array([50 + 5 * (i not in {2, 3, 4}) + 0.05 * i for i in range(12)])

    cluster = scan(counts, north, np.full(12, 13.0), permutations=199)

    assert cluster is not None
    assert (set(cluster.places), cluster.weeks) == ({2, 3, 4}, 2)
    assert cluster.p_value == pytest.approx(1 / 200)


def test_no_cases_are_no_cluster() -> None:
    assert scan(np.zeros((3, 10), int), np.zeros(3), np.zeros(3), permutations=9) is None


def weekly(days: list[date], first: date, last: date) -> tuple[date, Counts]:
    monday = first + timedelta(days=-first.weekday() % 7)
    counts = np.zeros((1, (last - monday).days // 7))
    for day in days:
        week = (day - monday).days // 7
        if 0 <= week < counts.shape[1]:
            counts[0, week] += 1
    return monday, counts


def new_york(motive: str) -> list[date]:
    with (INCIDENTS / "nypd_hate_crimes_2019_2024.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if motive in row["Bias Motive Description"]]
    found = {row["Full Complaint ID"]: row["Record Create Date"] for row in rows}
    return [datetime.strptime(day, "%m/%d/%Y").date() for day in found.values()]  # noqa: DTZ007 - a day has no zone


def toronto(religion: str) -> list[date]:
    with (INCIDENTS / "toronto_hate_crimes.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if religion in row["RELIGION_BIAS"]]
    return [date.fromisoformat(row["OCCURRENCE_DATE"][:10]) for row in rows]


def planted(_label: str) -> list[date]:
    """Two incidents a week for four years, and twelve in each week of May of the third."""
    first = date(2018, 1, 1)
    return [
        first + timedelta(weeks=week, days=case % 7)
        for week in range(208)
        for case in range(12 if 122 <= week <= 125 else 2)
    ]


ALWAYS = [(planted, "simulated", date(2018, 1, 1), date(2021, 12, 26), ["2020-05"])]
RECORDED = [
    (
        new_york,
        "ANTI-ASIAN",
        date(2019, 1, 1),
        date(2024, 9, 30),
        ["2020-03", "2021-03", "2021-04"],
    ),
    (new_york, "ANTI-JEWISH", date(2019, 1, 1), date(2024, 9, 30), ["2023-10"]),
    (toronto, "Jewish", date(2018, 1, 1), date(2023, 12, 31), ["2021-05", "2023-10"]),
]
EPISODES = [*ALWAYS, *(RECORDED if INCIDENTS.is_dir() else [])]


@pytest.mark.parametrize(
    ("read", "label", "first", "last", "months"),
    EPISODES,
    ids=[f"{read.__name__} {label}" for read, label, *_ in EPISODES],
)
def test_named_episodes_alarm(read, label, first, last, months) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - the table above gives the types
    monday, counts = weekly(read(label), first, last)

    found = {
        f"{monday + timedelta(weeks=alarm.week):%Y-%m}"
        for alarm in alarms(judge(counts, start=monday))
    }

    assert found >= set(months)
