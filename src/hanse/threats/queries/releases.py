"""Reads for safe tables: exact counts inside a city, and what of them is out."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from hanse.cities.models import Authority
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.policy import readable
from hanse.threats.counts import WEEK
from hanse.threats.models import (
    Eep,
    KnownTo,
    Ladder,
    Observation,
    Preview,
    Release,
    ReleasedCell,
    Tally,
    TogetherTotal,
)
from hanse.threats.queries.counting import weeks_of
from hanse.threats.queries.quiet import Reports, confirmations_known, quiet
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING, nodes

YEARS = 3
OTHERWISE = "/"  # marks the part of a category that none of its finer words names
CellKey = tuple[str, int, int]  # category, first month, months


@dataclass(frozen=True, slots=True)
class MonthTable:
    """Distinct incidents per category and month; stays inside the city.

    Months are numbered twelve times the year plus the month from zero. `counts` maps (category,
    month); `known` are the months on which the city reported. Of months in `gone` some incidents
    were forgotten, so that their counts are too low.
    """

    first_month: int
    months: int
    counts: dict[tuple[str, int], int]
    known: frozenset[int]
    sources: tuple[str, ...]
    simulated: bool
    gone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Out:
    """What is out of a city: every cell of every version, oldest first, and the newest version."""

    said: tuple[tuple[CellKey, tuple[str, int | None]], ...]
    version: int
    published_on: dt.date | None


def month_number(day: dt.date) -> int:
    """Return the number of a day's month."""
    return 12 * day.year + day.month - 1


def month_table(city: Authority, until: dt.date) -> MonthTable | None:
    """Count a city's incidents by month over the three calendar years up to the newest one."""
    own = Observation.objects.filter(
        owner=city, withdrawn_at=None, eep=Eep.EVIDENCED, occurred_on__lt=until.replace(day=1)
    ).exclude(precision=KnownTo.YEAR)
    newest = own.order_by("-occurred_on").values_list("occurred_on", flat=True).first()
    if newest is None:
        return None
    own = own.filter(occurred_on__year__gte=newest.year - YEARS + 1)
    rows = (
        own.order_by()
        .annotate(month=TruncMonth("occurred_on"))
        .values_list("month", "labels", "source_class", "simulated")
        .annotate(number=Count("pk"))
    )
    counts: Counter[tuple[str, int]] = Counter()
    reports: dict[tuple[str, str], set[dt.date]] = {}
    simulated = False
    for month, labels, source, invented, number in rows:
        reports.setdefault((EVERYTHING, source), set()).add(month)
        simulated = simulated or invented
        for node in nodes_of(labels):
            counts[node, month_number(month)] += number
    first = min(month for _node, month in counts)
    first -= first % 12
    last = month_number(newest)
    return MonthTable(
        first_month=first,
        months=last - first + 1,
        counts=dict(counts),
        known=frozenset(month for _node, month in counts) | _confirmed(city, reports, first, last),
        sources=tuple(sorted(source for _word, source in reports)),
        simulated=simulated,
        gone=_forgotten(city),
    )


def _forgotten(city: Authority) -> frozenset[int]:
    """Return the months of which some incidents live on as a week's count alone."""
    kept = Tally.objects.filter(owner=city, eep=Eep.EVIDENCED, category=EVERYTHING)
    kept = kept.exclude(precision=KnownTo.YEAR)
    found = set()
    for starts_on, precision in kept.values_list("starts_on", "precision"):
        found.add(month_number(starts_on))
        if precision == KnownTo.DAY:
            found.add(month_number(starts_on + WEEK - dt.timedelta(days=1)))
    return frozenset(found)


def nodes_of(labels: list[str]) -> frozenset[str]:
    """Return the rows an incident counts in once, with a part for what no finer word names."""
    found = nodes(label for label in labels if label in CATEGORIES)
    parents = {one.parent for one in CATEGORIES.values() if one.parent}
    below = {CATEGORIES[key].parent for key in found if key}
    vague = {key + OTHERWISE for key in (found & parents) - below}
    return found | vague | ({OTHERWISE} if found == {EVERYTHING} else frozenset())


def _confirmed(city: Authority, reports: Reports, first: int, last: int) -> frozenset[int]:
    """Return the months of which every source said that there was nothing else."""
    silence = quiet(confirmations_known(city, None, by_month=True), reports)
    months = {n: dt.date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)}
    return frozenset(
        n for n, month in months.items() if silence.is_zero(EVERYTHING, weeks_of(month))
    )


def releases_visible_to(person: Person | Actor) -> QuerySet[Release]:
    """Return the releases this reader may see; every shared page starts here."""
    return readable(Release.objects.all(), actor_of(person))


def preview_of(city: Authority, person: Person | Actor) -> Preview | None:
    """Return what this reader may look over of a city's next release."""
    own = readable(Preview.objects.all(), actor_of(person))
    return own.filter(owner=city).select_related("owner").first()


def current_cells(city: Authority) -> dict[CellKey, ReleasedCell]:
    """Return the newest published value of every cell of a city."""
    found = ReleasedCell.objects.filter(release__owner=city).order_by("release__version")
    return {(one.category, one.first_month, one.span): one for one in found}


def what_is_out(city: Authority) -> Out:
    """Return all that was ever published of a city, in whichever version, however long ago."""
    cells = ReleasedCell.objects.filter(release__owner=city).order_by("release__version", "pk")
    rows = list(
        cells.values_list(
            "category", "first_month", "span", "state", "value",
            "release__version", "release__published_at",
        )
    )  # fmt: skip
    version, published_at = rows[-1][5:] if rows else (0, None)
    said = tuple(((row[0], row[1], row[2]), (row[3], row[4])) for row in rows)
    return Out(said, version, published_at.date() if published_at else None)


def cells_visible_to(person: Person | Actor) -> dict[object, dict[CellKey, ReleasedCell]]:
    """Return per city the newest value of each cell that this reader may see."""
    releases = releases_visible_to(person)
    cells = ReleasedCell.objects.filter(release__in=releases).select_related("release")
    found: dict[object, dict[CellKey, ReleasedCell]] = {}
    for one in cells.order_by("release__version"):
        key = (one.category, one.first_month, one.span)
        found.setdefault(one.release.owner_id, {})[key] = one
    return found


def ladder_of(city: Authority) -> dict[tuple[str, int], int | None]:
    """Return the steps of the ladder that a city has chosen already."""
    found = Ladder.objects.filter(owner=city).values_list("category", "year", "span")
    return {(category, year): span for category, year, span in found}


def totals_visible_to(
    person: Person | Actor, category: str | None = None
) -> dict[str, dict[CellKey, TogetherTotal]]:
    """Return per side and period the newest total this reader may see, over as many as they may.

    The side is empty for the whole network.
    """
    totals = readable(TogetherTotal.objects.all(), actor_of(person))
    if category is not None:
        totals = totals.filter(category=category)
    newest: dict[tuple[str, CellKey], TogetherTotal] = {}
    for one in totals.order_by("sharing_label", "id"):  # clear before green, old before new
        newest[one.side, (one.category, one.first_month, one.span)] = one
    found: dict[str, dict[CellKey, TogetherTotal]] = {}
    for (side, key), one in newest.items():
        if one.low is not None:
            found.setdefault(side, {})[key] = one
    return found
