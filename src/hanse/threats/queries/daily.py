"""A city's counts by day around a trigger, with weeks of silence left unknown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hanse.cities.models import Authority, Membership
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.policy import readable
from hanse.threats.counts import WEEK
from hanse.threats.models import Alarm, KnownTo, Trigger
from hanse.threats.models.triggers import LATE, ONE_DAY
from hanse.threats.queries.counting import monday_of, names_of
from hanse.threats.queries.known import Wanted, incidents
from hanse.threats.queries.local_time import today_in
from hanse.threats.queries.quiet import YEAR, confirmations_known, quiet
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

BASELINE_WEEKS = 9  # eight sums of seven days, ending up to a week before the first checked day


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """Counts per word and day; None where nobody reported. `checked` is the first checked day."""

    first_day: dt.date
    names: tuple[str, ...]
    counts: tuple[tuple[float | None, ...], ...]
    checked: int

    def day(self, index: int) -> dt.date:
        """Return a day by its index."""
        return self.first_day + index * ONE_DAY

    @property
    def days(self) -> int:
        """How many days there are."""
        return len(self.counts[0]) if self.counts else 0


def triggers_visible_to(person: Person | Actor) -> QuerySet[Trigger]:
    """Return the triggers this reader may see; every page starts here."""
    return readable(Trigger.objects.all(), actor_of(person))


def triggers_of(city: Authority) -> QuerySet[Trigger]:
    """Return a city's own triggers and those of the network, the newest first."""
    return Trigger.objects.filter(Q(owner=city) | Q(owner=None))


def checked_now(city: Authority) -> list[Trigger]:
    """Return the triggers for which a city's days are judged today, late reports included."""
    today = today_in(city)
    found = triggers_of(city).filter(last_day__gte=today - LATE - ONE_DAY, ended_at=None)
    return [one for one in found if one.is_checked(today)]


def cities_checked_for(trigger: Trigger) -> Iterable[Authority]:
    """Return whom a trigger concerns: its city, or every member of the network."""
    members = Authority.objects.filter(membership=Membership.MEMBER)
    return members if trigger.owner_id is None else members.filter(pk=trigger.owner_id)


def levels_of(city: Authority, trigger: Trigger, eep: str) -> dict[str, dict[dt.date, float]]:
    """Return the sums at which a trigger's alarms were raised, per word and day."""
    found: dict[str, dict[dt.date, float]] = {}
    rows = Alarm.objects.filter(owner=city, trigger=trigger, eep=eep).order_by()
    for category, day, observed in rows.values_list("category", "day", "observed"):
        if day:
            found.setdefault(category, {})[day] = float(observed)
    return found


def daily_counts(
    city: Authority, trigger: Trigger, *, eep: str, as_of: dt.datetime | None = None
) -> DailyCounts:
    """Count a city's incidents per day, from the baseline of a trigger to yesterday.

    Yesterday is that of the city. A day without an incident is zero in a week that is known as
    `weekly_counts` knows it, else None.
    """
    first = monday_of(trigger.first_day) - BASELINE_WEEKS * WEEK
    last = min(trigger.last_day, today_in(city, as_of) - ONE_DAY)
    by_day = incidents(city, KnownTo.DAY, Wanted(as_of, eep, since=first - YEAR, by_day=True))
    reports = {key: {monday_of(day) for day in days} for key, days in by_day.reports.items()}
    silence = quiet(confirmations_known(city, as_of), reports)
    alive = {(name, monday_of(day)) for name, day in by_day.counts}
    names = [name for name in names_of(by_day) if _is_asked(name, trigger)]
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]

    def cell(name: str, day: dt.date) -> float | None:
        week = monday_of(day)
        if (name, week) in alive or silence.is_zero(name, [week]):
            return float(by_day.counts.get((name, day), 0))
        return None

    return DailyCounts(
        first_day=first,
        names=tuple(names),
        counts=tuple(tuple(cell(name, day) for day in days) for name in names),
        checked=(trigger.first_day - first).days,
    )


def _is_asked(name: str, trigger: Trigger) -> bool:
    """Tell whether a trigger concerns a word; without words of its own it concerns all."""
    if not trigger.categories:
        return True
    above = CATEGORIES[name].parent if name in CATEGORIES else EVERYTHING
    return name in trigger.categories or (above != EVERYTHING and above in trigger.categories)
