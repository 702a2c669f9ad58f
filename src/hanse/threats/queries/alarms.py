"""Reads of alarms, their history, and what the network hears of them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
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
HISTORY = 6 * WEEK  # after that many weeks a week is no longer judged again


def alarms_visible_to(person: Person | Actor) -> QuerySet[Alarm]:
    """Return the alarms this reader may see; every page starts here."""
    return readable(Alarm.objects.all(), actor_of(person))


def newest_first(alarms: Iterable[Alarm]) -> list[Alarm]:
    """Return alarms by the seven days they speak of, the latest first."""
    return sorted(alarms, key=lambda one: (-one.first_day.toordinal(), one.category))


def notices_visible_to(person: Person | Actor) -> QuerySet[Notice]:
    """Return what this reader may hear of alarms of others."""
    return readable(Notice.objects.all(), actor_of(person))


def evaluations_of(alarm: Alarm, person: Person | Actor) -> QuerySet[Evaluation]:
    """Return the evaluations that judged an alarm's week, or its day, newest first."""
    end = alarm.week + HISTORY
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
    of_late = Q(status__in=OPEN, stands=True, week__gte=timezone.localdate() - OPEN_FOR)
    wanted = of_late | Q(category=category) if category else of_late
    return list(alarms_visible_to(person).filter(wanted, owner=city))


def open_categories(alarms: Iterable[Alarm]) -> frozenset[str]:
    """Return the categories directly below everything in which an alarm of late is open."""
    since = timezone.localdate() - OPEN_FOR
    labels = {a.category for a in alarms if a.status in OPEN and a.stands and a.week >= since}
    return frozenset(CATEGORIES[one].parent or one for one in labels if one in CATEGORIES)


def contributing(city: Authority, category: str, eep: str, first: dt.date) -> list[Observation]:
    """Return the observations of seven days that count under a category."""
    found = Observation.objects.filter(
        owner=city,
        eep=eep,
        withdrawn_at=None,
        precision=KnownTo.DAY,
        occurred_on__range=(first, first + WEEK - dt.timedelta(days=1)),
    )
    if category != EVERYTHING:
        below = [key for key, one in CATEGORIES.items() if one.parent == category]
        found = found.filter(labels__overlap=[category, *below])
    return list(found.order_by("occurred_on", "id"))


def excluded_weeks(city: Authority, eep: str) -> list[tuple[str, dt.date]]:
    """Return the weeks that people left out of the baseline."""
    found = Alarm.objects.filter(owner=city, eep=eep, excluded=True, day=None)
    return list(found.values_list("category", "week"))


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


def _stewards(city: Authority) -> Iterable[object]:
    found = Affiliation.objects.filter(authority=city, standing=Standing.STEWARD, until=None)
    return found.values_list("person", flat=True)
