"""Releases of long ago: never taken back, never revised by forgetting, always attacked along."""

import datetime as dt

import pytest
from django.utils import timezone
from tests.threats.test_releases import JANUARY, month

from hanse.accounts.models import User
from hanse.analysis.disclosure import Period, Span
from hanse.cities.models import Authority
from hanse.threats.actions import forget
from hanse.threats.actions.releasing import NothingToPublishError, preview, publish
from hanse.threats.insights.releases import count_table, years_to_attack
from hanse.threats.models import Observation, Tally
from hanse.threats.queries.releases import current_cells, month_table, what_is_out

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 2, 10)
LATER = dt.date(2029, 5, 10)
A_QUARTER = dt.timedelta(days=93)  # the longest and a day


@pytest.fixture
def published(city: Authority, official: User) -> Authority:
    """Let a city have published two years of one category."""
    for year in (2024, 2025):
        for number in range(1, 13):
            month(city, year, number, antisemitism=7 + number % 3)
    publish(city, official, today=TODAY)
    return city


def test_what_is_forgotten_is_not_revised_away(published: Authority, official: User) -> None:
    before = {key: one.value for key, one in current_cells(published).items()}
    Observation.objects.filter(occurred_on__lt="2025-07-01").update(
        aggregate_only_after=dt.date(2026, 6, 1)
    )
    assert forget(dt.date(2026, 6, 2)) > 0

    with pytest.raises(NothingToPublishError):
        publish(published, official, today=dt.date(2026, 6, 3))

    assert {key: one.value for key, one in current_cells(published).items()} == before


def test_a_week_over_two_months_leaves_neither_of_them_known(published: Authority) -> None:
    Tally.objects.create(
        owner=published, starts_on="2025-03-31", precision="day", category="", eep="evidenced",
        source_class="police", count=1,
    )  # fmt: skip

    counts = month_table(published, TODAY)

    assert counts is not None
    assert counts.gone == {JANUARY + 2, JANUARY + 3}
    table = count_table(counts)
    assert table.total(0, Period(JANUARY + 2, Span.MONTH)) is None
    assert table.total(0, Period(JANUARY + 4, Span.MONTH)) == 9


def test_cells_older_than_what_is_counted_stay_in_the_attack(
    published: Authority, official: User
) -> None:
    for number in range(16):
        month(published, 2028 + number // 12, number % 12 + 1, antisemitism=9)

    counts, out = month_table(published, LATER), what_is_out(published)

    assert counts is not None
    assert counts.first_month == 12 * 2028
    assert years_to_attack(counts, out.said) == 6
    table = count_table(counts, out.said)
    assert table.first_month == 12 * 2024
    assert table.total(0, Period(12 * 2025, Span.YEAR)) is None
    release = publish(published, official, today=LATER)
    assert {one.first_month // 12 for one in release.cells.all()} == {2028, 2029}


def test_every_version_is_remembered(published: Authority, official: User) -> None:
    month(published, 2025, 1, antisemitism=6)
    publish(published, official, today=timezone.localdate() + A_QUARTER)

    said = [value for key, value in what_is_out(published).said if key == ("", JANUARY, 1)]

    assert said == [("value", 10), ("value", 15)]


def test_late_reports_that_overtake_a_value_do_not_stop_the_next_release(
    published: Authority,
) -> None:
    month(published, 2025, 12, antisemitism=90)
    month(published, 2026, 1, antisemitism=8)

    seen = preview(published, today=dt.date(2026, 3, 2))

    assert seen is not None
    assert seen.proposal.new["antisemitism", JANUARY + 12, 1] == ("value", 10)
