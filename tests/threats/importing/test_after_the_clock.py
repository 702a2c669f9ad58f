"""What comes again after its words went: counted once, and never a record a second time."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from tests.threats.conftest import observe
from tests.threats.importing.tables import own
from tests.threats.importing.test_import_runs import HEAD, TWO, Run, bring, change

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.threats.actions import forget, importing, record
from hanse.threats.actions.observing import CountAloneError
from hanse.threats.models import ImportRun, Observation, Tally
from hanse.threats.models.observations import KEPT_FOR
from hanse.threats.queries import weekly_counts

__all__ = ["bring"]
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)
MONTHS = {"occurred": {"column": "day", "formats": ["%Y-%m"]}, "precision": "month"}


@pytest.fixture
def forgotten(bring: Run, city: Authority) -> ImportRun:
    """Return an import whose time is over: its incidents are counts."""
    run = bring(TWO)
    long_ago = timezone.now() - KEPT_FOR - 2 * DAY
    ImportRun.objects.filter(pk=run.pk).update(imported_at=long_ago)
    Observation.objects.filter(owner=city).update(aggregate_only_after=TODAY - DAY)
    forget(TODAY)
    run.refresh_from_db()
    assert not Observation.objects.exists()
    return run


def by_word(city: Authority) -> dict[str, float]:
    counted = weekly_counts(city)
    return {
        name: sum(one or 0 for one in row)
        for name, row in zip(counted.names, counted.counts, strict=True)
    }


@pytest.mark.usefixtures("forgotten")
def test_the_same_file_again_counts_nothing_twice(bring: Run, city: Authority) -> None:
    before = by_word(city)

    again = bring(TWO)

    assert change(again) == {"counted": 2}
    assert by_word(city) == before
    assert before[""] == 2
    assert not Observation.objects.exists()


@pytest.mark.usefixtures("forgotten")
def test_late_rows_of_that_time_stay_out_and_newer_ones_come_in(bring: Run) -> None:
    late = TWO + "3,2025-03-10,Roma,late\n4,2025-03-18,Roma,later\n5,2025-06-02,Roma,new\n"

    again = bring(late)

    assert change(again) == {"counted": 4, "added": 1}
    assert [one.external_id for one in Observation.objects.all()] == ["own:5"]


@pytest.mark.usefixtures("forgotten")
def test_the_same_sort_of_source_under_another_name_counts_nothing_twice(
    bring: Run, city: Authority
) -> None:
    other = bring(TWO + "3,2025-03-10,Roma,words\n", own(id="police-list"))

    # a week of which nothing was kept is told of for the first time
    assert change(other) == {"counted": 2, "added": 1}
    assert by_word(city)[""] == 3


@pytest.mark.usefixtures("forgotten")
def test_another_sort_of_source_tells_its_own(bring: Run, city: Authority) -> None:
    other = bring(TWO, own(id="hotline", source_class="ngo"))

    assert change(other) == {"added": 2}
    assert by_word(city)[""] == 4


@pytest.mark.usefixtures("forgotten")
def test_months_do_not_tell_again_what_weeks_told(bring: Run) -> None:
    first = bring(HEAD + "1,2025-04,Jewish,paint\n", own(id="months", **MONTHS))
    Observation.objects.update(aggregate_only_after=TODAY - DAY)
    forget(TODAY)

    again = bring(HEAD + "1,2025-04,Jewish,paint\n", own(id="again", **MONTHS))

    assert (change(first), change(again)) == ({"added": 1}, {"counted": 1})
    # and a day of that month may be one of them
    assert change(bring(HEAD + "8,2025-04-09,Jewish,paint\n", own(id="days"))) == {"counted": 1}


def test_an_import_that_is_counts_by_now_cannot_be_taken_back(
    forgotten: ImportRun, client: Client, editor: User
) -> None:
    client.force_login(editor)

    page = client.get(forgotten.get_absolute_url()).content.decode()

    assert "it cannot be taken back" in page
    assert 'name="undo"' not in page
    with pytest.raises(importing.NotNowError):
        importing.undo(forgotten, editor)
    assert Tally.objects.filter(category="").count() == 2


def test_a_run_without_a_day_does_not_stop_the_next(bring: Run, forgotten: ImportRun) -> None:
    ImportRun.objects.filter(pk=forgotten.pk).update(found={"last_day": None})

    assert change(bring(TWO)) == {"counted": 2}


def test_what_is_a_count_cannot_be_recorded_by_hand_again(
    client: Client, city: Authority, official: User
) -> None:
    day = TODAY - 800 * DAY
    observe(city, day, aggregate_only_after=TODAY - DAY)
    forget(TODAY)
    said = {
        "occurred_on": day, "reported_on": day, "precision": "day", "labels": ["misogyny"],
        "severity": 1, "source_class": "municipal", "eep": "evidenced",
    }  # fmt: skip
    client.force_login(official)
    sent = {
        **said, "target": ["misogyny"], "key": str(uuid.uuid4()), "text": "Words.",
        "reliability": "F", "credibility": "6", "sharing_label": "amber+strict", "language": "en",
    }  # fmt: skip

    page = client.post("/threats/observations/new/", sent)

    assert "It cannot be recorded again." in page.content.decode()
    with pytest.raises(CountAloneError):
        record(said, city=city, person=official, key=uuid.uuid4(), label="amber+strict")
    others = ({"source_class": "ngo"}, {"occurred_on": day + 7 * DAY, "reported_on": TODAY})
    for other in others:
        record(said | other, city=city, person=official, key=uuid.uuid4(), label="amber+strict")
    assert Observation.objects.count() == 2
    assert by_word(city)[""] == 3
