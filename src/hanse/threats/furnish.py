"""Simulated observations of a few cities for the demonstration, from a seeded generator.

Nothing here happened. The planted truth: a rise in Bratislava in the newest weeks, an earlier one
in Stockholm, one of half a year in The Hague, in Helsinki fewer incidents only because fewer
people report, and one more rise in Bratislava's last full month, told by a source that gives no
days. `furnish_history` adds the years before, and the cities that publish beside these.
"""

import datetime as dt
import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from hanse.cities.models import Authority
from hanse.threats import furnish_imports
from hanse.threats.counts import WEEK
from hanse.threats.models import (
    Confirmation,
    Effort,
    KnownTo,
    Observation,
    Signal,
    SourceClass,
)
from hanse.threats.models.observations import KEPT_FOR
from hanse.threats.queries import monday_of
from hanse.threats.simulated_words import PHENOMENA, SENTENCES

SEED = 2031
WEEKS = 102  # just under two years, so that no row is due to be forgotten at once
NOON = dt.time(12, tzinfo=dt.UTC)
USUAL = {
    "antisemitism": 0.9,
    "anti-muslim": 1.0,
    "anti-black": 0.6,
    "anti-roma": 0.4,
    "anti-migrant": 1.1,
    "sexual-orientation": 0.7,
    "misogyny": 0.5,
    "threats-officials": 0.6,
}
SECOND_LABEL, OTHER_TARGET = 0.3, 0.12
BY_MONTH, MONTHS, A_MONTH, NEWEST_MONTH = ("bratislava", "disability"), 20, 1.5, 8


@dataclass(frozen=True, slots=True)
class Planted:
    """A change put in on purpose: `factor` times as many incidents from one week to another.

    Weeks count back from the newest full one, which is 0. `people` is the share of the usual
    number of people who report in those weeks.
    """

    category: str = ""
    begins: int = 0
    ends: int = 0
    factor: float = 1.0
    people: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One city: how much it records beside the usual, by which sources, and what is new.

    `earlier` is how many times as much it recorded in the first of the years it publishes.
    """

    slug: str
    size: float
    sources: tuple[SourceClass, ...]
    planted: Planted = Planted()
    earlier: float = 1.0


MUNICIPAL, POLICE, NGO = SourceClass.MUNICIPAL, SourceClass.POLICE, SourceClass.NGO
PLANS = (
    Plan("bratislava", 1.0, (MUNICIPAL, NGO), Planted("antisemitism", 2, 0, 7.0)),
    Plan("stockholm", 1.2, (POLICE, MUNICIPAL), Planted("anti-muslim", 40, 37, 5.0), 0.7),
    Plan("helsinki", 1.0, (MUNICIPAL, POLICE, NGO), Planted("", 8, 0, 0.35, 0.4)),
    Plan("the-hague", 0.9, (POLICE,), Planted("", 34, 22, 1.8)),
    Plan("oslo", 1.0, (MUNICIPAL, POLICE)),
    Plan("denver", 1.1, (POLICE,), earlier=1.4),
    Plan("toronto", 1.3, (POLICE, NGO), earlier=0.75),
)


def first_day(today: dt.date) -> dt.date:
    """Return when the two newest years begin that may be published whole, four weeks after."""
    return dt.date((today - dt.timedelta(days=27)).year - 2, 1, 1)


def furnish() -> None:
    """Put simulated observations into the plans' cities, unless there are observations."""
    if Observation.objects.exists():
        return
    cities = {
        city.slug: city for city in Authority.objects.filter(slug__in=[p.slug for p in PLANS])
    }
    newest = monday_of(timezone.localdate()) - WEEK
    for number, plan in enumerate(PLANS):
        if city := cities.get(plan.slug):
            _fill(city, plan, newest, Random(SEED + number))  # noqa: S311 - a simulation, no secret
    if city := cities.get(BY_MONTH[0]):
        Observation.objects.bulk_create(_by_month(city, Random(SEED)))  # noqa: S311 - the same
    furnish_imports.furnish()


def _fill(city: Authority, plan: Plan, newest: dt.date, chance: Random) -> None:
    """Store one city's observations, its effort, what it confirmed, and two signals."""
    seen = [row for back in range(WEEKS) for row in observed(city, plan, newest, back, chance)]
    Observation.objects.bulk_create(seen)
    Effort.objects.bulk_create(
        row
        for back in range(WEEKS)
        for row in _effort(city, plan, newest - back * WEEK, back, chance)
    )
    Confirmation.objects.create(
        owner=city,
        first_week=newest - (WEEKS - 1) * WEEK,
        last_week=newest - WEEK,
        simulated=True,
        recorded_at=dt.datetime.combine(newest, NOON),
    )
    _signals(city, plan, newest)


def observed(
    city: Authority, plan: Plan, newest: dt.date, back: int, chance: Random
) -> Iterator[Observation]:
    """Yield what a city observes in one week, with the season's small swing."""
    monday = newest - back * WEEK
    season = 1 + 0.2 * math.sin(2 * math.pi * monday.timetuple().tm_yday / 365)
    if monday.year == first_day(timezone.localdate()).year:
        season *= plan.earlier
    new = plan.planted
    for category, usual in USUAL.items():
        mean = usual * plan.size * season
        if new.begins >= back >= new.ends and new.category in ("", category):
            mean *= new.factor
        for _ in range(_poisson(mean, chance)):
            yield _observation(city, plan, category, monday, chance)


def _observation(
    city: Authority, plan: Plan, category: str, monday: dt.date, chance: Random
) -> Observation:
    severity = chance.choices((1, 2, 3, 4), (45, 35, 14, 6))[0]
    day = monday + dt.timedelta(days=chance.randrange(7))
    reported = min(day + dt.timedelta(days=chance.choice((0, 0, 0, 1, 1, 4))), timezone.localdate())
    labels = [category]
    if chance.random() < SECOND_LABEL:
        labels.append(chance.choice(PHENOMENA))
    elif chance.random() < OTHER_TARGET:
        labels.append("other-target")
    return Observation(
        owner=city,
        occurred_on=day,
        reported_on=reported,
        recorded_at=dt.datetime.combine(reported, NOON),
        aggregate_only_after=reported + KEPT_FOR,
        labels=labels,
        severity=severity,
        source_class=chance.choice(plan.sources),
        reliability=chance.choice("ABBCF"),
        credibility=chance.choice((1, 2, 2, 3, 6)),
        text=chance.choice(SENTENCES[severity]),
        simulated=True,
    )


def _by_month(city: Authority, chance: Random) -> Iterator[Observation]:
    """Yield what an advice centre tells of whole months, early in the month after each."""
    told = timezone.localdate().replace(day=1)
    for back in range(MONTHS):
        month = (told - dt.timedelta(days=1)).replace(day=1)
        for _ in range(NEWEST_MONTH if back == 0 else _poisson(A_MONTH, chance)):
            severity = chance.choice((1, 1, 2, 3))
            yield Observation(
                owner=city,
                occurred_on=month,
                precision=KnownTo.MONTH,
                reported_on=told,
                recorded_at=dt.datetime.combine(told, dt.time(tzinfo=dt.UTC)),
                aggregate_only_after=told + KEPT_FOR,
                labels=[BY_MONTH[1]],
                severity=severity,
                source_class=SourceClass.COMMUNITY,
                reliability="B",
                credibility=2,
                text=chance.choice(SENTENCES[severity]),
                simulated=True,
            )
        told = month


def _effort(
    city: Authority, plan: Plan, week: dt.date, back: int, chance: Random
) -> Iterator[Effort]:
    new = plan.planted
    fewer = new.people if new.begins >= back >= new.ends else 1.0
    people = max(1, round((4 + chance.choice((-1, 0, 0, 1))) * fewer))
    for number in range(people):
        yield Effort(
            owner=city,
            week=week,
            reporter=uuid.UUID(int=chance.getrandbits(128), version=4),
            channel=plan.sources[number % len(plan.sources)],
            simulated=True,
        )


def _signals(city: Authority, plan: Plan, newest: dt.date) -> None:
    rising = plan.planted.category == "antisemitism"
    Signal.objects.create(
        owner=city,
        challenges=["antisemitism"] if rising else ["polarisation", "disinformation"],
        starts_on=newest,
        ends_on=newest + dt.timedelta(days=6),
        direction="rising" if rising else "steady",
        intensity=3 if rising else 2,
        basis="community" if rising else "staff",
        confidence="moderate",
        note="Simulated: people who work with young people hear more of it than in spring."
        if rising
        else "",
        simulated=True,
        recorded_at=dt.datetime.combine(newest + dt.timedelta(days=6), NOON),
    )


def _poisson(mean: float, chance: Random) -> int:
    """Draw a count (Knuth 1969), so that a seed gives the same rows on every machine."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
