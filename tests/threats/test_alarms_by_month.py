"""Alarms of months: incidents of which no day is known are judged, kept and answered alike."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from tests.threats.conftest import make_city, make_person, observe
from tests.threats.rising import newest_week

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared.models import Letter
from hanse.sharing.models import AuditEntry
from hanse.threats.actions import alarms
from hanse.threats.actions.letters_about_alarms import send_digest
from hanse.threats.alarm_words import what_rose, when
from hanse.threats.insights.alarms import judge_newest
from hanse.threats.models import Alarm, DigestChoice, Evaluation, Notice, Observation
from hanse.threats.pages.alarms import history
from hanse.threats.queries import monday_of, monthly_counts
from hanse.threats.queries.alarms import (
    alarms_in_sight,
    excluded_periods,
    open_categories,
    still_open,
)

pytestmark = pytest.mark.django_db
LIST = "/threats/alarms/"


def newest_month(ago: int = 0) -> dt.date:
    """Return the first day of the last full month, or of one before it."""
    month = timezone.localdate().replace(day=1)
    for _ in range(ago + 1):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return month


def rise_by_month(city: Authority, newest: int = 12, quiet: int = 30) -> list[Observation]:
    """Store two incidents a month, and `newest` of them in the last full month."""
    for ago in range(1, quiet + 1):
        for _ in range(2):
            observe(city, newest_month(ago), precision="month")
    return [observe(city, newest_month(), precision="month") for _ in range(newest)]


def alarm_of(city: Authority, month: dt.date | None = None) -> Alarm:
    return Alarm.objects.get(owner=city, category="antisemitism", month=month or newest_month())


def test_a_month_far_above_a_quiet_year_raises_an_alarm_with_all_it_rests_on(
    city: Authority,
) -> None:
    newest = rise_by_month(city)

    alarms.evaluate(city)

    alarm = alarm_of(city)
    assert (alarm.week, alarm.observed, alarm.detector) == (
        monday_of(newest_month()), 12, "GP52",
    )  # fmt: skip
    assert alarm.expected == pytest.approx(2.04, abs=0.01)
    assert alarm.p_value is not None
    assert alarm.p_value < 0.01
    assert set(alarm.observations) == {one.record for one in newest}
    assert (alarm.baseline_first, alarm.baseline_last) == (newest_month(13), newest_month(2))
    assert (alarm.baseline_weeks, alarm.params["window"]) == (12, 12)
    assert {one.month for one in Alarm.objects.all()} == {newest_month()}


def test_an_incident_stands_in_a_month_or_in_a_week_and_never_in_both(city: Authority) -> None:
    rise_by_month(city, newest=2)
    for _ in range(10):
        observe(city, newest_month())  # on the first day of the month, which is known

    alarms.evaluate(city)

    results = Evaluation.objects.get().results
    months = [r for r in results if r["month"] == str(newest_month()) and not r["series"]]
    weeks = [r for r in results if r["month"] is None and not r["series"]]
    assert [r["observed"] for r in months] == [2.0]
    assert sum(r["observed"] or 0 for r in weeks) <= 10
    assert not Alarm.objects.exclude(month=None).exists()


def test_the_month_after_an_alarm_is_silent_unless_it_rises_further(city: Authority) -> None:
    rise_by_month(city, newest=9)
    for _ in range(10):
        observe(city, newest_month(1), precision="month")

    alarms.evaluate(city)
    before = {one.month for one in Alarm.objects.all()}
    for _ in range(8):
        observe(city, newest_month(), precision="month")
    alarms.evaluate(city)

    assert before == {newest_month(1)}
    assert {one.month for one in Alarm.objects.all()} == {newest_month(1), newest_month()}


def test_a_second_look_continues_an_alarm_and_late_corrections_close_it(city: Authority) -> None:
    newest = rise_by_month(city)
    first = alarms.evaluate(city)
    alarms.evaluate(city)
    Observation.objects.filter(pk__in=[one.pk for one in newest[2:]]).update(
        withdrawn_at=timezone.now(), withdrawn_because="entered twice"
    )

    alarms.evaluate(city)

    alarm = alarm_of(city)
    assert (Alarm.objects.count(), alarm.stands, alarm.raised_by) == (2, False, first)
    assert not still_open(Alarm.objects.all()).exists()


def test_a_silent_month_nobody_spoke_of_is_no_quiet_one(city: Authority) -> None:
    rise_by_month(city, quiet=4)

    alarms.evaluate(city)

    assert not Alarm.objects.exists()


def test_an_old_record_raises_nothing_today(city: Authority) -> None:
    for month in range(1, 13):
        for _ in range(12 if month == 12 else 2):
            observe(city, dt.date(2019, month, 1), precision="month")

    alarms.evaluate(city)

    assert not Alarm.objects.exists()


def test_history_says_what_was_known_since_when_and_joins_equal_looks(
    city: Authority, official: User
) -> None:
    rise_by_month(city, newest=9)
    alarms.evaluate(city)
    alarms.evaluate(city)
    observe(city, newest_month(), precision="month")
    alarms.evaluate(city)

    first, _second, third = Evaluation.objects.order_by("id")
    found = history(alarm_of(city), official)

    assert [(one["observed"], one["looks"]) for one in found] == [(10.0, 1), (9.0, 2)]
    assert [one["as_of"] for one in found] == [third.as_of, first.as_of]


def test_a_month_can_be_left_out_of_later_baselines(city: Authority, official: User) -> None:
    rise_by_month(city, newest=2)
    for _ in range(40):
        observe(city, newest_month(6), precision="month")
    first = alarms.evaluate(city)
    assert first is not None
    old = Alarm.objects.create(
        owner=city, category="antisemitism", month=newest_month(6), observed=42, raised_by=first,
        week=monday_of(newest_month(6)), detector="GP52", method="ladder", baseline_weeks=12,
        baseline_first=newest_month(19), baseline_last=newest_month(8),
    )  # fmt: skip

    alarms.leave_out(old, official, excluded=True)
    left_out = excluded_periods(city, "evidenced", by_month=True)
    counts = monthly_counts(city)

    assert left_out == [("antisemitism", newest_month(6))]
    assert excluded_periods(city, "evidenced", by_month=False) == []
    expected = [
        [one.expected for one in judge_newest(counts, out) if one.series][-1]
        for out in ([], left_out)
    ]
    assert expected[0] == pytest.approx(64.5 / 12)
    assert expected[1] == pytest.approx(22.5 / 11)
    assert AuditEntry.objects.filter(verb="leave a month out of the baseline").count() == 1


def test_a_month_alarms_once_and_begins_on_its_first_day(city: Authority) -> None:
    rise_by_month(city)
    made = alarms.evaluate(city)
    again = alarm_of(city)
    again.pk, again._state.adding = None, True

    with pytest.raises(IntegrityError), transaction.atomic():
        Alarm.objects.bulk_create([again])
    with pytest.raises(IntegrityError), transaction.atomic():
        Alarm.objects.filter(raised_by=made).update(month=newest_month() + dt.timedelta(days=3))


def test_sentences_name_the_month(city: Authority) -> None:
    rise_by_month(city)
    alarms.evaluate(city)

    alarm, month = alarm_of(city), date_format(newest_month(), "F Y")

    assert when(alarm) == f"month of {month}"
    assert what_rose(Alarm.objects.get(category="")).startswith("All incidents known to the month")
    assert what_rose(alarm) == (
        f"Antisemitism rose in Aarhus: 12 in the month of {month}, where 2.0 were expected"
    )


def test_an_unanswered_month_stays_open_for_half_a_year(city: Authority, official: User) -> None:
    rise_by_month(city)
    alarms.evaluate(city)
    assert open_categories(alarms_in_sight(city, official)) == {"antisemitism"}

    Alarm.objects.filter(category="").delete()
    Alarm.objects.update(month=newest_month(4), week=monday_of(newest_month(4)))
    assert still_open(Alarm.objects.all()).exists()
    Alarm.objects.update(month=newest_month(7), week=monday_of(newest_month(7)))
    assert not still_open(Alarm.objects.all()).exists()


def test_letters_tell_of_alarms_of_months_too(city: Authority, official: User) -> None:
    DigestChoice.objects.create(person=official, how="weekly")
    rise_by_month(city)
    alarms.evaluate(city)

    send_digest(city, timezone.localdate())

    assert [one.subject for one in Letter.objects.all()] == ["2 alarms wait in Aarhus"]


def test_months_stand_in_the_network_among_months_alone(city: Authority, official: User) -> None:
    alarms.agree(city, official, alarms=True)
    rise_by_month(city)
    alarms.evaluate(city)
    crowd = make_city("Crowd")
    plain = {"eep": "evidenced", "p_value": 0.9, "month": None}
    Evaluation.objects.create(
        owner=crowd, as_of=timezone.now(), first_week=newest_week(), last_week=newest_week(),
        method="ladder", results=[
            {**plain, "series": f"s{n}", "week": str(monday_of(newest_month()))}
            for n in range(10_000)
        ],
    )  # fmt: skip

    alarms.evaluate_network()

    assert alarm_of(city).network
    notice = Notice.objects.get(category="antisemitism")
    assert (notice.month, notice.band, notice.network) == (newest_month(), "high", True)


def test_pages_say_month_where_it_was_weeks(
    client: Client, city: Authority, official: User
) -> None:
    rise_by_month(city)
    alarms.evaluate(city)
    alarms.answer(alarm_of(city), official, status="dismissed", reason="Entered twice.")
    client.force_login(official)
    month = date_format(newest_month(), "F Y")

    listed, page, record, detectors, brief, desk = (
        client.get(address).content.decode()
        for address in (
            LIST, alarm_of(city).get_absolute_url(), f"{LIST}past/", f"{LIST}detectors/",
            "/threats/brief/aarhus/antisemitism/", "/desk/",
        )
    )  # fmt: skip

    assert f"Month of {month}" in listed
    assert "12 reported, 2.0 expected" in listed
    assert f"month of {month}" in page
    assert "Leave this month out of later baselines" in page
    assert "12 months known" in page
    assert "Observations of that month" in page
    assert 'class="weeks-observed"' in page
    assert "Known to the month, newest first" in record
    assert month in record
    assert "GP52, by month" in detectors
    assert f"Month of {month}: 12 reported, 2.0 expected. State: Dismissed" in brief
    assert "12 in the newest month, about 2.0 expected." in brief
    assert f"12 in the month of {month}, where 2.0 were expected" in desk


def test_three_cities_alarmed_in_one_month_are_named_together(client: Client) -> None:
    reader = make_person(make_city("Dijon"), "dora")
    for name in ("Aarhus", "Boston", "Calais"):
        one = make_city(name)
        alarms.agree(one, make_person(one, name), alarms=True)
        rise_by_month(one, newest=17)
        alarms.evaluate(one)
    client.force_login(reader)
    month = date_format(newest_month(), "F Y")

    network = client.get(f"{LIST}network/?every").content.decode()
    shared = client.get("/threats/shared/").content.decode()

    for page in (network, shared):
        assert f"the same alarm in Aarhus, Boston, Calais in the month of {month}" in " ".join(
            page.split()
        )
    assert f"Month of {month}" in network
