"""Reads of alarms, their history, and what the network hears of them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Func, JSONField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Membership, Role, Standing
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.policy import readable
from hanse.threats.counts import WEEK
from hanse.threats.models import (
    OPEN,
    Agreement,
    Alarm,
    DigestChoice,
    Evaluation,
    KnownTo,
    Notice,
    Observation,
)
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

OPEN_FOR = 8 * WEEK  # an older alarm that nobody answered says nothing of today
MONTH_OPEN_FOR = 26 * WEEK  # a month is told late, by a file a quarter, and waits as long after
HISTORY = 6 * WEEK  # after that many weeks a week is no longer judged again
HISTORY_OF_MONTH = 18 * WEEK  # three months and their days


def alarms_visible_to(person: Person | Actor) -> QuerySet[Alarm]:
    """Return the alarms this reader may see; every page starts here."""
    return readable(Alarm.objects.all(), actor_of(person))


def newest_first(alarms: Iterable[Alarm]) -> list[Alarm]:
    """Return alarms by the days they speak of, the latest first."""
    return sorted(alarms, key=lambda one: (-one.first_day.toordinal(), one.category))


def notices_visible_to(person: Person | Actor) -> QuerySet[Notice]:
    """Return what this reader may hear of alarms of others."""
    return readable(Notice.objects.all(), actor_of(person))


def evaluations_of(alarm: Alarm, person: Person | Actor) -> QuerySet[Evaluation]:
    """Return the evaluations that judged an alarm's week, month or day, newest first."""
    end = alarm.week + (HISTORY_OF_MONTH if alarm.month else HISTORY)
    found = Evaluation.objects.filter(
        owner=alarm.owner_id,
        trigger=alarm.trigger_id,
        first_week__lte=alarm.week,
        last_week__gte=alarm.week,
        as_of__date__lte=end,
    )
    return readable(found, actor_of(person))


def alarms_in_sight(city: Authority, person: Person | Actor, category: str = "") -> list[Alarm]:
    """Return the alarms of late that are open, and all of one category, the newest first."""
    of_late = _still_open()
    wanted = of_late | Q(category=category) if category else of_late
    return list(alarms_visible_to(person).filter(wanted, owner=city))


def results_of(alarm: Alarm, person: Person | Actor) -> list[tuple[dt.datetime, dict[str, Any]]]:
    """Return what each evaluation found of an alarm with when it looked, newest first.

    The database picks the results of its series and week; it has many others.
    """
    of = {"series": alarm.category, "eep": alarm.eep, "week": str(alarm.week)}
    path = "$[*] ? (@.series == $series && @.eep == $eep && @.week == $week)"
    picked = Func(
        "results",
        Cast(Value(path), _JsonPath()),
        Value(of, JSONField()),
        function="jsonb_path_query_array",
        output_field=JSONField(),
    )
    day, month = (str(one) if one else None for one in (alarm.day, alarm.month))
    return [
        (as_of, result)
        for as_of, found in evaluations_of(alarm, person).values_list("as_of", picked)
        for result in found
        if (result.get("day"), result.get("month")) == (day, month)
    ]


class _JsonPath(Field):  # type: ignore[type-arg] # a type of the database alone
    def db_type(self, connection: object) -> str:  # noqa: ARG002 - asked by Django
        return "jsonpath"


def open_categories(alarms: Iterable[Alarm]) -> frozenset[str]:
    """Return the categories directly below everything in which an alarm of late is open."""
    labels = {one.category for one in alarms if one.is_open and one.stands and _is_of_late(one)}
    return frozenset(CATEGORIES[one].parent or one for one in labels if one in CATEGORIES)


def still_open(alarms: QuerySet[Alarm]) -> QuerySet[Alarm]:
    """Keep the alarms that stand, that nobody answered, and that still say something of today."""
    return alarms.filter(_still_open())


def _still_open() -> Q:
    today = timezone.localdate()
    of_late = Q(month=None, week__gte=today - OPEN_FOR) | Q(month__gte=today - MONTH_OPEN_FOR)
    return Q(of_late, status__in=OPEN, stands=True)


def _is_of_late(alarm: Alarm) -> bool:
    today = timezone.localdate()
    if alarm.month:
        return alarm.month >= today - MONTH_OPEN_FOR
    return alarm.week >= today - OPEN_FOR


def contributing(alarm: Alarm) -> list[Observation]:
    """Return the observations that an alarm counted."""
    found = Observation.objects.filter(owner=alarm.owner_id, eep=alarm.eep, withdrawn_at=None)
    if alarm.month:
        found = found.filter(
            precision=KnownTo.MONTH,
            occurred_on__year=alarm.month.year,
            occurred_on__month=alarm.month.month,
        )
    else:
        first = alarm.first_day
        week = first, first + WEEK - dt.timedelta(days=1)
        found = found.filter(precision=KnownTo.DAY, occurred_on__range=week)
    if alarm.category != EVERYTHING:
        below = [key for key, one in CATEGORIES.items() if one.parent == alarm.category]
        found = found.filter(labels__overlap=[alarm.category, *below])
    return list(found.order_by("occurred_on", "id"))


def excluded_periods(city: Authority, eep: str, *, by_month: bool) -> list[tuple[str, dt.date]]:
    """Return the weeks, or the months, that people left out of the baseline."""
    found = Alarm.objects.filter(owner=city, eep=eep, excluded=True, day=None)
    found = found.filter(month__isnull=not by_month)
    return list(found.values_list("category", "month" if by_month else "week"))


def agrees(city: Authority) -> bool:
    """Tell whether a city lets the network hear of its alarms."""
    return Agreement.objects.filter(owner=city, alarms=True).exists()


def own_people(city: Authority) -> QuerySet[User]:
    """Return the people of a city who may be put in charge: partners not."""
    today = timezone.localdate()
    of_today = Affiliation.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        authority=city,
        authority__membership=Membership.MEMBER,
        since__lte=today,
        suspended_at=None,
    ).exclude(role=Role.PARTNER)
    return User.objects.filter(
        pk__in=of_today.values("person"), is_active=True, suspended_at=None
    ).order_by("name", "email")


def readers_of_letters(city: Authority, how: str) -> list[User]:
    """Return the people of a city who want letters of this kind; stewards get a weekly one."""
    people = list(own_people(city))
    chosen = dict(DigestChoice.objects.filter(person__in=people).values_list("person", "how"))
    stewards = set(_stewards(city))
    default = {one.pk: DigestChoice.How.WEEKLY for one in people if one.pk in stewards}
    return [one for one in people if chosen.get(one.pk, default.get(one.pk, "")) == how]


def letters_of(person: User) -> str:
    """Return when somebody gets letters about alarms, by their choice or without one."""
    if chosen := DigestChoice.objects.filter(person=person).first():
        return chosen.how
    stewarded = Affiliation.objects.filter(person=person, standing=Standing.STEWARD, until=None)
    return DigestChoice.How.WEEKLY if stewarded.exists() else DigestChoice.How.NEVER


def _stewards(city: Authority) -> Iterable[object]:
    found = Affiliation.objects.filter(authority=city, standing=Standing.STEWARD, until=None)
    return found.values_list("person", flat=True)
