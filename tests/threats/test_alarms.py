"""Alarms: what raises them, what they keep, and what later reports and people change."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from tests.threats.conftest import make_city, make_person, observe
from tests.threats.rising import WEEK, newest_week, rise

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Standing
from hanse.shared.models import Letter
from hanse.sharing.models import AuditEntry
from hanse.threats.actions import alarms
from hanse.threats.actions.letters_about_alarms import send_digest
from hanse.threats.models import (
    Agreement,
    Alarm,
    Confirmation,
    DigestChoice,
    Evaluation,
    Notice,
    Observation,
)
from hanse.threats.queries.alarms import (
    alarms_in_sight,
    alarms_visible_to,
    evaluations_of,
    letters_of,
    open_categories,
)

pytestmark = pytest.mark.django_db


def alarm_of(city: Authority, category: str = "antisemitism") -> Alarm:
    return Alarm.objects.get(owner=city, category=category)


def test_a_week_far_above_a_quiet_year_raises_an_alarm_with_all_it_rests_on(
    city: Authority,
) -> None:
    newest = rise(city)

    alarms.evaluate(city)

    alarm = alarm_of(city)
    assert (alarm.week, alarm.observed, alarm.detector) == (newest_week(), 9, "GP52")
    assert alarm.expected == pytest.approx(1.5, abs=0.05)
    assert alarm.threshold is not None
    assert alarm.threshold < 9
    assert alarm.p_value is not None
    assert alarm.p_value < 0.01
    assert set(alarm.observations) == {one.record for one in newest}
    assert alarm.baseline_weeks == 52
    assert alarm.baseline_last == newest_week() - 5 * WEEK
    assert (alarm.sharing_label, alarm.status) == ("amber+strict", "new")
    # the same week rises for all incidents together, and that is an alarm of its own
    assert {one.category for one in Alarm.objects.all()} == {"antisemitism", ""}


def test_an_ordinary_week_raises_none(city: Authority) -> None:
    rise(city, newest=2)

    alarms.evaluate(city)

    assert not Alarm.objects.exists()
    assert Evaluation.objects.count() == 1


def test_the_same_evaluation_twice_is_one_alarm_and_two_looks(city: Authority) -> None:
    rise(city)

    alarms.evaluate(city)
    alarms.evaluate(city)

    assert Alarm.objects.count() == 2
    assert evaluations_of(alarm_of(city), None).count() == 0
    assert Evaluation.objects.count() == 2


def test_a_week_after_an_alarm_is_silent_unless_it_rises_further(city: Authority) -> None:
    rise(city, newest=5)
    before = newest_week() - WEEK
    for _ in range(9):
        observe(city, before, "antisemitism")

    alarms.evaluate(city)

    assert {one.week for one in Alarm.objects.all()} == {before}


def test_late_reports_bring_an_alarm_down_and_it_says_so(city: Authority) -> None:
    newest = rise(city)
    alarms.evaluate(city)

    Observation.objects.filter(pk__in=[one.pk for one in newest[1:]]).update(
        withdrawn_at=timezone.now(), withdrawn_because="entered twice"
    )
    alarms.evaluate(city)

    alarm = alarm_of(city)
    assert not alarm.stands
    results = [one.results for one in Evaluation.objects.order_by("id")]
    seen = [
        [r["observed"] for r in found if r["series"] == "antisemitism" and r["loud"] is not None][
            -1
        ]
        for found in results
    ]
    assert seen == [9.0, 1.0]


def test_a_week_nobody_reported_on_is_never_a_quiet_one(city: Authority) -> None:
    rise(city)
    Confirmation.objects.all().delete()
    Observation.objects.filter(occurred_on__lt=newest_week() - 20 * WEEK).delete()

    alarms.evaluate(city)

    assert not Alarm.objects.exists()


def test_evaluations_are_never_rewritten(city: Authority) -> None:
    rise(city)
    made = alarms.evaluate(city)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Evaluation.objects.filter(pk=made.pk if made else 0).update(method="another")


def outbreak(city: Authority) -> tuple[Evaluation, Alarm]:
    """Store a week of sixty incidents ten weeks ago, an evaluation, and the alarm of then."""
    high = newest_week() - 10 * WEEK
    Observation.objects.bulk_create(
        Observation(
            owner=city,
            occurred_on=high,
            reported_on=high,
            labels=["antisemitism"],
            severity=1,
            source_class="municipal",
        )
        for _ in range(60)
    )
    first = alarms.evaluate(city)
    assert first is not None
    old = Alarm.objects.create(
        owner=city,
        category="antisemitism",
        week=high,
        detector="GP52",
        method="ladder",
        observed=62,
        baseline_first=high,
        baseline_last=high,
        baseline_weeks=1,
        raised_by=first,
    )
    return first, old


def test_a_confirmed_outbreak_leaves_the_baseline_and_that_is_written_down(
    city: Authority, official: User
) -> None:
    rise(city, newest=2)
    first, old = outbreak(city)

    alarms.leave_out(old, official, excluded=True)
    second = alarms.evaluate(city)

    def expected(made: Evaluation | None) -> float:
        found = [r for r in (made.results if made else []) if r["series"] == "antisemitism"]
        return float(found[-1]["expected"])

    assert expected(first) > 2.5
    assert expected(second) == pytest.approx(1.5, abs=0.05)
    assert AuditEntry.objects.filter(verb="leave a week out of the baseline").count() == 1


def test_closing_needs_a_reason_and_is_written_down(city: Authority, official: User) -> None:
    rise(city)
    alarms.evaluate(city)
    alarm = alarm_of(city)

    with pytest.raises(DatabaseError), transaction.atomic():
        alarms.answer(alarm, official, status="dismissed")
    alarms.answer(alarm, official, status="dismissed", reason="One person reported twice.")

    assert not alarm_of(city).is_open
    assert AuditEntry.objects.filter(verb="answer an alarm", person=official.pk).count() == 1


def test_only_the_citys_own_people_see_its_alarms(city: Authority, official: User) -> None:
    rise(city)
    alarms.evaluate(city)
    stranger = make_person(make_city("Boston"), "bea")

    assert alarms_visible_to(official).count() == 2
    assert not alarms_visible_to(stranger).exists()
    assert not alarms_visible_to(None).exists()
    assert open_categories(alarms_in_sight(city, official)) == {"antisemitism"}


def test_the_network_hears_of_an_alarm_only_with_the_citys_word_and_never_a_count(
    city: Authority, official: User
) -> None:
    rise(city)
    alarms.evaluate(city)
    assert not Notice.objects.exists()

    alarms.agree(city, official, alarms=True)
    notice = Notice.objects.get(category="antisemitism")
    assert (notice.sharing_label, notice.band, notice.status) == ("green", "high", "new")
    columns = {field.name for field in Notice._meta.get_fields()}
    assert columns.isdisjoint({"observed", "expected", "threshold", "observations", "p_value"})

    alarms.hold_back(alarm_of(city), official, held=True)
    assert not Notice.objects.filter(category="antisemitism").exists()
    assert AuditEntry.objects.filter(verb="hold an alarm back").count() == 1

    alarms.agree(city, official, alarms=False)
    assert not Notice.objects.exists()
    assert Agreement.objects.get().owner_id == city.pk


def test_a_dismissed_alarm_leaves_the_network(city: Authority, official: User) -> None:
    rise(city)
    alarms.agree(city, official, alarms=True)
    alarms.evaluate(city)

    alarms.answer(alarm_of(city), official, status="dismissed", reason="A test.")

    assert {one.category for one in Notice.objects.all()} == {""}


def test_the_network_asks_more_of_an_alarm_than_a_city(city: Authority) -> None:
    rise(city, newest=6)
    alarms.evaluate(city)
    for n in range(40):
        quiet = make_city(f"Quiet{n}")
        Evaluation.objects.create(
            owner=quiet,
            as_of=timezone.now(),
            first_week=newest_week(),
            last_week=newest_week(),
            method="ladder",
            results=[
                {
                    "eep": "evidenced",
                    "week": newest_week().isoformat(),
                    "series": f"s{k}",
                    "p_value": 0.5,
                }
                for k in range(5)
            ],
        )

    alarms.evaluate_network()

    p_value = alarm_of(city).p_value
    assert p_value is not None
    assert alarm_of(city).network == (p_value <= 0.1 * 2 / 202)


def test_letters_say_that_alarms_wait_and_nothing_of_them(city: Authority, official: User) -> None:
    DigestChoice.objects.create(person=official, how="at once")
    steward = make_person(city, "stig")
    Affiliation.objects.filter(person=steward).update(standing=Standing.STEWARD)
    rise(city)

    alarms.evaluate(city)
    send_digest(city, timezone.localdate())
    send_digest(city, timezone.localdate())

    letters = {one.email: one for one in Letter.objects.all()}
    assert set(letters) == {official.email, steward.email}
    for one in letters.values():
        assert one.subject == "2 alarms wait in Aarhus"
        assert "ntisemit" not in one.text
        assert "9" not in one.text


def test_the_page_shows_what_letters_come_without_a_choice(city: Authority, official: User) -> None:
    steward = make_person(city, "stella")
    Affiliation.objects.filter(person=steward).update(standing=Standing.STEWARD)

    assert (letters_of(steward), letters_of(official)) == ("weekly", "never")


def test_who_wants_no_letters_gets_none(city: Authority, official: User) -> None:
    Affiliation.objects.filter(person=official).update(standing=Standing.STEWARD)
    DigestChoice.objects.create(person=official, how="never")
    rise(city)

    alarms.evaluate(city)
    send_digest(city, timezone.localdate())

    assert not Letter.objects.exists()
    assert connection.vendor == "postgresql"
