"""The retention clock: after its time an observation lives on as a count alone."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from hanse.cities.models import Authority
from hanse.sharing import audit
from hanse.sharing.acting import as_system
from hanse.sharing.actors import Actor
from hanse.sharing.models import Invited
from hanse.threats.models import KnownTo, Observation, Signal, Tally
from hanse.threats.models.observations import KEPT_FOR
from hanse.threats.queries import monday_of
from hanse.threats.vocabulary import nodes

Place = tuple[dt.date, str, str, str, str, bool]
AT_ONCE = 5_000
REASON = "keep counts alone"


def forget(today: dt.date) -> int:
    """Turn what is older than its time into counts; return how many observations went.

    Words, grades, numbers of sources and earlier readings go; how many incidents a week, month or
    year had under each word stays. What was withdrawn goes without a trace in the counts. Running
    it twice changes nothing.
    """
    gone = 0
    with as_system(REASON) as actor:
        due = Observation.objects.filter(aggregate_only_after__lt=today)
        for city in Authority.objects.filter(pk__in=due.order_by().values("owner")):
            while number := _forget_some(city, today, actor):
                gone += number
        Signal.objects.filter(recorded_at__date__lt=today - KEPT_FOR).exclude(note="").update(
            note=""
        )
    return gone


def _forget_some(city: Authority, today: dt.date, actor: Actor) -> int:
    """Count and remove in one transaction, so that nothing is counted twice or lost."""
    with transaction.atomic():
        due = Observation.objects.filter(owner=city, aggregate_only_after__lt=today)
        rows = list(due.order_by("pk").select_for_update(of=["self"])[:AT_ONCE])
        if rows:
            _keep_counts(city, [row for row in rows if row.withdrawn_at is None])
            Invited.objects.filter(record__in=[row.record for row in rows]).delete()
            Observation.objects.filter(pk__in=[row.pk for row in rows]).delete()
            audit.record("keep counts alone", city, actor, observations=len(rows))
    return len(rows)


def _keep_counts(city: Authority, rows: Iterable[Observation]) -> None:
    counted: Counter[Place] = Counter()
    for row in rows:
        by_week = row.precision == KnownTo.DAY
        starts_on = monday_of(row.occurred_on) if by_week else row.occurred_on
        for node in nodes(row.labels):
            place = (starts_on, row.precision, node, row.eep, row.source_class, row.simulated)
            counted[place] += 1
    for (starts_on, precision, category, eep, source_class, simulated), number in counted.items():
        tally, made = Tally.objects.get_or_create(
            owner=city,
            starts_on=starts_on,
            precision=precision,
            category=category,
            eep=eep,
            source_class=source_class,
            defaults={"count": number, "simulated": simulated},
        )
        if not made:
            mixed = tally.simulated or simulated
            Tally.objects.filter(pk=tally.pk).update(count=F("count") + number, simulated=mixed)
