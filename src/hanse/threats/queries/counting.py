"""A city's counts by week and by month, where silence is not taken for a zero."""

import datetime as dt
from collections.abc import Callable, Iterable

from hanse.cities.models import Authority
from hanse.threats.counts import WEEK, MonthlyCounts, WeeklyCounts
from hanse.threats.models import Eep, KnownTo, Tally
from hanse.threats.queries.known import Found, Wanted, incidents
from hanse.threats.queries.local_time import today_in
from hanse.threats.queries.quiet import confirmations_known, quiet
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

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
    confirmed that every source recorded everything, else None. Incidents known to the month are
    left out.
    """
    wanted = Wanted(as_of, eep, source_class)
    found = _with_kept(incidents(city, KnownTo.DAY, wanted), city, KnownTo.DAY, wanted)
    full = monday_of(today_in(city, as_of)) - WEEK
    confirmed = list(confirmations_known(city, as_of))
    silence = quiet(confirmed, found.reports, source_class)
    starts = [period for _name, period in found.counts] + [one.first_week for one in confirmed]
    first = min(starts, default=full)
    weeks = [first + n * WEEK for n in range((full - first) // WEEK + 1)]
    names = names_of(found)
    return WeeklyCounts(
        first, names, _table(names, weeks, found, lambda name, week: silence.is_zero(name, [week]))
    )


def monthly_counts(
    city: Authority, *, as_of: dt.datetime | None = None, eep: str = Eep.EVIDENCED
) -> MonthlyCounts:
    """Count the incidents of which the month alone is known, up to the last full month."""
    wanted = Wanted(as_of, eep)
    found = _with_kept(incidents(city, KnownTo.MONTH, wanted), city, KnownTo.MONTH, wanted)
    moment = today_in(city, as_of)
    silence = quiet(confirmations_known(city, as_of, by_month=True), found.reports)
    first = min((period for _name, period in found.counts), default=moment).replace(day=1)
    names = names_of(found)
    return MonthlyCounts(
        first,
        names,
        _table(
            names,
            _months(first, moment),
            found,
            lambda name, month: silence.is_zero(name, weeks_of(month)),
        ),
    )


def weeks_of(month: dt.date) -> list[dt.date]:
    """Return the Mondays of all weeks that a month touches."""
    first, last = monday_of(month), _next_month(month) - dt.timedelta(days=1)
    return [first + n * WEEK for n in range((last - first) // WEEK + 1)]


def _with_kept(found: Found, city: Authority, precision: KnownTo, wanted: Wanted) -> Found:
    """Add the counts of incidents whose words are gone; when they became known is gone too."""
    kept = Tally.objects.filter(owner=city, precision=precision, eep=wanted.eep)
    if wanted.source_class:
        kept = kept.filter(source_class=wanted.source_class)
    rows = kept.values_list("category", "starts_on", "source_class", "count")
    for name, starts_on, source, number in rows:
        found.add(name, starts_on, source, number)
    return found


def names_of(found: Found) -> tuple[str, ...]:
    """Return the words seen, in the vocabulary's order, all incidents first."""
    seen = {name for name, _period in found.counts}
    order = [EVERYTHING, *CATEGORIES]
    return tuple(name for name in order if name in seen) + tuple(sorted(seen - set(order)))


def _table(
    names: Iterable[str],
    periods: list[dt.date],
    found: Found,
    is_zero: Callable[[str, dt.date], bool],
) -> tuple[tuple[float | None, ...], ...]:
    def cell(name: str, period: dt.date) -> float | None:
        counted = found.counts.get((name, period))
        if counted is None:
            return 0.0 if is_zero(name, period) else None
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
