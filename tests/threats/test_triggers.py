"""Triggers: the days around an event are judged daily, and what that raises is labelled by it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError
from django.utils import timezone
from tests.threats.conftest import make_city, make_person, observe

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing.acting import as_system
from hanse.sharing.models import AuditEntry
from hanse.threats.actions import alarms, triggers
from hanse.threats.alarm_words import nature, what_rose
from hanse.threats.counts import WEEK
from hanse.threats.models import Alarm, Confirmation, Evaluation, Notice, Trigger
from hanse.threats.queries import monday_of
from hanse.threats.queries.alarms import evaluations_of, excluded_periods
from hanse.threats.queries.daily import checked_now, triggers_visible_to
from hanse.threats.tasks import check_days

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)
HAPPENED = TODAY - 4 * DAY


def declare(city: Authority | None, person: User, **said: Any) -> Trigger:
    """Declare a trigger four days ago, checked for a fortnight."""
    known = {
        "title": "Attack in another country",
        "happens_on": HAPPENED,
        "first_day": HAPPENED,
        "last_day": HAPPENED + 14 * DAY,
    }
    return triggers.declare(known | said, city=city, person=person, key=uuid.uuid4())


def two_a_week(city: Authority) -> None:
    """Let a city record two incidents in each seven days before the event, and confirm them."""
    for ago in range(1, 10):
        for _ in range(2):
            observe(city, HAPPENED - ago * WEEK + DAY, "antisemitism")
    monday = monday_of(TODAY)
    Confirmation.objects.create(owner=city, first_week=monday - 11 * WEEK, last_week=monday)


def many(city: Authority, day: dt.date, number: int) -> None:
    for _ in range(number):
        observe(city, day, "antisemitism")


def test_the_days_after_a_trigger_are_judged_against_the_eight_weeks_before(
    city: Authority, official: User
) -> None:
    two_a_week(city)
    many(city, HAPPENED + DAY, 8)
    trigger = declare(city, official)

    check_days(trigger=trigger.pk)

    alarm = Alarm.objects.get(category="antisemitism")
    assert (alarm.trigger, alarm.day) == (trigger, HAPPENED + DAY)
    assert (alarm.detector, alarm.method) == ("Daily GP8", "daily check, version 1")
    # ten in the seven days that end with the day after: two of before, and the eight
    assert (alarm.observed, alarm.expected, alarm.threshold) == (8, 16.5 / 8, 6.0)
    assert alarm.baseline_weeks == 8
    assert (alarm.baseline_first, alarm.baseline_last) == (
        HAPPENED + DAY - 62 * DAY,
        HAPPENED - 6 * DAY,
    )
    assert len(alarm.observations) == 8
    assert what_rose(alarm).startswith("Antisemitism rose in Aarhus: 8 in the seven days to")
    assert nature(alarm) == "daily check: Attack in another country"


def test_after_an_alarm_seven_days_are_silent_unless_the_sum_doubles(
    city: Authority, official: User
) -> None:
    two_a_week(city)
    many(city, HAPPENED, 7)
    many(city, HAPPENED + DAY, 2)  # nine, or eleven with the two of before: no double
    many(city, HAPPENED + 2 * DAY, 9)

    alarms.evaluate_days(city, declare(city, official))

    found = Alarm.objects.filter(category="antisemitism").order_by("day")
    assert [(one.day - HAPPENED, one.observed) for one in found if one.day] == [
        (0 * DAY, 9),
        (2 * DAY, 18),
    ]


def test_the_daily_check_stays_in_the_city_and_leaves_the_weekly_one_alone(
    city: Authority, official: User
) -> None:
    two_a_week(city)
    many(city, HAPPENED, 8)
    alarms.agree(city, official, alarms=True)
    alarms.evaluate(city)
    weekly = Evaluation.objects.get()
    trigger = declare(city, official)

    made = alarms.evaluate_days(city, trigger)
    alarms.evaluate_network()

    daily = Alarm.objects.exclude(day=None)
    assert {one.category for one in daily} == {"", "antisemitism"}
    assert not Notice.objects.filter(alarm__in=daily).exists()
    daily.update(excluded=True)
    assert excluded_periods(city, "evidenced", by_month=False) == []
    assert [one.pk for one in evaluations_of(daily[0], official)] == [made.pk if made else 0]
    assert Evaluation.objects.filter(trigger=None).get() == weekly


def test_the_first_look_judges_every_day_and_later_ones_the_last_seven(
    city: Authority, official: User
) -> None:
    two_a_week(city)
    long_ago = TODAY - 20 * DAY
    trigger = declare(city, official, happens_on=long_ago, first_day=long_ago)

    looks = [alarms.evaluate_days(city, trigger) for _ in range(2)]

    days = [sorted({one["day"] for one in look.results}) for look in looks if look]
    last = min(trigger.last_day, TODAY - DAY)
    assert days[0] == [str(long_ago + n * DAY) for n in range((last - long_ago).days + 1)]
    assert days[1] == [one for one in days[0] if one >= str(TODAY - 7 * DAY)]


def test_what_is_longer_ago_than_a_week_is_judged_and_raises_no_alarm(
    city: Authority, official: User
) -> None:
    two_a_week(city)
    many(city, TODAY - 15 * DAY, 9)
    many(city, TODAY - 7 * DAY, 9)
    long_ago = TODAY - 16 * DAY
    trigger = declare(city, official, happens_on=long_ago, first_day=long_ago)

    made = alarms.evaluate_days(city, trigger)

    results = [one for one in made.results if one["series"] == "antisemitism"] if made else []
    assert {one["day"] for one in results if one["raised"]} >= {str(TODAY - 15 * DAY)}
    assert [one.day for one in Alarm.objects.filter(category="antisemitism")] == [TODAY - 7 * DAY]
    alarms.evaluate_days(city, trigger)
    assert Alarm.objects.filter(category="antisemitism").count() == 1


def test_late_reports_bring_a_daily_alarm_down(city: Authority, official: User) -> None:
    two_a_week(city)
    many(city, HAPPENED, 8)
    trigger = declare(city, official)
    alarms.evaluate_days(city, trigger)
    newest = Alarm.objects.get(category="antisemitism").observations

    observed = observe(city, HAPPENED, "misogyny").__class__.objects.filter(record__in=newest[2:])
    observed.update(withdrawn_at=timezone.now(), withdrawn_because="entered twice")
    alarms.evaluate_days(city, trigger)

    assert not Alarm.objects.get(category="antisemitism").stands
    assert Evaluation.objects.filter(trigger=trigger).count() == 2


def test_a_trigger_may_concern_some_words_alone(city: Authority, official: User) -> None:
    two_a_week(city)
    many(city, HAPPENED, 8)
    for _ in range(8):
        observe(city, HAPPENED, "anti-black")

    alarms.evaluate_days(city, declare(city, official, categories=["racism"]))

    made = Evaluation.objects.get()
    assert {one["series"] for one in made.results} == {"racism", "anti-black"}


def test_what_people_feel_is_checked_apart_and_forecasts_are_not(
    city: Authority, official: User
) -> None:
    for eep in ("experienced", "potential"):
        observe(city, HAPPENED, "polarisation", eep=eep)

    alarms.evaluate_days(city, declare(city, official))

    assert {one["eep"] for one in Evaluation.objects.get().results} == {"experienced"}


def test_a_trigger_of_the_network_is_checked_in_every_member_city(
    city: Authority, official: User
) -> None:
    boston = make_city("Boston")
    for one in (city, boston):
        two_a_week(one)
    secretary = make_person(make_city("Dijon"), "dora")
    trigger = declare(None, secretary)

    check_days(trigger=trigger.pk)

    assert trigger.sharing_label == "green"
    assert {one.owner for one in Evaluation.objects.filter(trigger=trigger)} == {city, boston}
    assert list(triggers_visible_to(official)) == [trigger]


def test_a_citys_trigger_is_seen_by_its_own_people_alone(city: Authority, official: User) -> None:
    trigger = declare(city, official)

    assert list(triggers_visible_to(official)) == [trigger]
    assert not triggers_visible_to(make_person(make_city("Boston"), "bea")).exists()
    assert not triggers_visible_to(None).exists()


def test_a_daily_check_runs_its_time_and_a_week_for_late_reports(
    city: Authority, official: User
) -> None:
    for ago, checked in ((13, True), (20, True), (21, True), (22, False)):
        first = TODAY - ago * DAY
        trigger = declare(
            city, official, happens_on=first, first_day=first, last_day=first + 14 * DAY
        )
        assert (trigger in checked_now(city)) is checked, ago
    ahead = TODAY + 5 * DAY
    declare(city, official, happens_on=ahead, first_day=TODAY, last_day=ahead)
    assert len(checked_now(city)) == 3


def test_a_daily_check_ends_early_with_a_reason_and_all_of_it_is_written_down(
    city: Authority, official: User
) -> None:
    trigger = declare(city, official)

    triggers.end(trigger, "The report was wrong.", person=official)
    triggers.end(trigger, "Again.", person=official)

    trigger.refresh_from_db()
    assert (trigger.ended_because, checked_now(city)) == ("The report was wrong.", [])
    check_days(trigger=trigger.pk)
    assert not Evaluation.objects.exists()
    verbs = AuditEntry.objects.filter(target__startswith="threats.").order_by("pk")
    assert [one.verb for one in verbs] == ["declare a trigger", "end a daily check early"]


def test_the_same_form_twice_is_one_trigger(city: Authority, official: User) -> None:
    said = {"title": "A march", "happens_on": TODAY, "first_day": TODAY, "last_day": TODAY + DAY}
    key = uuid.uuid4()

    made = [triggers.declare(said, city=city, person=official, key=key) for _ in range(2)]

    assert made[0] == made[1]
    assert Trigger.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"last_day": HAPPENED - DAY},
        {"first_day": HAPPENED + DAY},
        {"last_day": HAPPENED + 63 * DAY},
        {"sharing_label": "clear"},
        {"ended_because": "no moment"},
    ],
)
def test_the_database_keeps_no_trigger_that_makes_no_sense(
    city: Authority, said: dict[str, Any]
) -> None:
    known = {"happens_on": HAPPENED, "first_day": HAPPENED, "last_day": HAPPENED + DAY}

    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), as_system("a test"):
        Trigger.objects.create(owner=city, title="A march", **(known | said))
