"""Weeks and nights by each city's own clock, wherever the server stands."""

import datetime as dt
from typing import Any

import pytest
from tests.threats.conftest import make_city, make_person, observe
from tests.threats.rising import rise

from hanse.cities.models import Affiliation, Authority, Standing
from hanse.shared.models import Letter
from hanse.threats import tasks
from hanse.threats.actions import alarms
from hanse.threats.models import Alarm, Evaluation, Trigger
from hanse.threats.queries import weekly_counts
from hanse.threats.queries.daily import daily_counts
from hanse.threats.queries.local_time import today_in

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)
# half past two on Monday the 9th in London; still Sunday in Vancouver
MOMENT = dt.datetime(2026, 3, 9, 2, 30, tzinfo=dt.UTC)


def city_in(zone: str, name: str = "Aarhus") -> Authority:
    city = make_city(name)
    Authority.objects.filter(pk=city.pk).update(time_zone=zone)
    city.refresh_from_db()
    return city


@pytest.mark.parametrize(
    ("zone", "today", "weeks"),
    [
        ("America/Vancouver", dt.date(2026, 3, 8), 1),
        ("Europe/Helsinki", dt.date(2026, 3, 9), 2),
        ("", dt.date(2026, 3, 9), 2),
        ("Nowhere/At_All", dt.date(2026, 3, 9), 2),
    ],
)
def test_a_week_is_full_when_it_is_over_in_the_city(zone: str, today: dt.date, weeks: int) -> None:
    city = city_in(zone)
    for week in (-1, 0):
        observe(city, MONDAY + dt.timedelta(weeks=week), recorded_at=MOMENT)

    assert today_in(city, MOMENT) == today
    assert weekly_counts(city, as_of=MOMENT).periods == weeks


def test_a_day_is_judged_when_it_is_over_in_the_city() -> None:
    trigger = Trigger(happens_on=MONDAY, first_day=MONDAY, last_day=MONDAY + dt.timedelta(days=20))
    ends = []
    for zone in ("America/Vancouver", "Europe/Helsinki"):
        city = city_in(zone, zone.split("/")[1])
        observe(city, MONDAY, recorded_at=MOMENT)
        counts = daily_counts(city, trigger, eep="evidenced", as_of=MOMENT)
        ends.append(counts.day(counts.days - 1))

    assert ends == [dt.date(2026, 3, 7), dt.date(2026, 3, 8)]


def test_each_city_is_judged_at_its_own_night(monkeypatch: pytest.MonkeyPatch) -> None:
    oslo, denver = city_in("Europe/Oslo", "Oslo"), city_in("America/Denver", "Denver")
    seen: list[Any] = []
    monkeypatch.setattr(tasks, "evaluate", seen.append)

    for hour in range(24):
        moment = dt.datetime(2026, 3, 9, hour, 13, tzinfo=dt.UTC)
        tasks.evaluate_all(int(moment.timestamp()))

    assert seen == [oslo, denver]


def test_the_weekly_letter_comes_on_monday_morning_in_the_city() -> None:
    city = city_in("America/Denver")
    steward = make_person(city, "stig")
    Affiliation.objects.filter(person=steward).update(standing=Standing.STEWARD)
    rise(city)
    alarms.evaluate(city)
    raised = dt.datetime(2026, 3, 9, 10, tzinfo=dt.UTC)
    Alarm.objects.update(raised_at=raised)
    assert Evaluation.objects.exists()

    letters = []
    for hour in range(24):
        moment = dt.datetime(2026, 3, 9, hour, 7, tzinfo=dt.UTC)
        tasks.write_digests(int(moment.timestamp()))
        letters.append(Letter.objects.count())

    # six in the morning in Denver, on summer time
    assert letters == [0] * 12 + [1] * 12
