"""Simulated years before, and cities that publish beside the others, for the shared picture.

Nothing here happened. Two whole years let a city say where it goes from year to year, and seven
cities of each side let the sides stand beside each other. The planted truth: Dortmund and Columbus
stand above their own past in the newest months, Louisville below it, and from year to year some
cities rise, some fall and some stay.
"""

import datetime as dt
from random import Random

from django.utils import timezone

from hanse.cities.models import Authority
from hanse.threats.counts import WEEK
from hanse.threats.furnish import (
    MUNICIPAL,
    NGO,
    NOON,
    PLANS,
    POLICE,
    SEED,
    WEEKS,
    Plan,
    Planted,
    first_day,
    observed,
)
from hanse.threats.models import Observation
from hanse.threats.models.observations import KEPT_FOR
from hanse.threats.queries import monday_of

HANDED_IN = 26  # weeks ago: an older record came by a file and is kept from then on
PUBLISHERS = (
    Plan("dortmund", 1.0, (POLICE, NGO), Planted("", 14, 2, 2.3), 1.3),
    Plan("strasbourg", 0.9, (MUNICIPAL,), Planted("", 34, 22, 1.9)),
    Plan("mechelen", 0.7, (POLICE, MUNICIPAL)),
    Plan("bremen", 1.1, (POLICE,), earlier=0.8),
    Plan("columbus", 1.0, (POLICE,), Planted("", 14, 2, 1.9), 0.7),
    Plan("edmonton", 1.1, (POLICE, MUNICIPAL), Planted("", 47, 36, 1.7)),
    Plan("louisville", 1.2, (POLICE, NGO), Planted("", 14, 2, 0.45)),
    Plan("boise", 0.8, (MUNICIPAL, NGO), earlier=1.2),
    Plan("reno", 0.7, (POLICE,)),
)


def complete(city: Authority) -> None:
    """Give a city the weeks it lacks of the years that it publishes; twice adds nothing."""
    plans = (*PLANS, *PUBLISHERS)
    number, plan = next((n, one) for n, one in enumerate(plans) if one.slug == city.slug)
    chance = Random(SEED + len(plans) + number)  # noqa: S311 - a simulation, no secret
    newest = monday_of(timezone.localdate()) - WEEK
    begins = first_day(timezone.localdate())
    own = Observation.objects.filter(owner=city)
    if own.filter(occurred_on__lt=begins + 4 * WEEK).exists():
        return
    back = WEEKS if own.exists() else 0
    weeks = range(back, (newest - begins).days // 7 + 2)
    rows = [row for week in weeks for row in observed(city, plan, newest, week, chance)]
    Observation.objects.bulk_create(
        _handed_in(row, newest) for row in rows if row.occurred_on >= begins
    )


def _handed_in(row: Observation, newest: dt.date) -> Observation:
    """Let a row that would be forgotten by now have come with a later file."""
    if row.reported_on < newest - (WEEKS - 1) * WEEK:
        received = newest - HANDED_IN * WEEK
        row.recorded_at = dt.datetime.combine(received, NOON)
        row.aggregate_only_after = received + KEPT_FOR
    return row
