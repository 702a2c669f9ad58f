"""San Francisco's file gives months alone: its record holds what happened, and months alarm."""

import datetime as dt

import pytest
from tests.threats.importing.known_files import FILES

from hanse.cities.models import Authority
from hanse.threats.actions.alarms import evaluate
from hanse.threats.actions.import_file import Chosen, import_file
from hanse.threats.insights.weeks import episodes_of
from hanse.threats.models import Alarm, Confirmation, Evaluation, Observation
from hanse.threats.queries import monthly_counts, weekly_counts

NAMES = [name for name in ("san-francisco",) if FILES[name].exists()]
# word and month; the file names the bias of September 2001 as anti-Muslim and as other ethnicity
REMEMBERED = {
    ("anti-muslim", dt.date(2001, 9, 1)),
    ("anti-asian", dt.date(2021, 3, 1)),
    ("antisemitism", dt.date(2023, 10, 1)),
}


@pytest.mark.parametrize("name", NAMES)
def test_its_record_holds_the_months_everybody_remembers(city: Authority, name: str) -> None:
    import_file(FILES[name], city.slug, Chosen(complete=True))

    found = {(one.series, one.first) for one in episodes_of(monthly_counts(city))}

    assert found >= REMEMBERED
    assert weekly_counts(city).names == ()


@pytest.mark.parametrize("name", NAMES)
def test_in_november_2023_it_would_have_raised_an_alarm_for_october(
    city: Authority, name: str
) -> None:
    import_file(FILES[name], city.slug, Chosen(complete=True))
    then = dt.datetime(2023, 11, 6, 3, tzinfo=dt.UTC)
    Observation.objects.filter(occurred_on__lt=then).update(recorded_at=then)
    Confirmation.objects.update(recorded_at=then)

    evaluate(city, as_of=then)

    alarm = Alarm.objects.get(category="antisemitism")
    assert (alarm.month, alarm.observed, len(alarm.observations)) == (dt.date(2023, 10, 1), 12, 12)
    assert (alarm.detector, alarm.expected) == ("GP52", pytest.approx(0.875))
    assert {one.category for one in Alarm.objects.all()} == {"", "antisemitism"}


@pytest.mark.parametrize("name", NAMES)
def test_today_it_raises_none_for_its_record_has_ended(city: Authority, name: str) -> None:
    import_file(FILES[name], city.slug, Chosen(complete=True))

    evaluate(city)

    assert not Alarm.objects.exists()
    assert {one["observed"] for one in Evaluation.objects.get().results} == {None}
