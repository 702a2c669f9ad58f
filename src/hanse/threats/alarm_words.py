"""An alarm as one sentence: what rose, where, when, and how much against what was expected."""

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hanse.shared.numbers import whole
from hanse.threats.figures.trend import LONG_MONTH
from hanse.threats.models import Alarm, Notice
from hanse.threats.vocabulary import EVERYTHING, label_of


def what_rose(alarm: Alarm) -> str:
    """Say what rose, for those who may know the city's counts.

    Sentences are whole, so that each language can order its parts.
    """
    alone, beside = _rose(alarm)
    return (alone if alarm.expected is None else beside) % {
        "what": name_of(alarm),
        "city": alarm.owner.name if alarm.owner else "",
        "observed": whole(alarm.observed),
        "expected": number_format(alarm.expected or 0, 1),
        "day": date_format(alarm.day or alarm.week),
        "month": _month(alarm),
    }


def _rose(alarm: Alarm) -> tuple[str, str]:
    """Return the sentence without and with what was expected."""
    if alarm.day:
        return _("%(what)s rose in %(city)s: %(observed)s in the seven days to %(day)s"), _(
            "%(what)s rose in %(city)s: %(observed)s in the seven days to %(day)s, where "
            "%(expected)s were expected"
        )
    if alarm.month:
        return _("%(what)s rose in %(city)s: %(observed)s in the month of %(month)s"), _(
            "%(what)s rose in %(city)s: %(observed)s in the month of %(month)s, where "
            "%(expected)s were expected"
        )
    return _("%(what)s rose in %(city)s: %(observed)s in the week of %(day)s"), _(
        "%(what)s rose in %(city)s: %(observed)s in the week of %(day)s, where %(expected)s "
        "were expected"
    )


def name_of(one: Alarm | Notice) -> str:
    """Say of what an alarm speaks; those of a month count no incident of which a day is known."""
    if one.month and one.category == EVERYTHING:
        return _("All incidents known to the month")
    return label_of(one.category)


def when(one: Alarm | Notice) -> str:
    """Say of what time an alarm speaks."""
    if one.month:
        return _("month of %(month)s") % {"month": _month(one)}
    if isinstance(one, Alarm) and one.day:
        return _("seven days to %(day)s") % {"day": date_format(one.day)}
    return _("week from %(day)s") % {"day": date_format(one.week)}


def compared_with(alarm: Alarm) -> str:
    """Say from when to when the baseline goes, and how much of it is known."""
    first, last = alarm.baseline_first, alarm.baseline_last
    form = LONG_MONTH if alarm.month else "DATE_FORMAT"
    span = f"{date_format(first, form)} – {date_format(last, form)}"  # noqa: RUF001 - a range
    number = alarm.baseline_weeks
    known = ngettext("%(count)s week known", "%(count)s weeks known", number)
    if alarm.month:
        known = ngettext("%(count)s month known", "%(count)s months known", number)
    return f"{span}, {known % {'count': number}}"


def sentences_of(alarm: Alarm) -> dict[str, str]:
    """Return what its page says of the alarm's week, month or days."""
    if alarm.month:
        return {
            "fell": _("Later reports brought this month below its threshold."),
            "leave_out": _("Leave this month out of later baselines"),
            "take_in": _("Take this month back into later baselines"),
            "stands": _("stands among all series of that month"),
            "weaker": _("not among the strongest of that month"),
            "observations": _("Observations of that month"),
        }
    days = _("Observations of these seven days") if alarm.day else _("Observations of that week")
    return {
        "fell": _("Later reports brought this week below its threshold."),
        "leave_out": _("Leave this week out of later baselines"),
        "take_in": _("Take this week back into later baselines"),
        "stands": _("stands among all series of that week"),
        "weaker": _("not among the strongest of that week"),
        "observations": days,
    }


def nature(alarm: Alarm) -> str:
    """Say what sort of rise it is, where it is not one week against its season."""
    if alarm.trigger:
        return _("daily check: %(title)s") % {"title": alarm.trigger.title}
    if alarm.sustained:
        return (
            _("a slow rise over many months") if alarm.month else _("a slow rise over many weeks")
        )
    return _("watch: the history is short and uneven") if alarm.watch else ""


def numbers_of(alarm: Alarm) -> str:
    """Say how much was reported, and how much of it was to be expected."""
    observed = whole(alarm.observed)
    if alarm.expected is None:
        return _("%(observed)s reported") % {"observed": observed}
    return _("%(observed)s reported, %(expected)s expected") % {
        "observed": observed,
        "expected": number_format(alarm.expected, 1),
    }


def _month(one: Alarm | Notice) -> str:
    return date_format(one.month, LONG_MONTH) if one.month else ""
