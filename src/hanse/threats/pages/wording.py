"""Trends as sentences; what cannot be told from the reporting is not told."""

from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.threats.figures.trend import LONG_MONTH
from hanse.threats.insights.trends import Trend, Verdict
from hanse.threats.vocabulary import label_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only

SENTENCES: "dict[Verdict, _StrPromise]" = {
    Verdict.ALARM: _("%(name)s: above what chance explains in the week of %(week)s"),
    Verdict.SUSTAINED: _("%(name)s: a slow rise, shown in the week of %(week)s"),
    Verdict.RISING: _("%(name)s: rising, %(recent)s a week after %(before)s"),
    Verdict.FALLING: _("%(name)s: falling, %(recent)s a week after %(before)s"),
    Verdict.LESS_REPORTED: _("%(name)s: fewer incidents, but fewer reported too; no fall is shown"),
    Verdict.EXPECTED: _("%(name)s: as expected"),
    Verdict.SHORT: _("%(name)s: too little history to judge"),
}
BY_MONTH: "dict[Verdict, _StrPromise]" = {
    **SENTENCES,
    Verdict.ALARM: _("%(name)s: above what chance explains in %(week)s"),
    Verdict.SUSTAINED: _("%(name)s: a slow rise, shown in %(week)s"),
    Verdict.RISING: _("%(name)s: rising, %(recent)s a month after %(before)s"),
    Verdict.FALLING: _("%(name)s: falling, %(recent)s a month after %(before)s"),
}


def title_of(trend: Trend) -> str:
    """Return what a trend shows, as the title of its figure."""
    loud = [begin for begin, one in zip(trend.begins, trend.loud, strict=True) if one]
    sentences, form = (BY_MONTH, LONG_MONTH) if trend.by_month else (SENTENCES, "DATE_FORMAT")
    return str(sentences[trend.verdict]) % {
        "name": label_of(trend.name),
        "week": date_format(loud[-1] if loud else trend.begins[0], form),
        "recent": _rate(trend.recent),
        "before": _rate(trend.before),
    }


def effort_words(*, less_effort: bool) -> str:
    """Say what the reporting allows to tell."""
    if less_effort:
        return gettext(
            "Fewer people or channels reported in the last eight weeks than before. Fewer "
            "incidents may mean less reporting, so no trend is called falling."
        )
    return ""


def _rate(value: float | None) -> str:
    return "–" if value is None else str(number_format(value, 1, use_l10n=True))  # noqa: RUF001 - nothing known
