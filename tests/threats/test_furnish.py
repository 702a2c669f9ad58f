"""The demonstration's simulated cities show what was planted in them, and nothing about persons."""

import pytest
from django.utils import timezone

from hanse.cities.models import Authority, Membership
from hanse.threats.counts import WEEK
from hanse.threats.furnish import PLANS, furnish
from hanse.threats.insights.trends import Verdict, effort_fell, trends_of
from hanse.threats.models import Observation, Signal
from hanse.threats.neutral import refuse_people
from hanse.threats.queries import effort_of, monday_of, weekly_counts
from hanse.threats.simulated_words import SENTENCES


@pytest.fixture
def cities(db: None) -> dict[str, Authority]:
    del db
    for plan in PLANS:
        Authority.objects.create(
            slug=plan.slug, name=plan.slug, country="DK", membership=Membership.MEMBER
        )
    furnish()
    return {city.slug: city for city in Authority.objects.all()}


def less_effort(city: Authority) -> bool:
    newest = monday_of(timezone.localdate()) - WEEK
    found = effort_of(city, newest - 51 * WEEK)
    weeks = [found[newest - n * WEEK] for n in reversed(range(52))]
    return effort_fell([w.reporters for w in weeks], [w.channels for w in weeks])


def test_what_was_planted_is_found(cities: dict[str, Authority]) -> None:
    verdicts = {}
    for slug in ("bratislava", "helsinki", "oslo"):
        city = cities[slug]
        trends = trends_of(weekly_counts(city), newest=53, less_effort=less_effort(city))
        verdicts[slug] = {trend.name: trend.verdict for trend in trends}

    assert verdicts["bratislava"]["antisemitism"] is Verdict.ALARM
    assert verdicts["helsinki"][""] is Verdict.LESS_REPORTED
    assert verdicts["oslo"][""] is Verdict.EXPECTED


def test_everything_is_marked_simulated_and_kept_for_now(cities: dict[str, Authority]) -> None:
    assert len(cities) == len(PLANS)
    assert not Observation.objects.exclude(simulated=True).exists()
    assert not Signal.objects.exclude(simulated=True).exists()
    assert not Observation.objects.filter(aggregate_only_after__lt=timezone.localdate()).exists()
    assert not Observation.objects.filter(recorded_at__date__gt=timezone.localdate()).exists()


def test_a_second_time_changes_nothing(cities: dict[str, Authority]) -> None:
    del cities
    before = Observation.objects.count()

    furnish()

    assert before == Observation.objects.count() > 2_000


def test_no_sentence_points_at_a_person() -> None:
    for sentence in sum(SENTENCES.values(), ()):
        refuse_people(sentence)
