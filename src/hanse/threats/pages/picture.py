"""A city's own picture: a figure per word, weeks to confirm, and where words are missing."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.cities.models import Authority
from hanse.threats.counts import MONTHS_OF_A_YEAR, WEEK, MonthlyCounts, WeeklyCounts
from hanse.threats.figures.trend import TrendFigure, trend_figure
from hanse.threats.insights.trends import Trend, Verdict, effort_fell, trends_of
from hanse.threats.models import Eep, SourceClass
from hanse.threats.pages.sections import Section, sections
from hanse.threats.pages.wording import effort_words, title_of
from hanse.threats.queries import (
    About,
    WeekOfEffort,
    about,
    effort_of,
    monthly_counts,
    weekly_counts,
    weeks_without_report,
)
from hanse.threats.vocabulary import EVERYTHING, label_of

YEAR, THREE_YEARS = 53, 157
YEARS_OF_MONTHS = 36
OLD_ENOUGH = dt.timedelta(days=365)
TOO_MANY_OTHER, ENOUGH_TO_JUDGE = 0.10, 20  # our choice: one in ten of at least twenty
LOUDEST = list(Verdict)
Held = TypeVar("Held", WeeklyCounts, MonthlyCounts)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure, and where more of it is shown."""

    figure: SafeString
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a city's page is made of."""

    trends: tuple[Trend, ...]
    effort: dict[dt.date, WeekOfEffort]
    less_effort: bool
    about: About
    ends: dt.date | None


def picture_page(request: HttpRequest, city: Authority, cities: list[Authority]) -> dict[str, Any]:
    """Return every trend of the last year, loudest first; the city comes `with_silence`."""
    eep = _eep(request)
    seen = _by_week(city, weekly_counts(city, eep=eep), newest=YEAR)
    shown = [t for t in seen.trends if any(t.counts) and t.name != EVERYTHING]
    shown.sort(key=lambda t: (LOUDEST.index(t.verdict), -sum(n or 0 for n in t.counts)))
    everything = [t for t in seen.trends if t.name == EVERYTHING]
    by_month = None
    if seen.about.by_month or not seen.trends:
        by_month = _by_month(city, monthly_counts(city, eep=eep))
    return {
        "sections": sections(request),
        "city": city,
        "cities": [(one, f"?city={one.slug}", one == city) for one in cities],
        "kinds": _kinds(request, city, eep),
        "all": [_draw(t, seen, city, eep) for t in everything],
        "drawn": [_draw(t, seen, city, eep) for t in shown],
        "by_month": _months_drawn(by_month, city, eep) if by_month else [],
        "months_end": by_month.ends if by_month else None,
        "about": seen.about,
        "sources": _sources(seen.about),
        "effort_words": effort_words(less_effort=seen.less_effort),
        "open_weeks": weeks_without_report(city, city) if eep == Eep.EVIDENCED else [],
        "ends": seen.ends,
        "other": _other(seen.about),
    }


def trend_page(request: HttpRequest, city: Authority, category: str) -> dict[str, Any] | None:
    """Return one trend over three years, or nothing for a word the city never used."""
    eep = _eep(request)
    if category in (weekly := weekly_counts(city, eep=eep)).names:
        seen = _by_week(city, weekly, newest=THREE_YEARS)
    elif category in (monthly := monthly_counts(city, eep=eep)).names:
        seen = _by_month(city, monthly)
    else:
        return None
    found = next(trend for trend in seen.trends if trend.name == category)
    return {
        "sections": sections(request),
        "city": city,
        "name": label_of(category),
        "category": category,
        "drawn": _draw(found, seen, city, eep),
        "kinds": _kinds(request, city, eep),
        "effort_words": effort_words(less_effort=seen.less_effort),
        "about": seen.about,
        "ends": seen.ends,
        "by_month": found.by_month,
        "as_of": timezone.now(),
    }


def _by_week(city: Authority, everything: WeeklyCounts, *, newest: int) -> Seen:
    counts = _up_to_the_record(everything)
    ends = None if counts is everything else counts.begin(counts.periods - 1)
    first = counts.first_monday + max(counts.periods - newest, 0) * WEEK
    effort = effort_of(city, first)
    weeks = [first + n * WEEK for n in range(min(newest, counts.periods))]
    reporters = [effort.get(week, WeekOfEffort()).all for week in weeks]
    channels = [effort.get(week, WeekOfEffort()).channels for week in weeks]
    less = effort_fell(reporters, channels)
    return Seen(
        trends=trends_of(counts, newest=newest, less_effort=less),
        effort=effort,
        less_effort=less,
        about=about(city, (ends or timezone.localdate()) - OLD_ENOUGH),
        ends=ends,
    )


def _by_month(city: Authority, everything: MonthlyCounts) -> Seen:
    """Look at the incidents of which the month alone is known."""
    counts = _up_to_the_record(everything, within=MONTHS_OF_A_YEAR)
    ends = None if counts is everything else counts.begin(counts.periods - 1)
    first = counts.begin(max(counts.periods - YEARS_OF_MONTHS, 0))
    effort = effort_of(city, first, by_month=True)
    return Seen(
        trends=trends_of(counts, newest=YEARS_OF_MONTHS, less_effort=False),
        effort=effort,
        less_effort=False,
        about=about(city, (ends or timezone.localdate()) - OLD_ENOUGH),
        ends=ends,
    )


def _months_drawn(seen: Seen, city: Authority, eep: str) -> list[Drawn]:
    shown = [trend for trend in seen.trends if any(trend.counts)]
    shown.sort(key=lambda t: (t.name != EVERYTHING, LOUDEST.index(t.verdict)))
    return [_draw(trend, seen, city, eep) for trend in shown]


def _up_to_the_record(counts: Held, *, within: int = YEAR) -> Held:
    """End with what is known last, where the last year would be empty: an old file was read."""
    known = dict(zip(counts.names, counts.counts, strict=True)).get(EVERYTHING, ())
    last = max((week for week, count in enumerate(known) if count is not None), default=None)
    if last is None or counts.periods - last <= within:
        return counts
    return replace(counts, counts=tuple(series[: last + 1] for series in counts.counts))


def _draw(trend: Trend, seen: Seen, city: Authority, eep: str) -> Drawn:
    figure = TrendFigure(
        title=title_of(trend),
        begins=trend.begins,
        by_month=trend.by_month,
        counts=trend.counts,
        expected=trend.expected,
        upper=trend.upper,
        loud=trend.loud,
        reporters=tuple(seen.effort.get(w, WeekOfEffort()).reporters for w in trend.begins),
        files=tuple(seen.effort.get(w, WeekOfEffort()).files for w in trend.begins),
        channels=tuple(seen.effort.get(w, WeekOfEffort()).channels for w in trend.begins),
        source=_sources(seen.about),
        method=reverse("threats:methods"),
    )
    address = reverse("threats:trend", args=[trend.name or "all"])
    query = f"?city={city.slug}" + ("" if eep == Eep.EVIDENCED else f"&kind={eep}")
    return Drawn(trend_figure(figure), address + query, label_of(trend.name))


def _sources(found: About) -> str:
    return ", ".join(str(SourceClass(one).label) for one in found.sources)


def _other(found: About) -> dict[str, int] | None:
    """Return the share of “other” where it says that a word is missing."""
    if found.total < ENOUGH_TO_JUDGE or found.residual <= TOO_MANY_OTHER * found.total:
        return None
    return {"residual": found.residual, "total": found.total}


def _eep(request: HttpRequest) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in Eep.values else Eep.EVIDENCED


def _kinds(request: HttpRequest, city: Authority, chosen: str) -> list[Section]:
    words = {
        Eep.EVIDENCED: _("What happened"),
        Eep.EXPERIENCED: _("What people feel"),
        Eep.POTENTIAL: _("What may come"),
    }
    return [
        Section(label, f"{request.path}?city={city.slug}&kind={eep}", eep == chosen)
        for eep, label in words.items()
    ]
