"""How much reporting stands behind a city's weeks."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from hanse.cities.models import Authority
from hanse.threats.models import Effort


@dataclass(frozen=True, slots=True)
class WeekOfEffort:
    """How many people reported in a week, and through how many channels."""

    reporters: int = 0
    channels: int = 0


def effort_of(city: Authority, since: dt.date) -> dict[dt.date, WeekOfEffort]:
    """Return the weeks in which anybody of the city reported; the others have none."""
    people: defaultdict[dt.date, set[object]] = defaultdict(set)
    channels: defaultdict[dt.date, set[str]] = defaultdict(set)
    rows = Effort.objects.filter(owner=city, week__gte=since).order_by()
    for week, reporter, channel in rows.values_list("week", "reporter", "channel"):
        people[week].add(reporter)
        channels[week].add(channel)
    return {week: WeekOfEffort(len(people[week]), len(channels[week])) for week in people}
