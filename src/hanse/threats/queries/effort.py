"""How much reporting stands behind a city's weeks."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from hanse.cities.models import Authority
from hanse.threats.models import Effort


@dataclass(frozen=True, slots=True)
class WeekOfEffort:
    """How many people reported in a week or month, and through how many channels."""

    reporters: int = 0
    channels: int = 0


def effort_of(
    city: Authority, since: dt.date, *, by_month: bool = False
) -> dict[dt.date, WeekOfEffort]:
    """Return the weeks in which anybody of the city reported, or the months they begin in."""
    people: defaultdict[dt.date, set[object]] = defaultdict(set)
    channels: defaultdict[dt.date, set[str]] = defaultdict(set)
    rows = Effort.objects.filter(owner=city, week__gte=since).order_by()
    for week, reporter, channel in rows.values_list("week", "reporter", "channel"):
        begin = week.replace(day=1) if by_month else week
        people[begin].add(reporter)
        channels[begin].add(channel)
    return {week: WeekOfEffort(len(people[week]), len(channels[week])) for week in people}
