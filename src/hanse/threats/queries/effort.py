"""How much reporting stands behind a city's weeks."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from hanse.cities.models import Authority
from hanse.threats.models import Effort


@dataclass(frozen=True, slots=True)
class WeekOfEffort:
    """How many people reported in a week or month, how many sources by a file, by what channels."""

    reporters: int = 0
    channels: int = 0
    files: int = 0

    @property
    def all(self) -> int:
        """Return how many reported, people and files alike."""
        return self.reporters + self.files


def effort_of(
    city: Authority, since: dt.date, *, by_month: bool = False
) -> dict[dt.date, WeekOfEffort]:
    """Return the weeks of which anybody of the city reported, or the months they begin in."""
    people: defaultdict[dt.date, set[object]] = defaultdict(set)
    files: defaultdict[dt.date, set[object]] = defaultdict(set)
    channels: defaultdict[dt.date, set[str]] = defaultdict(set)
    rows = Effort.objects.filter(owner=city, week__gte=since).order_by()
    if not by_month:
        rows = rows.filter(by_month=False)
    for week, reporter, channel, run in rows.values_list(
        "week", "reporter", "channel", "import_run"
    ):
        begin = week.replace(day=1) if by_month else week
        (people if run is None else files)[begin].add(reporter)
        channels[begin].add(channel)
    return {
        begin: WeekOfEffort(len(people[begin]), len(found), len(files[begin]))
        for begin, found in channels.items()
    }
