"""One page for a mayor on one challenge: trend, state of the alarm, and the gap."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hanse.cities.models import Authority
from hanse.shared.documents.paper import Paper, PaperPicture, PaperSection
from hanse.shared.numbers import percent, whole
from hanse.sharing.actors import Actor, Person
from hanse.threats import alignment_words as words
from hanse.threats.alarm_words import numbers_of, when
from hanse.threats.figures.weeks import WeeksFigure, in_words, weeks_svg
from hanse.threats.insights.alignment import Line
from hanse.threats.insights.weeks import weeks_of
from hanse.threats.models import Alarm, Level
from hanse.threats.pages.alignment import Told, told
from hanse.threats.queries import monthly_counts, weekly_counts
from hanse.threats.vocabulary import label_of

NEWEST = 3


@dataclass(frozen=True, slots=True)
class MayorsBrief:
    """What the page says; `figure` is None where no week is known."""

    city: Authority
    category: str
    name: str
    figure: WeeksFigure | None
    trend: tuple[str, ...]
    alarms: tuple[str, ...]
    gap: tuple[str, ...]
    about: Told


def brief_of(city: Authority, category: str, person: Person | Actor) -> MayorsBrief:
    """Put the page together from what this reader may see."""
    name = label_of(category)
    about = told(city, person, alarms_of=category)
    figure = _figure(city, category, ", ".join(about.sources))
    found = [alarm for alarm in about.alarms if alarm.category == category][:NEWEST]
    line = next((one for one in about.picture.lines if one.category == category), None)
    return MayorsBrief(
        city=city,
        category=category,
        name=name,
        figure=figure,
        alarms=tuple(_alarm(one) for one in found) or (_no_alarm(figure),),
        trend=_trend(line),
        gap=_gap(about, line) if line else (),
        about=about,
    )


def _figure(city: Authority, category: str, sources: str) -> WeeksFigure | None:
    """Return the newest weeks, or months where no day is known; None where nothing is."""
    by_week = weeks_of(weekly_counts(city), category)
    found = by_week or weeks_of(monthly_counts(city), category)
    if found is None:
        return None
    told = {"name": label_of(category), "city": city.name}
    title = _("%(name)s in %(city)s, week by week") % told
    if found.by_month:
        title = _("%(name)s in %(city)s, month by month") % told
    return WeeksFigure(
        title, found.begins, found.observed, found.expected, found.threshold, found.marked,
        sources, of="month" if found.by_month else "week",
    )  # fmt: skip


def brief_paper(brief: MayorsBrief) -> Paper:
    """Put the page into a paper of one page."""
    about = brief.about
    drawn = None
    if brief.figure:
        drawn = PaperPicture(weeks_svg(brief.figure), in_words(brief.figure))
    return Paper(
        title=_("%(name)s in %(city)s") % {"name": brief.name, "city": brief.city.name},
        kicker=_("For the mayor, %(day)s") % {"day": date_format(about.picture.until)},
        lede=lede(brief),
        language=get_language() or "en",
        facts=(),
        sections=(
            PaperSection(_("Trend"), picture=drawn, items=brief.trend),
            PaperSection(_("Alarms"), items=brief.alarms),
            PaperSection(_("Threat and resources"), items=brief.gap),
        ),
        sharing_label="TLP:AMBER+STRICT",
        basis=_("As of %(day)s") % {"day": date_format(about.picture.until)},
        simulated=about.simulated_words,
        simulated_mark=_("SIMULATED DATA"),
        page_word=_("Page"),
    )


def lede(brief: MayorsBrief) -> str:
    """Say the newest week in one sentence."""
    return in_words(brief.figure) if brief.figure else _("No week is known yet.")


def _no_alarm(figure: WeeksFigure | None) -> str:
    """Say that none is open, and when the series last stood above its threshold."""
    loud = [week for week, marked in enumerate(figure.marked if figure else ()) if marked]
    if not figure or not loud:
        return _("No alarm is on record.")
    told = {"day": figure.named(loud[-1])}
    if figure.of == "month":
        return _("No alarm is open. The last month above its threshold was %(day)s.") % told
    return _("No alarm is open. The last week above its threshold began on %(day)s.") % told


def _alarm(alarm: Alarm) -> str:
    said = _("%(when)s: %(numbers)s. State: %(status)s.") % {
        "when": capfirst(when(alarm)),
        "numbers": numbers_of(alarm),
        "status": alarm.get_status_display(),
    }
    return f"{said} {alarm.action}".strip()


def _gap(about: Told, line: Line) -> tuple[str, ...]:
    found = [
        _threat(about, line),
        _resources(about, line),
        _("Policy: %(words)s, level %(level)s of 4.")
        % {"words": Level(line.coverage).label.partition(": ")[2], "level": line.coverage},
    ]
    if about.compared:
        found.append(
            _("Gap: %(gap)s points (%(span)s), %(sureness)s.")
            % {
                "gap": words.points(line.gap),
                "span": words.gap_span(line),
                "sureness": words.sureness(line),
            }
        )
    caveat = words.caveats()[:1] if about.compared else ()
    return (*found, *words.flags_in_full(line), *caveat)


def _threat(about: Told, line: Line) -> str:
    """Say which share of the threat a challenge is; of nothing there is no share."""
    if not any(one.threat for one in about.picture.lines):
        return _("Nothing was recorded in twelve months, so nothing has a share.")
    return _("Share of the threat in twelve months: %(share)s.") % {"share": percent(line.threat)}


def _resources(about: Told, line: Line) -> str:
    if not any(one.resources for one in about.picture.lines):
        return _("No measure of %(year)s is entered yet.") % {"year": about.year}
    said = _("Share of resources in %(year)s: %(share)s.")
    return said % {"year": about.year, "share": percent(line.resources)}


def _trend(line: Line | None) -> tuple[str, ...]:
    """Say how many there were in each of two years, and what that makes of it."""
    if line is None:
        return ()
    if not line.newer and not line.older:
        return (_("Nothing was recorded in two years."),)
    newer = ngettext(
        "%(count)s incident in the last twelve months",
        "%(count)s incidents in the last twelve months",
        line.newer,
    ) % {"count": whole(line.newer)}
    older = _("%(count)s in the twelve before") % {"count": whole(line.older)}
    return (f"{newer}, {older}. {words.direction(line)}.",)
