"""An alarm as one sentence: what rose, where, when, and how much against what was expected."""

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from hanse.shared.numbers import whole
from hanse.threats.models import Alarm
from hanse.threats.vocabulary import label_of


def what_rose(alarm: Alarm) -> str:
    """Say what rose, for those who may know the city's counts.

    Sentences are whole, so that each language can order its parts.
    """
    told = {
        "what": label_of(alarm.category),
        "city": alarm.owner.name if alarm.owner else "",
        "observed": whole(alarm.observed),
        "expected": number_format(alarm.expected or 0, 1),
        "day": date_format(alarm.day or alarm.week),
    }
    if alarm.expected is None:
        if alarm.day:
            return _("%(what)s rose in %(city)s: %(observed)s in the seven days to %(day)s") % told
        return _("%(what)s rose in %(city)s: %(observed)s in the week of %(day)s") % told
    if alarm.day:
        return (
            _(
                "%(what)s rose in %(city)s: %(observed)s in the seven days to %(day)s, where "
                "%(expected)s were expected"
            )
            % told
        )
    return (
        _(
            "%(what)s rose in %(city)s: %(observed)s in the week of %(day)s, where %(expected)s "
            "were expected"
        )
        % told
    )


def nature(alarm: Alarm) -> str:
    """Say what sort of rise it is, where it is not one week against its season."""
    if alarm.trigger:
        return _("daily check: %(title)s") % {"title": alarm.trigger.title}
    if alarm.sustained:
        return _("a slow rise over many weeks")
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
