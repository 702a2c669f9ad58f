"""Counting a city's weeks: silence is no zero, and the past stays as it was known."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from tests.threats.conftest import MONDAY, make_city, observe

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.threats.counts import WEEK, WeeklyCounts
from hanse.threats.models import Confirmation, Earlier, Observation, Tally
from hanse.threats.queries import (
    monthly_counts,
    newest_weeks,
    own_cities,
    weekly_counts,
    weeks_without_report,
    with_silence,
)

NOON = dt.time(12, tzinfo=dt.UTC)


def on(day: dt.date) -> dt.datetime:
    """Noon of a day."""
    return dt.datetime.combine(day, NOON)


def confirm(city: Authority, first: dt.date, last: dt.date, **more: Any) -> Confirmation:
    """Let a city say that nothing else was to report."""
    more.setdefault("recorded_at", on(last + WEEK))
    return Confirmation.objects.create(owner=city, first_week=first, last_week=last, **more)


def series(counted: WeeklyCounts) -> dict[str, tuple[float | None, ...]]:
    """Return the counts by word."""
    return dict(zip(counted.names, counted.counts, strict=True))


END = on(MONDAY + 4 * WEEK)  # four full weeks lie behind


@pytest.fixture(autouse=True)
def _known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Record what these tests observe on the day it is reported."""
    create = Observation.objects.create

    def known(**said: Any) -> Observation:
        said.setdefault("recorded_at", on(said["reported_on"]))
        return create(**said)

    monkeypatch.setattr(Observation.objects, "create", known)


def test_a_week_without_a_report_is_zero_only_where_the_city_confirmed(city: Authority) -> None:
    observe(city, MONDAY)
    confirm(city, MONDAY + 2 * WEEK, MONDAY + 2 * WEEK)

    counted = weekly_counts(city, as_of=END)

    assert counted.first_monday == MONDAY
    assert series(counted) == {
        "": (1.0, None, 0.0, None),
        "antisemitism": (1.0, None, 0.0, None),
    }


def test_an_incident_counts_once_under_each_word_and_once_above_them(city: Authority) -> None:
    observe(city, MONDAY, "anti-black", "anti-asian", "extreme-right")

    first = {name: counts[0] for name, counts in series(weekly_counts(city, as_of=END)).items()}

    assert first == {"": 1, "racism": 1, "anti-black": 1, "anti-asian": 1, "extreme-right": 1}


def test_a_week_runs_from_monday_to_sunday(city: Authority) -> None:
    observe(city, MONDAY + dt.timedelta(days=6))
    observe(city, MONDAY + dt.timedelta(days=7))

    assert series(weekly_counts(city, as_of=END))[""] == (1.0, 1.0, None, None)


def test_the_week_that_is_still_running_is_left_out(city: Authority) -> None:
    observe(city, MONDAY)
    observe(city, MONDAY + WEEK)

    assert weekly_counts(city, as_of=on(MONDAY + WEEK)).periods == 1


def test_a_correction_does_not_change_what_was_known_before(city: Authority) -> None:
    seen = observe(city, MONDAY, "misogyny")
    said = ("precision", "reported_on", "vocabulary_version", "eep", "severity", "source_class")
    Earlier.objects.create(
        observation=seen,
        occurred_on=MONDAY,
        labels=["antisemitism"],
        known_from=seen.recorded_at,
        known_until=on(MONDAY + 2 * WEEK),
        **{name: getattr(seen, name) for name in said},
    )
    Observation.objects.update(corrected_at=on(MONDAY + 2 * WEEK))

    before = weekly_counts(city, as_of=on(MONDAY + WEEK))
    after = weekly_counts(city, as_of=END)

    assert (before.names, after.names) == (("", "antisemitism"), ("", "misogyny"))


def test_what_was_withdrawn_counts_up_to_that_day(city: Authority) -> None:
    observe(city, MONDAY, withdrawn_at=on(MONDAY + 2 * WEEK), withdrawn_because="A mistake.")

    assert series(weekly_counts(city, as_of=on(MONDAY + WEEK))) == {"": (1,), "antisemitism": (1,)}
    assert weekly_counts(city, as_of=END).names == ()


def test_what_became_known_late_is_not_known_before(city: Authority) -> None:
    observe(city, MONDAY)
    observe(city, MONDAY, reported_on=MONDAY + 3 * WEEK)

    counts = [series(weekly_counts(city, as_of=on(MONDAY + n * WEEK)))[""][0] for n in (1, 4)]

    assert counts == [1.0, 2.0]


def test_feelings_and_forecasts_are_counted_apart_from_facts(city: Authority) -> None:
    observe(city, MONDAY, eep="experienced")
    observe(city, MONDAY)

    assert series(weekly_counts(city, as_of=END))[""][0] == 1
    assert series(weekly_counts(city, as_of=END, eep="experienced"))[""][0] == 1


def test_one_source_can_be_counted_alone(city: Authority) -> None:
    observe(city, MONDAY, source_class="police")
    observe(city, MONDAY, source_class="ngo")
    confirm(city, MONDAY + WEEK, MONDAY + WEEK, source_class="police")

    assert series(weekly_counts(city, as_of=END, source_class="police"))[""][:2] == (1.0, 0.0)
    assert series(weekly_counts(city, as_of=END, source_class="ngo"))[""][:2] == (1.0, None)


def test_a_silence_of_all_sources_needs_the_word_of_each_that_reports(city: Authority) -> None:
    observe(city, MONDAY, source_class="police")
    observe(city, MONDAY, "misogyny", source_class="ngo")
    confirm(city, MONDAY + WEEK, MONDAY + 2 * WEEK, source_class="police")
    confirm(city, MONDAY + 2 * WEEK, MONDAY + 2 * WEEK, source_class="ngo")

    counted = series(weekly_counts(city, as_of=END))

    assert counted[""] == (2.0, None, 0.0, None)
    # nobody but the police has ever told of antisemitism here, so its word is enough
    assert counted["antisemitism"] == (1.0, 0.0, 0.0, None)
    assert counted["misogyny"] == (1.0, None, 0.0, None)


def test_a_confirmation_that_names_no_source_speaks_for_all(city: Authority) -> None:
    observe(city, MONDAY, source_class="police")
    observe(city, MONDAY, source_class="ngo")
    confirm(city, MONDAY + WEEK, MONDAY + WEEK)

    for source in ("", "police", "ngo"):
        assert series(weekly_counts(city, as_of=END, source_class=source))[""][1] == 0.0


def test_a_source_that_was_silent_for_a_year_is_no_longer_waited_for(city: Authority) -> None:
    observe(city, MONDAY - 52 * WEEK, source_class="ngo")
    observe(city, MONDAY - 2 * WEEK, source_class="police")
    confirm(city, MONDAY - WEEK, MONDAY + 2 * WEEK, source_class="police")

    newest = series(weekly_counts(city, as_of=END))[""][-5:]

    assert newest == (None, None, 0.0, 0.0, None)


def test_a_confirmation_for_some_words_leaves_the_others_open(city: Authority) -> None:
    observe(city, MONDAY, "anti-black", "misogyny")
    confirm(city, MONDAY + WEEK, MONDAY + WEEK, categories=["racism"])

    second = {name: counts[1] for name, counts in series(weekly_counts(city, as_of=END)).items()}

    assert second == {"": None, "racism": 0.0, "anti-black": 0.0, "misogyny": None}


def test_a_confirmation_taken_back_counts_no_longer(city: Authority) -> None:
    observe(city, MONDAY)
    confirm(city, MONDAY + WEEK, MONDAY + WEEK, withdrawn_at=on(MONDAY + 3 * WEEK))

    assert series(weekly_counts(city, as_of=on(MONDAY + 2 * WEEK)))[""] == (1.0, 0.0)
    assert series(weekly_counts(city, as_of=END))[""][1] is None


def test_kept_counts_stand_in_for_incidents_that_are_gone(city: Authority) -> None:
    kept = {"starts_on": MONDAY, "precision": "day", "eep": "evidenced", "source_class": "police"}
    Tally.objects.create(owner=city, category="", count=3, **kept)
    Tally.objects.create(owner=city, category="misogyny", count=2, **kept)
    observe(city, MONDAY, "misogyny")

    first = {name: counts[0] for name, counts in series(weekly_counts(city, as_of=END)).items()}

    assert first == {"": 4.0, "misogyny": 3.0}


def test_incidents_known_to_the_month_are_counted_by_month_alone(city: Authority) -> None:
    march, may = dt.date(2026, 3, 1), dt.date(2026, 5, 1)
    observe(city, march, precision="month")
    observe(city, may, precision="month")
    confirm(city, dt.date(2026, 3, 30), dt.date(2026, 4, 27))

    counted = monthly_counts(city, as_of=on(dt.date(2026, 6, 1)))

    assert [counted.begin(n) for n in range(counted.periods)] == [march, dt.date(2026, 4, 1), may]
    assert counted.counts == ((1.0, 0.0, 1.0),) * 2
    assert weekly_counts(city, as_of=END).names == ()


def test_months_that_are_confirmed_answer_for_no_week(city: Authority, official: User) -> None:
    observe(city, MONDAY)
    newest = newest_weeks(city)
    Confirmation.objects.create(
        owner=city, first_week=newest[-1], last_week=newest[0], by_month=True
    )

    row = own_cities(official).annotate(**with_silence("pk", official)).get()

    assert weeks_without_report(city, row) == newest


def test_other_cities_do_not_count(city: Authority) -> None:
    observe(make_city("Boston"), MONDAY)

    assert weekly_counts(city).names == ()


def test_a_city_without_anything_has_no_series(city: Authority) -> None:
    counted = weekly_counts(city)

    assert (counted.names, counted.counts) == ((), ())
    assert counted.first_monday < timezone.localdate()
