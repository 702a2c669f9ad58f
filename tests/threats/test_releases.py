"""Safe tables: what goes out, what never does, and that no small count can be worked out."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from tests.threats.conftest import make_city, make_person

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import AuditEntry
from hanse.threats.actions.releasing import NothingToPublishError, preview, publish
from hanse.threats.insights.releases import revisions_are_due
from hanse.threats.models import Confirmation, Observation, Release, ReleasedCell
from hanse.threats.queries.releases import current_cells, month_number, releases_visible_to

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 2, 10)
JANUARY = month_number(dt.date(2025, 1, 1))


def month(city: Authority, year: int, number: int, **counts: int) -> None:
    """Store incidents of a month per label; an underscore stands for a hyphen."""
    day = dt.date(year, number, 3)
    Observation.objects.bulk_create(
        Observation(
            owner=city,
            occurred_on=day,
            reported_on=day,
            labels=[label.replace("_", "-")],
            severity=1,
            source_class="police",
        )
        for label, count in counts.items()
        for _ in range(count)
    )


@pytest.fixture
def counted(city: Authority) -> Authority:
    """Let two years lie behind a city: one large category, one small, one tiny."""
    for year in (2024, 2025):
        for number in range(1, 13):
            month(city, year, number, antisemitism=7 + number % 3, anti_muslim=2 + number % 2)
        month(city, year, 5, disability=1)
    return city


def test_every_value_is_rounded_or_under_five_and_small_categories_stay_coarse(
    counted: Authority, official: User
) -> None:
    release = publish(counted, official, today=TODAY)

    cells = {
        (one.category, one.first_month - JANUARY, one.span): (one.state, one.value)
        for one in release.cells.filter(first_month__gte=JANUARY)
    }
    assert cells["antisemitism", 0, 1] == ("value", 10)  # eight
    assert cells["antisemitism", 2, 1] == ("value", 5)  # seven
    assert ("anti-muslim", 0, 1) not in cells
    assert cells["anti-muslim", 0, 3] == ("value", 10)  # two months of three and one of two
    assert cells["anti-muslim", 0, 12] == ("value", 30)
    assert {key for key in cells if key[0] == "disability"} == set()
    assert {value for _state, value in cells.values() if value} <= set(range(5, 1000, 5))
    assert (release.version, release.sharing_label) == (1, "green")
    assert release.attacked > 0
    assert release.narrowest is None or release.narrowest >= 2.5


def test_a_period_waits_twenty_eight_days(counted: Authority, official: User) -> None:
    month(counted, 2026, 1, antisemitism=9)

    early = publish(counted, official, today=dt.date(2026, 2, 27))

    assert not early.cells.filter(first_month=JANUARY + 12, span=1).exists()
    later = publish(counted, official, today=dt.date(2026, 3, 1))
    assert [(one.category, one.span) for one in later.cells.filter(first_month=JANUARY + 12)] == [
        ("", 1),
        ("antisemitism", 1),
    ]


def test_what_is_out_is_not_published_again(counted: Authority, official: User) -> None:
    publish(counted, official, today=TODAY)

    with pytest.raises(NothingToPublishError):
        publish(counted, official, today=TODAY)


def test_a_late_report_changes_the_table_only_in_the_quarterly_batch(
    counted: Authority, official: User
) -> None:
    first = publish(counted, official, today=TODAY)
    key = ("antisemitism", JANUARY, 1)
    month(counted, 2025, 1, antisemitism=6)

    same_quarter = preview(counted, today=first.published_at.date())
    next_quarter = preview(counted, today=first.published_at.date() + dt.timedelta(days=93))

    assert same_quarter is not None
    assert next_quarter is not None
    assert not same_quarter.proposal.revised
    assert next_quarter.proposal.revised[key] == ("value", 15)
    assert current_cells(counted)[key].value == 10


def test_the_batch_opens_once_a_quarter() -> None:
    assert revisions_are_due(None, dt.date(2026, 3, 1))
    assert not revisions_are_due(dt.date(2026, 1, 2), dt.date(2026, 3, 31))
    assert revisions_are_due(dt.date(2026, 3, 31), dt.date(2026, 4, 1))


def test_a_change_that_shows_nothing_leaves_no_trace(counted: Authority, official: User) -> None:
    first = publish(counted, official, today=TODAY)
    month(counted, 2025, 1, antisemitism=1)

    later = preview(counted, today=first.published_at.date() + dt.timedelta(days=93))

    assert later is not None
    assert ("antisemitism", JANUARY, 1) not in later.proposal.revised


def test_a_person_holds_a_cell_back_and_that_is_written_down(
    counted: Authority, official: User
) -> None:
    key = ("antisemitism", JANUARY, 1)

    release = publish(counted, official, today=TODAY, held=frozenset({key}))

    assert release.cells.get(category=key[0], first_month=key[1], span=1).state == "withheld"
    entry = AuditEntry.objects.get(verb="publish a release")
    assert entry.detail["held_back"] == [f"antisemitism|{JANUARY}|1"]


def test_a_release_is_never_changed_or_removed(counted: Authority, official: User) -> None:
    release = publish(counted, official, today=TODAY)

    for act in (
        lambda: Release.objects.filter(pk=release.pk).update(version=7),
        lambda: ReleasedCell.objects.filter(release=release).update(value=5, state="value"),
        lambda: ReleasedCell.objects.filter(release=release).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()


def test_the_database_keeps_no_small_number(counted: Authority, official: User) -> None:
    release = publish(counted, official, today=TODAY)

    with pytest.raises(DatabaseError), transaction.atomic():
        ReleasedCell.objects.create(
            release=release, category="x", first_month=JANUARY, span=1, state="value", value=3
        )


def test_the_step_of_the_ladder_holds_for_the_year(counted: Authority, official: User) -> None:
    publish(counted, official, today=TODAY)
    for number in range(1, 13):
        month(counted, 2024, number, anti_muslim=40)

    later = preview(counted, today=TODAY + dt.timedelta(days=200))

    assert later is not None
    assert later.proposal.ladder["anti-muslim", 2025] == 3


def test_members_read_green_releases_and_everybody_clear_ones(
    counted: Authority, official: User
) -> None:
    member = make_person(make_city("Boston"), "bea")
    publish(counted, official, today=TODAY, label=SharingLabel.GREEN)

    assert releases_visible_to(member).count() == 1
    assert not releases_visible_to(None).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Release.objects.create(
            owner=counted, version=9, source_classes=[], attacked=0, sharing_label="amber"
        )


def test_a_month_nobody_reported_on_is_missing_and_not_small(
    counted: Authority, official: User
) -> None:
    Observation.objects.filter(occurred_on__year=2025, occurred_on__month=6).delete()

    release = publish(counted, official, today=TODAY)

    states = {one.state for one in release.cells.filter(first_month=JANUARY + 5, span=1)}
    assert states == {"missing"}


def test_a_silent_month_is_small_only_once_every_source_has_spoken(
    counted: Authority, official: User
) -> None:
    Observation.objects.filter(occurred_on__year=2025, occurred_on__month=6).delete()
    Observation.objects.filter(occurred_on="2025-04-03", labels=["anti-muslim"]).update(
        source_class="ngo"
    )
    weeks = {"owner": counted, "first_week": "2025-05-26", "last_week": "2025-06-30"}
    Confirmation.objects.create(**weeks, source_class="police")

    one = preview(counted, today=TODAY)
    Confirmation.objects.create(**weeks, source_class="ngo")
    both = preview(counted, today=TODAY)
    publish(counted, official, today=TODAY)

    assert one is not None
    assert both is not None
    assert one.proposal.new["", JANUARY + 5, 1] == ("missing", None)
    assert both.proposal.new["", JANUARY + 5, 1] == ("lt5", None)


def test_a_record_that_begins_in_december_is_not_taken_for_a_quiet_year_before(
    city: Authority, official: User
) -> None:
    month(city, 2024, 12, antisemitism=9)
    for number in range(1, 13):
        month(city, 2025, number, antisemitism=9)

    release = publish(city, official, today=TODAY)

    cells = release.cells.filter(category="antisemitism", first_month__gte=JANUARY)
    assert cells.filter(span=1, state="value").count() == 12
