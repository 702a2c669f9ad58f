"""A city whose weeks are quiet for a year and a half, and then one is not."""

import datetime as dt

from django.utils import timezone
from tests.threats.conftest import observe

from hanse.cities.models import Authority
from hanse.threats.models import Confirmation, Observation
from hanse.threats.queries import monday_of

WEEK = dt.timedelta(weeks=1)
QUIET = 78


def newest_week() -> dt.date:
    """Return the Monday of the last full week."""
    return monday_of(timezone.localdate()) - WEEK


def rise(city: Authority, newest: int = 9, category: str = "antisemitism") -> list[Observation]:
    """Store one or two incidents a week, and `newest` of them in the last full week."""
    last = newest_week()
    Confirmation.objects.create(owner=city, first_week=last - QUIET * WEEK, last_week=last)
    quiet = [
        Observation(
            owner=city,
            occurred_on=last - ago * WEEK + dt.timedelta(days=n),
            reported_on=last - ago * WEEK + dt.timedelta(days=n),
            labels=[category],
            severity=1,
            source_class="municipal",
        )
        for ago in range(1, QUIET + 1)
        for n in range(1 + ago % 2)
    ]
    Observation.objects.bulk_create(quiet)
    return [observe(city, last, category) for _ in range(newest)]
