"""What the pages about observations show, and the table to take along."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format

from hanse.accounts.models import User
from hanse.shared.paging import page_of
from hanse.shared.tables.writing import as_csv
from hanse.sharing.actors import actor_of
from hanse.threats.disarm import techniques
from hanse.threats.forms import ListFilter
from hanse.threats.models import Earlier, KnownTo, Observation, Reading
from hanse.threats.pages.sections import sections
from hanse.threats.queries import Asked, matching, own_cities, visible_to
from hanse.threats.vocabulary import CATEGORIES, label_of

ON_A_PAGE = 50
HEADER = (
    "record", "city", "occurred_on", "precision", "reported_on", "recorded_at", "labels",
    "vocabulary_version", "nibrs", "eep", "severity", "source_class", "reliability", "credibility",
    "text", "language", "sharing_label", "withdrawn_at", "simulated",
)  # fmt: skip


def asked_of(request: HttpRequest) -> tuple[ListFilter, Asked]:
    """Return the filter as the address fills it in; what is not understood is left open."""
    form = ListFilter(request.GET)
    form.is_valid()
    understood = {k: v for k, v in form.cleaned_data.items() if v}
    return form, Asked(**understood)


def list_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return the observations asked for, a page at a time."""
    form, asked = asked_of(request)
    found = matching(visible_to(person), asked).select_related("owner")
    page = page_of(found, request.GET, ON_A_PAGE)
    return {
        "sections": sections(request),
        "form": form,
        "asked": asked != Asked(),
        "page": page,
        "lines": [line(one) for one in page.object_list],
        "query": request.GET.urlencode(),
        "may_add": bool(actor_of(person).cities),
        "any_simulated": any(one.simulated for one in page.object_list),
    }


def line(observation: Observation) -> dict[str, Any]:
    """Return one observation as the list shows it."""
    return {
        "observation": observation,
        "when": when(observation),
        "labels": [label_of(label) for label in observation.labels],
    }


def detail_page(request: HttpRequest, observation: Observation, person: User) -> dict[str, Any]:
    """Return one observation with everything said of it, now and before."""
    earlier = list(observation.earlier.all())
    return {
        "sections": sections(request),
        "observation": observation,
        "reading": _reading(observation),
        "earlier": [(one, _reading(one)) for one in reversed(earlier)],
        "own": observation.owner_id in actor_of(person).cities,
        "when": when(observation),
        "sent": _sent(request, observation),
        "sharing": observation.sharing_label.upper(),
    }


def _sent(request: HttpRequest, observation: Observation) -> str:
    """Name the draft that was stored just now."""
    if "recorded" in request.GET:
        return "observation"
    return str(observation.record) if "corrected" in request.GET else ""


def when(reading: Reading) -> str:
    """Return a date as precisely as it is known."""
    day = reading.occurred_on
    if reading.precision == KnownTo.YEAR:
        return str(day.year)
    form = "YEAR_MONTH_FORMAT" if reading.precision == KnownTo.MONTH else "DATE_FORMAT"
    return date_format(day, form)


def export(observations: QuerySet[Observation]) -> bytes:
    """Write observations as a table; labels and their codes are separated by semicolons."""
    rows = observations.select_related("owner").order_by("occurred_on", "id")
    return as_csv(HEADER, (_row(one) for one in rows))


def own_only(person: User, asked: Asked) -> QuerySet[Observation]:
    """Return what a reader may take along: what their own cities observed."""
    return matching(visible_to(person), asked).filter(owner__in=own_cities(person))


def _row(one: Observation) -> list[str]:
    codes = (CATEGORIES[label].nibrs for label in one.labels if label in CATEGORIES)
    values: dict[str, object] = {
        **{name: getattr(one, name) for name in HEADER if name not in {"city", "nibrs"}},
        "city": one.owner.name if one.owner else "",
        "nibrs": ";".join(sorted({str(code) for code in codes if code})),
        "labels": ";".join(one.labels),
        "recorded_at": one.recorded_at.isoformat(timespec="seconds"),
        "withdrawn_at": one.withdrawn_at.isoformat(timespec="seconds") if one.withdrawn_at else "",
        "simulated": "yes" if one.simulated else "no",
    }
    return [str(values[name]) for name in HEADER]


def _reading(reading: "Observation | Earlier") -> dict[str, Any]:
    return {
        "when": when(reading),
        "labels": [label_of(label) for label in reading.labels],
        "severity": reading.get_severity_display(),
        "eep": reading.get_eep_display(),
        "source": reading.get_source_class_display(),
        "reliability": reading.get_reliability_display(),
        "credibility": reading.get_credibility_display(),
        "techniques": _named(reading.techniques),
        "reported_on": reading.reported_on,
        "text": reading.text,
        "language": reading.language,
    }


def _named(numbers: Iterable[str]) -> list[str]:
    known = techniques()
    return [f"{known.get(number, '')} ({number})" for number in numbers]
