"""What the pages about triggers show: which there are, and what rose in one's city since."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.accounts.models import NetworkRole, User
from hanse.cities.models import Authority
from hanse.shared.numbers import whole
from hanse.sharing.actors import actor_of
from hanse.threats.alarm_words import what_rose
from hanse.threats.figures.weeks import WeeksFigure, weeks_figure
from hanse.threats.forms.triggers import EndForm, TriggerForm
from hanse.threats.insights.daily import ONE_DAY, SMALLEST, Rise, rises
from hanse.threats.models import Alarm, Eep, Trigger
from hanse.threats.pages.sections import sections_of
from hanse.threats.queries import own_cities
from hanse.threats.queries.alarms import alarms_visible_to
from hanse.threats.queries.daily import daily_counts, triggers_visible_to
from hanse.threats.queries.local_time import today_in
from hanse.threats.vocabulary import EVERYTHING, label_of

MOST = 100


def list_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return the triggers this reader may see, those that are checked first."""
    found = list(triggers_visible_to(person).select_related("owner")[:MOST])
    over = {one.pk: one.is_over(_today(one, person)) for one in found}
    return {
        "sections": sections_of(request, person),
        "checked": [one for one in found if not over[one.pk]],
        "past": [one for one in found if over[one.pk]],
    }


def form_page(form: TriggerForm) -> dict[str, Any]:
    """Return the question what happened and for how long it is checked."""
    return {"form": form, "sections": []}


def trigger_page(
    request: HttpRequest, trigger: Trigger, person: User, form: EndForm
) -> dict[str, Any]:
    """Return a trigger with what rose since, in the one of the reader's cities they look at."""
    cities = list(own_cities(person))
    if trigger.owner_id:
        cities = [city for city in cities if city.pk == trigger.owner_id]
    asked = request.GET.get("city", "")
    city = next((one for one in cities if one.slug == asked), cities[0] if cities else None)
    return {
        "sections": sections_of(request, person),
        "trigger": trigger,
        "labels": [label_of(key) for key in trigger.categories],
        "city": city,
        "cities": [(one, f"?city={one.slug}", one == city) for one in cities],
        "over": trigger.is_over(_today(trigger, person)),
        "kinds": _kinds(city, trigger) if city else [],
        "alarms": _alarms(trigger, city, person),
        "form": form if may_end(trigger, person) and not trigger.ended_at else None,
    }


def rise_figure(rise: Rise, title: str, source: str = "") -> SafeString:
    """Return the days after a trigger, each with the six before it."""
    begins = tuple(rise.first_day + n * ONE_DAY for n in range(len(rise.observed)))
    return weeks_figure(
        WeeksFigure(
            title, begins, rise.observed, rise.expected, rise.threshold, rise.marked,
            source, of="day",
        )
    )  # fmt: skip


def may_end(trigger: Trigger, person: User) -> bool:
    """Tell whether a check is this person's to end: of their city, or as secretariat of all."""
    if trigger.owner_id is None:
        return person.network_role == NetworkRole.SECRETARIAT
    return trigger.owner_id in actor_of(person).cities


def _today(trigger: Trigger, person: User) -> Any:  # noqa: ANN401 - a date
    city = trigger.owner or next(iter(own_cities(person)), None) or Authority()
    return today_in(city)


def _kinds(city: Authority, trigger: Trigger) -> list[dict[str, Any]]:
    """Return the rise of what happened, and apart from it of what people feel."""
    found = []
    words = {Eep.EVIDENCED: _("What happened"), Eep.EXPERIENCED: _("What people feel")}
    for eep, title in words.items():
        rows = rises(daily_counts(city, trigger, eep=eep))
        shown = sorted((one for one in rows if one.since), key=_order)
        if shown:
            found.append(
                {
                    "title": title,
                    "rows": [_row(one) for one in shown],
                    "figures": [
                        rise_figure(one, _title(one, city)) for one in shown if any(one.marked)
                    ],
                }
            )
    return found


def _order(rise: Rise) -> tuple[bool, bool, int]:
    return rise.name != EVERYTHING, not any(rise.marked), -rise.since


def _row(rise: Rise) -> dict[str, str]:
    few = rise.since < SMALLEST
    clear = rise.low is not None and rise.low > 1 and not few
    return {
        "name": label_of(rise.name),
        "since": whole(rise.since),
        "before": whole(rise.before),
        "times": "" if few else _decimal(rise.times),
        "span": "" if few or rise.times is None else _span(rise),
        "said": _("risen") if clear else _("too few to say") if few else _("not clear"),
        "alarm": _("yes") if any(rise.marked) else "",
    }


def _span(rise: Rise) -> str:
    return f"{_decimal(rise.low)} – {_decimal(rise.high)}"  # noqa: RUF001 - a range


def _title(rise: Rise, city: Authority) -> str:
    return _("%(name)s in %(city)s: seven days at a time") % {
        "name": label_of(rise.name),
        "city": city.name,
    }


def _alarms(trigger: Trigger, city: Authority | None, person: User) -> list[tuple[Alarm, str]]:
    found = alarms_visible_to(person).filter(trigger=trigger, owner=city).select_related("owner")
    return [(one, what_rose(one)) for one in found.order_by("-day", "category")] if city else []


def _decimal(value: float | None) -> str:
    return "" if value is None else str(number_format(value, 1))
