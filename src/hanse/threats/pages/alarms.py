"""What the pages about alarms show, put together from reads and results."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.accounts.models import User
from hanse.cities.rules import may_edit
from hanse.shared.numbers import percent
from hanse.threats import shared_words
from hanse.threats.alarm_words import compared_with, name_of, numbers_of, sentences_of, when
from hanse.threats.figures.trend import LONG_MONTH
from hanse.threats.figures.weeks import WeeksFigure, weeks_figure
from hanse.threats.forms.alarms import AnswerForm, DigestForm
from hanse.threats.insights.alarms import share_with_interval
from hanse.threats.insights.daily import rises
from hanse.threats.insights.weeks import Episode, episodes_of, weeks_of
from hanse.threats.models import (
    OPEN,
    Agreement,
    Alarm,
    Notice,
    Observation,
    Status,
)
from hanse.threats.pages.sections import sections
from hanse.threats.pages.triggers import rise_figure
from hanse.threats.queries import monthly_counts, own_cities, visible_to, weekly_counts
from hanse.threats.queries.alarms import (
    alarms_visible_to,
    letters_of,
    newest_first,
    notices_visible_to,
    results_of,
)
from hanse.threats.queries.daily import daily_counts
from hanse.threats.vocabulary import label_of

MOST = 200
CITIES_TO_TELL, WEEKS_APART = 3, 2
FOUND = ("observed", "expected", "threshold", "raised")


@dataclass(frozen=True, slots=True)
class Row:
    """One alarm in words."""

    alarm: Alarm
    name: str
    when: str
    numbers: str


def list_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return the alarms of the reader's cities, those that wait first."""
    found = alarms_visible_to(person).select_related("owner", "in_charge", "trigger")[:MOST]
    rows = [row_of(alarm) for alarm in newest_first(found)]
    cities = list(own_cities(person))
    agreed = dict(Agreement.objects.filter(owner__in=cities).values_list("owner", "alarms"))
    return {
        "sections": sections(request),
        "waiting": [row for row in rows if row.alarm.is_open and row.alarm.stands],
        "answered": [row for row in rows if not (row.alarm.is_open and row.alarm.stands)],
        "several": len(cities) > 1,
        "cities": [(city, agreed.get(city.pk, False), may_edit(person, city)) for city in cities],
        "digest": DigestForm(initial={"how": letters_of(person)}),
        "simulated": any(row.alarm.simulated for row in rows),
    }


def row_of(alarm: Alarm) -> Row:
    """Return one alarm as the list shows it."""
    return Row(alarm, name_of(alarm), when(alarm), numbers_of(alarm))


def alarm_page(
    request: HttpRequest, alarm: Alarm, person: User, form: AnswerForm
) -> dict[str, Any]:
    """Return one alarm with everything it rests on."""
    row, observations = row_of(alarm), _observations(alarm, person)
    sources = shared_words.sources(one.source_class for one, _labels in observations)
    return {
        "sections": sections(request),
        "row": row,
        "alarm": alarm,
        "form": form,
        "figure": _figure_of(alarm, row, sources),
        "history": history(alarm, person),
        "observations": observations,
        "compared": compared_with(alarm),
        "says": sentences_of(alarm),
        "ratio": f"{alarm.observed / alarm.expected:.1f}" if alarm.expected else "",
    }


def _figure_of(alarm: Alarm, row: Row, sources: str) -> SafeString | str:
    """Return the weeks or months up to now, or the days after the trigger; else nothing."""
    assert alarm.owner is not None  # noqa: S101 - the database keeps no alarm without a city
    title = _("%(name)s in %(city)s: %(numbers)s") % {
        "name": row.name,
        "city": alarm.owner.name,
        "numbers": row.numbers,
    }
    if alarm.trigger:
        counts = daily_counts(alarm.owner, alarm.trigger, eep=alarm.eep)
        found = [one for one in rises(counts) if one.name == alarm.category]
        return rise_figure(found[0], title, sources) if found else ""
    count = monthly_counts if alarm.month else weekly_counts
    weeks = weeks_of(count(alarm.owner, eep=alarm.eep), alarm.category)
    if not weeks:
        return ""
    return weeks_figure(
        WeeksFigure(
            title, weeks.begins, weeks.observed, weeks.expected, weeks.threshold, weeks.marked,
            sources, of="month" if weeks.by_month else "week",
        )
    )  # fmt: skip


def history(alarm: Alarm, person: User) -> list[dict[str, Any]]:
    """Return what the evaluations said of the alarm, newest first, and from when each held.

    Looks that found the same are one.
    """
    rows: list[dict[str, Any]] = []
    for as_of, result in results_of(alarm, person):
        same = bool(rows) and all(rows[-1][key] == result[key] for key in FOUND)
        looks = rows.pop()["looks"] + 1 if same else 1
        rows.append({"as_of": as_of, "looks": looks, **result})
    return rows


def _observations(alarm: Alarm, person: User) -> list[tuple[Observation, list[str]]]:
    found = visible_to(person).filter(record__in=alarm.observations).order_by("occurred_on", "id")
    return [(one, [label_of(label) for label in one.labels]) for one in found]


def detectors_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return per detector how many of its alarms turned out to be false."""
    records: dict[tuple[str, bool], dict[str, int]] = {}
    every = alarms_visible_to(person).order_by().values_list("detector", "month", "status")
    for detector, month, status in every:
        kept = records.setdefault((detector, bool(month)), dict.fromkeys(Status.values, 0))
        kept[status] += 1
    rows = []
    for (detector, by_month), kept in sorted(records.items()):
        decided = kept[Status.EXPLAINED] + kept[Status.DISMISSED]
        share = share_with_interval(kept[Status.EXPLAINED], decided) if decided else None
        rows.append(
            {
                "detector": _("%(detector)s, by month") % {"detector": detector}
                if by_month
                else detector,
                "raised": sum(kept.values()),
                "waiting": sum(kept[status] for status in OPEN),
                "explained": kept[Status.EXPLAINED],
                "dismissed": kept[Status.DISMISSED],
                "real": percent(share[0]) if share else "",
                "span": f"{percent(share[1])} – {percent(share[2])}" if share else "",  # noqa: RUF001 - a range
            }
        )
    return {"sections": sections(request), "rows": rows}


def past_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return the episodes that the city's record holds, found as if each were the newest."""
    found = [
        (
            city,
            _named(episodes_of(weekly_counts(city))),
            _named(episodes_of(monthly_counts(city))),
        )
        for city in own_cities(person)
    ]
    return {"sections": sections(request), "cities": found}


def _named(episodes: list[Episode]) -> list[tuple[Episode, str]]:
    return [(one, label_of(one.series)) for one in episodes]


def network_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return what the network hears: the alarms that stand among all series, or all of them."""
    every = "every" in request.GET
    notices = list(notices_visible_to(person).select_related("owner")[:MOST])
    shown = notices if every else [one for one in notices if one.network]
    return {
        "sections": sections(request),
        "notices": [(one, name_of(one), when(one)) for one in shown],
        "every": every,
        "together": together(notices),
        "simulated": any(one.simulated for one in shown),
    }


def together(notices: list[Notice]) -> list[tuple[str, list[str], str]]:
    """Return the categories in which three cities were alarmed together, newest first.

    Weeks are near each other within two weeks; months, which are named, if they are the same.
    """
    found: dict[tuple[str, bool], tuple[str, list[str], str]] = {}
    for one in notices:  # newest first
        near = {other.owner.name for other in notices if other.owner and _are_near(one, other)}
        key = one.category, one.month is not None
        if one.category and len(near) >= CITIES_TO_TELL and key not in found:
            month = date_format(one.month, LONG_MONTH) if one.month else ""
            found[key] = label_of(one.category), sorted(near), month
    return list(found.values())


def _are_near(one: Notice, other: Notice) -> bool:
    if other.category != one.category:
        return False
    if one.month or other.month:
        return other.month == one.month
    return 0 <= (one.week - other.week).days <= 7 * (WEEKS_APART - 1)
