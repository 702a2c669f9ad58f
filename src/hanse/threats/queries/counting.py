"""A city's counts by week and by month, where silence is not taken for a zero."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from hanse.cities.models import Authority
from hanse.threats.counts import WEEK, MonthlyCounts, WeeklyCounts
from hanse.threats.models import Confirmation, Eep, Precision, Tally
from hanse.threats.queries.known import Cell, Wanted, incidents
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

Counts = dict[Cell, int]
MONTHS_OF_A_YEAR = 12


def monday_of(day: dt.date) -> dt.date:
    """Return the first day of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def weekly_counts(
    city: Authority,
    *,
    as_of: dt.datetime | None = None,
    eep: str = Eep.EVIDENCED,
    source_class: str = "",
) -> WeeklyCounts:
    """Count a city's incidents per ISO week and word, as known at `as_of`, in full weeks only.

    Each incident counts once under each of its words, above them, and under all (""), so counts
    of different words must not be added up. A week without an incident is zero if the city
    confirmed that it recorded everything, else None. Incidents known to the month are left out.
    """
    wanted = Wanted(as_of, eep, source_class)
    found = _with_kept(incidents(city, Precision.DAY, wanted), city, Precision.DAY, wanted)
    moment = timezone.localtime(as_of).date() if as_of else timezone.localdate()
    full = monday_of(moment) - WEEK
    confirmed = list(_confirmations(city, wanted))
    starts = [period for _name, period in found] + [one.first_week for one in confirmed]
    first = min(starts, default=full)
    weeks = [first + n * WEEK for n in range((full - first) // WEEK + 1)]

    def quiet(name: str, week: dt.date) -> bool:
        return any(c.first_week <= week <= c.last_week and _covers(c, name) for c in confirmed)

    names = _names(found)
    return WeeklyCounts(first, names, _table(names, weeks, found, quiet))


def monthly_counts(
    city: Authority, *, as_of: dt.datetime | None = None, eep: str = Eep.EVIDENCED
) -> MonthlyCounts:
    """Count the incidents of which the month alone is known, up to the last full month."""
    wanted = Wanted(as_of, eep)
    found = _with_kept(incidents(city, Precision.MONTH, wanted), city, Precision.MONTH, wanted)
    moment = timezone.localtime(as_of).date() if as_of else timezone.localdate()
    confirmed = list(_confirmations(city, wanted))
    first = min((period for _name, period in found), default=moment).replace(day=1)
    months = _months(first, moment)

    def quiet(name: str, month: dt.date) -> bool:
        last = _next_month(month) - dt.timedelta(days=1)
        return any(
            c.first_week <= month and last < c.last_week + WEEK and _covers(c, name)
            for c in confirmed
        )

    names = _names(found)
    return MonthlyCounts(first, names, _table(names, months, found, quiet))


def _with_kept(found: Counts, city: Authority, precision: Precision, wanted: Wanted) -> Counts:
    """Add the counts of incidents whose words are gone; when they became known is gone too."""
    kept = Tally.objects.filter(owner=city, precision=precision, eep=wanted.eep)
    if wanted.source_class:
        kept = kept.filter(source_class=wanted.source_class)
    for name, starts_on, number in kept.values_list("category", "starts_on", "count"):
        found[name, starts_on] = found.get((name, starts_on), 0) + number
    return found


def _confirmations(city: Authority, wanted: Wanted) -> QuerySet[Confirmation]:
    """Return what the city had confirmed; one for a single source speaks for a count of all, too.

    A city that imports the full record of one source has no other way to say so.
    """
    own = Confirmation.objects.filter(owner=city)
    if wanted.source_class:
        own = own.filter(source_class__in=["", wanted.source_class])
    if wanted.as_of is None:
        return own.filter(withdrawn_at=None)
    return own.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=wanted.as_of), recorded_at__lte=wanted.as_of
    )


def _covers(confirmation: Confirmation, name: str) -> bool:
    if not confirmation.categories:
        return True
    above = CATEGORIES[name].parent if name in CATEGORIES else EVERYTHING
    return name in confirmation.categories or (above and above in confirmation.categories) or False


def _names(found: Counts) -> tuple[str, ...]:
    """Return the words seen, in the vocabulary's order, all incidents first."""
    seen = {name for name, _period in found}
    order = [EVERYTHING, *CATEGORIES]
    return tuple(name for name in order if name in seen) + tuple(sorted(seen - set(order)))


def _table(
    names: Iterable[str],
    periods: list[dt.date],
    found: Counts,
    quiet: Callable[[str, dt.date], bool],
) -> tuple[tuple[float | None, ...], ...]:
    def cell(name: str, period: dt.date) -> float | None:
        counted = found.get((name, period))
        if counted is None:
            return 0.0 if quiet(name, period) else None
        return float(counted)

    return tuple(tuple(cell(name, period) for period in periods) for name in names)


def _next_month(month: dt.date) -> dt.date:
    years, past = divmod(month.month, MONTHS_OF_A_YEAR)
    return dt.date(month.year + years, past + 1, 1)


def _months(first: dt.date, moment: dt.date) -> list[dt.date]:
    """Return every full month from the first to the moment."""
    month, found = first.replace(day=1), []
    while _next_month(month) <= moment:
        found.append(month)
        month = _next_month(month)
    return found
