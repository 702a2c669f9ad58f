"""Which periods without an incident are zeros: those that every source spoke of."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from hanse.cities.models import Authority
from hanse.threats.counts import WEEK
from hanse.threats.models import Confirmation
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

YEAR = 52 * WEEK  # a source that was silent for a year without a word is no longer waited for
ANY_SOURCE, ANY_WORD = "", "*"
Reports = Mapping[tuple[str, str], set[dt.date]]  # word and source: the periods with an incident


@dataclass(slots=True)
class Quiet:
    """What a city confirmed, and which sources a silence needs the word of.

    A confirmation that names no source speaks for all. One that names a source speaks for that
    source, so a count of all sources is zero when each of them that reported on a word within the
    year before is confirmed, and at least one is.
    """

    said: dict[tuple[str, str], set[dt.date]] = field(default_factory=dict)
    reported: dict[str, dict[str, list[dt.date]]] = field(default_factory=dict)
    source: str = ANY_SOURCE

    def is_zero(self, name: str, weeks: Iterable[dt.date]) -> bool:
        """Tell whether a period without an incident under a word is a zero."""
        return all(self._is_zero(name, week) for week in weeks)

    def _is_zero(self, name: str, week: dt.date) -> bool:
        if self._says(ANY_SOURCE, name, week):
            return True
        if self.source:
            return self._says(self.source, name, week)
        named = {source for source, _word in self.said if self._says(source, name, week)}
        return bool(named) and named >= self._sources(name, week)

    def _says(self, source: str, name: str, week: dt.date) -> bool:
        above = CATEGORIES[name].parent if name in CATEGORIES else EVERYTHING
        words = {ANY_WORD, name, above} - {EVERYTHING}
        return any(week in self.said.get((source, word), ()) for word in words)

    def _sources(self, name: str, week: dt.date) -> set[str]:
        """Return the sources that reported on a word within the year before a week."""
        return {
            source
            for source, weeks in self.reported.get(name, {}).items()
            if bisect_left(weeks, week - YEAR) < bisect_left(weeks, week)
        }


def quiet(confirmations: Iterable[Confirmation], reports: Reports, source: str = "") -> Quiet:
    """Return what these confirmations say of periods without an incident."""
    said: defaultdict[tuple[str, str], set[dt.date]] = defaultdict(set)
    for one in confirmations:
        number = (one.last_week - one.first_week) // WEEK + 1
        weeks = [one.first_week + n * WEEK for n in range(number)]
        for word in one.categories or [ANY_WORD]:
            said[one.source_class, word].update(weeks)
    reported: defaultdict[str, dict[str, list[dt.date]]] = defaultdict(dict)
    for (name, of), periods in reports.items():
        reported[name][of] = sorted(periods)
    return Quiet(dict(said), dict(reported), source)


def confirmations_known(
    city: Authority, as_of: dt.datetime | None, *, by_month: bool = False
) -> QuerySet[Confirmation]:
    """Return what a city had confirmed at a moment, or has now; for months, of whole months too."""
    own = Confirmation.objects.filter(owner=city)
    if not by_month:
        own = own.filter(by_month=False)
    if as_of is None:
        return own.filter(withdrawn_at=None)
    return own.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of), recorded_at__lte=as_of)
