"""What the alignment page of a city shows, and the paper made of the same."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hanse.cities.models import Authority
from hanse.shared.numbers import percent, whole
from hanse.sharing.actors import Actor, Person
from hanse.threats import alignment_words as words
from hanse.threats.figures.alignment import alignment_figure
from hanse.threats.insights.alignment import Line, Picture, alignment_of, categories
from hanse.threats.insights.tension import Tension, tensions
from hanse.threats.models import Alarm, Eep, Level, Measure, SourceClass, Unit
from hanse.threats.queries.alarms import alarms_in_sight, open_categories
from hanse.threats.queries.measures import Incident, coverage_of, incidents_of, measures_of
from hanse.threats.vocabulary import label_of


@dataclass(frozen=True, slots=True)
class Row:
    """One category in words."""

    category: str
    name: str
    threat: str
    trend: str
    coverage: str
    coverage_source: str
    resources: str
    gap: str
    span: str
    sureness: str
    sureness_short: str
    level: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The alignment of a city in one year, with what it was made from."""

    city: Authority
    year: int
    years: tuple[int, ...]
    unit: str
    units: tuple[str, ...]
    picture: Picture
    measures: tuple[Measure, ...]
    sources: tuple[str, ...]
    simulated: bool
    tensions: tuple[Tension, ...]
    alarms: tuple[Alarm, ...]

    @property
    def rows(self) -> list[Row]:
        """Every category in which something happened, is done or is planned."""
        return [
            _row(line, scored=self.compared)
            for line in self.picture.lines
            if line.threat or line.resources or line.coverage
        ]

    @property
    def simulated_words(self) -> str:
        """Say on paper that a generator made the numbers, where it did."""
        if not self.simulated:
            return ""
        return _("Simulated data: a generator made it to show how this works.")

    @property
    def compared(self) -> bool:
        """Whether threat and resources are both there to compare."""
        lines = self.picture.lines
        return any(line.resources for line in lines) and any(line.threat for line in lines)


def told(
    city: Authority,
    person: Person | Actor,
    *,
    year: int | None = None,
    unit: str = "",
    until: dt.date | None = None,
    alarms_of: str = "",
) -> Told:
    """Work out a city's alignment from what this reader may see, with all alarms of a category."""
    until = until or timezone.localdate()
    every = list(measures_of(city, person))
    years, chosen = _years(every, year, until)
    # the money of a year that is over is compared with what happened in it
    until = min(until, dt.date(chosen, 12, 31))
    of_year = [one for one in every if one.year == chosen]
    units, counted = _units(of_year, unit)
    measures = [one for one in of_year if one.unit == counted]
    observed = incidents_of(city, person, until)
    incidents = [one for one in observed if one.eep == Eep.EVIDENCED]
    kept = list(coverage_of(city, person))
    alarms = alarms_in_sight(city, person, alarms_of)
    alarmed = open_categories(alarms)
    picture = alignment_of(incidents, measures, kept, until=until, alarmed=alarmed)
    return Told(
        city=city,
        year=chosen,
        years=years,
        unit=counted,
        units=units,
        picture=picture,
        measures=tuple(measures),
        sources=_sources(incidents),
        simulated=any(one.simulated for one in observed)
        or any(one.simulated for one in (*measures, *kept)),
        tensions=tensions(observed, until=until),
        alarms=tuple(alarms),
    )


def _sources(incidents: list[Incident]) -> tuple[str, ...]:
    return tuple(str(SourceClass(one).label) for one in sorted({i.source_class for i in incidents}))


def _years(
    measures: list[Measure], year: int | None, until: dt.date
) -> tuple[tuple[int, ...], int]:
    """Return the years there are, the latest first, and the one to show: none of the future."""
    years = tuple(sorted({one.year for one in measures}, reverse=True))
    newest = next((one for one in years if one <= until.year), until.year)
    return years, year if year in years else newest


def _units(measures: list[Measure], unit: str) -> tuple[tuple[str, ...], str]:
    """Return the units that measures are counted in, and the one to show."""
    units = tuple(one for one in Unit.values if any(row.unit == one for row in measures))
    return units, unit if unit in units else (units or (Unit.BUDGET,))[0]


def alignment_page(about: Told, *, may_edit: bool) -> dict[str, Any]:
    """Return everything the page shows."""
    picture, rows = about.picture, about.rows
    shown = {row.category for row in rows}
    return {
        "about": about,
        "city": about.city,
        "headline": words.headline(picture),
        "interval": words.interval(picture) if picture.index is not None else "",
        "figure": alignment_figure(picture, figure_title(about), ", ".join(about.sources))
        if about.compared
        else "",
        "rows": rows,
        "others": [(key, label_of(key)) for key in categories() if key not in shown],
        "measures": [(one, amount_of(one), split_of(one)) for one in about.measures],
        "views": views_of(picture),
        "tensions": tensions_of(about),
        "caveats": words.caveats(),
        "unit_links": [(unit, str(Unit(unit).label)) for unit in about.units],
        "may_edit": may_edit,
    }


def figure_title(about: Told) -> str:
    """State what the figure shows."""
    worst = [line for line in about.picture.lines if line.verdict == "under"]
    if worst:
        most = min(worst, key=lambda line: line.gap)
        return _("%(category)s lacks most: %(gap)s points below its share of the threat") % {
            "category": label_of(most.category),
            "gap": round(-100 * most.gap),
        }
    return _("Share of the threat and share of resources, by category")


def views_of(picture: Picture) -> list[tuple[str, str, str, str]]:
    """Return the index under other assumptions: name, share, interval, source."""
    return [
        (
            words.view_name(view),
            percent(view.index),
            _("%(low)s to %(high)s") % {"low": percent(view.low), "high": percent(view.high)},
            view.source,
        )
        for view in picture.views
    ]


def tensions_of(about: Told) -> list[tuple[str, int, int, str, str]]:
    """Return what people feel and what may come: name, both counts, share with them, uplift."""
    return [
        (
            label_of(one.category),
            one.felt,
            one.feared,
            percent(one.with_tension),
            words.points(one.uplift),
        )
        for one in about.tensions
    ]


def amount_of(measure: Measure) -> str:
    """Write what a measure costs, or how many posts it has."""
    if measure.unit == Unit.STAFF:
        return _("%(posts)s posts") % {"posts": f"{measure.amount.normalize():f}"}
    return f"{whole(float(measure.amount))} {measure.currency}"


def split_of(measure: Measure) -> str:
    """Write for what a measure is meant."""
    if measure.is_general:
        return _("all categories alike (general)")
    parts = sorted(measure.split.items(), key=lambda part: (-part[1], part[0]))
    return ", ".join(f"{label_of(key)} {percent(share / 100)}" for key, share in parts)


def _row(line: Line, *, scored: bool) -> Row:
    return Row(
        category=line.category,
        name=label_of(line.category),
        threat=percent(line.threat),
        trend=words.trend(line),
        coverage=str(Level(line.coverage).label),
        coverage_source=line.coverage_source,
        resources=percent(line.resources),
        gap=words.points(line.gap) if scored else "–",  # noqa: RUF001 - a dash for nothing
        span=words.gap_span(line) if scored else "",
        sureness=words.sureness(line) if scored else "",
        sureness_short=words.sureness_short(line) if scored else "–",  # noqa: RUF001 - a dash for nothing
        level=line.coverage,
        flags=tuple(words.flags(line)),
    )
