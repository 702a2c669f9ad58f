"""A city's own observations for other systems: STIX 2.1 and MISP."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.shared.access import access
from hanse.shared.downloads import download
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing import audit
from hanse.threats.exchange.misp import as_misp
from hanse.threats.exchange.stix import as_stix
from hanse.threats.pages import observing as pages
from hanse.threats.queries.telling import for_readers_of, told

FORMS = {
    "stix": (as_stix, "application/stix+json;version=2.1"),
    "misp": (as_misp, "application/json"),
}


@access("report for a city")
@never_cache
@require_safe
def export_for_systems(request: HttpRequest, form: str) -> HttpResponse:
    """Write what is filtered as the list is; `readers` leaves out what is narrower than a label."""
    if form not in FORMS:
        raise Http404
    label = _readers(request)
    person = person_of(request)
    chosen = pages.own_only(person, pages.asked_of(request)[1])
    found = for_readers_of(chosen, label)
    write, kind = FORMS[form]
    body = write(told(found))
    audit.record(
        "export observations",
        "threats.observation:list",
        person,
        rows=found.count(),
        form=form,
        readers=label.value,
    )
    name = f"observations-TLP-{label.value.upper().replace('+', '-')}.{form}.json"
    return download(body, name, media_type=kind)


def _readers(request: HttpRequest) -> SharingLabel:
    """Return for whose eyes the file is: without a word for the city's own."""
    asked = request.GET.get("readers", SharingLabel.AMBER_STRICT.value).lower()
    if asked not in SharingLabel.values:
        raise Http404
    return SharingLabel(asked)
