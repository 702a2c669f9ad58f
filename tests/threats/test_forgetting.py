"""After its time an observation lives on as a count, and the counts stay what they were."""

import datetime as dt

from django.utils import timezone
from tests.threats.conftest import MONDAY, make_city, observe

from hanse.cities.models import Authority
from hanse.threats.actions import forget
from hanse.threats.models import Earlier, Observation, Signal, Tally
from hanse.threats.queries import monthly_counts, weekly_counts

DUE = dt.date(2026, 3, 1)
TODAY = dt.date(2026, 3, 2)


def due(city: Authority, *labels: str, **more: object) -> Observation:
    return observe(city, MONDAY, *labels, aggregate_only_after=DUE, **more)


def test_the_counts_stay_and_the_words_go(city: Authority) -> None:
    due(city, "anti-black", "anti-asian")
    due(city, "anti-black")
    observe(city, MONDAY, "misogyny")
    before = weekly_counts(city)

    gone = forget(TODAY)

    assert gone == 2
    assert weekly_counts(city) == before
    assert list(Observation.objects.values_list("labels", flat=True)) == [["misogyny"]]
    kept = dict(Tally.objects.values_list("category", "count"))
    assert kept == {"": 2, "racism": 2, "anti-black": 2, "anti-asian": 1}


def test_running_it_again_changes_nothing(city: Authority) -> None:
    due(city)

    assert [forget(TODAY) for _ in range(2)] == [1, 0]
    assert Tally.objects.get(category="").count == 1


def test_later_rows_of_the_same_week_are_added_to_its_count(city: Authority) -> None:
    for _ in range(2):
        due(city)
        forget(TODAY)

    assert Tally.objects.get(category="").count == 2


def test_a_count_that_mixes_real_and_simulated_rows_is_marked_as_simulated(
    city: Authority,
) -> None:
    for simulated in (False, True, False):
        due(city, simulated=simulated)
        forget(TODAY)

    kept = Tally.objects.get(category="")
    assert (kept.count, kept.simulated) == (3, True)


def test_on_the_last_day_the_words_are_still_there(city: Authority) -> None:
    due(city)

    assert forget(DUE) == 0
    assert Observation.objects.get().text


def test_what_was_withdrawn_goes_without_a_count(city: Authority) -> None:
    due(city, withdrawn_at=timezone.now(), withdrawn_because="Recorded twice.")

    assert forget(TODAY) == 1
    assert Tally.objects.count() == 0


def test_earlier_readings_go_with_their_observation(city: Authority) -> None:
    seen = due(city)
    said = ("occurred_on", "reported_on", "labels", "severity", "source_class", "text")
    Earlier.objects.create(
        observation=seen,
        known_from=seen.recorded_at,
        known_until=timezone.now(),
        **{name: getattr(seen, name) for name in said},
    )

    forget(TODAY)

    assert Earlier.objects.count() == 0


def test_months_sources_and_cities_are_kept_apart(city: Authority) -> None:
    other = make_city("Boston")
    due(city, source_class="police")
    due(city, source_class="ngo")
    due(other)
    march = {"occurred_on": dt.date(2026, 3, 1), "precision": "month"}
    due(city, **march)
    before = weekly_counts(city), weekly_counts(other), monthly_counts(city)

    forget(TODAY)

    assert (weekly_counts(city), weekly_counts(other), monthly_counts(city)) == before
    assert weekly_counts(city, source_class="police").counts[0][0] == 1


def test_the_notes_of_old_signals_go_and_the_reading_stays(city: Authority) -> None:
    said = {
        "challenges": ["misogyny"], "starts_on": MONDAY, "ends_on": MONDAY, "direction": "rising",
        "intensity": 2, "basis": "staff", "confidence": "low", "note": "Words.",
    }  # fmt: skip
    old = Signal.objects.create(owner=city, recorded_at="2024-01-01T00:00:00Z", **said)
    new = Signal.objects.create(owner=city, recorded_at="2026-01-01T00:00:00Z", **said)

    forget(TODAY)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.note, old.direction, new.note) == ("", "rising", "Words.")
