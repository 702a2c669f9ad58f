"""What is left of old observations: which periods are counts alone, and which imports."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from hanse.cities.models import Authority
from hanse.threats.models import ImportRun, KnownTo, Tally
from hanse.threats.models.observations import KEPT_FOR
from hanse.threats.queries.counting import monday_of
from hanse.threats.vocabulary import EVERYTHING


def is_count_alone(city: Authority, said: Mapping[str, Any]) -> bool:
    """Tell whether what a source told of a day's week, month or year is a count by now.

    Whatever is said of it again may be in that count already.
    """
    day: dt.date = said["occurred_on"]
    month, year = day.replace(day=1), day.replace(day=1, month=1)
    within = Q(precision=KnownTo.MONTH, starts_on=month) | Q(precision=KnownTo.YEAR, starts_on=year)
    if said["precision"] == KnownTo.DAY:
        within |= Q(precision=KnownTo.DAY, starts_on=monday_of(day))
    kept = Tally.objects.filter(
        within, owner=city, category=EVERYTHING, eep=said["eep"], source_class=said["source_class"]
    )
    return kept.exists()


def is_gone(run: ImportRun) -> bool:
    """Tell whether the rows an import added are counts by now, and cannot be taken back."""
    return run.imported_at is not None and run.imported_at.date() < timezone.localdate() - KEPT_FOR


def counted_until(city: Authority | None, source: str) -> dt.date:
    """Return the last day of earlier imports of a source that are counts by now."""
    gone = ImportRun.objects.filter(
        owner=city,
        state=ImportRun.State.DONE,
        profile__id=source,
        imported_at__date__lt=timezone.localdate() - KEPT_FOR,
    )
    days = [one["last_day"] for one in gone.values_list("found", flat=True)]
    return max((dt.date.fromisoformat(day) for day in days if day), default=dt.date.min)
