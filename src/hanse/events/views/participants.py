"""Who comes to an event, as the rule of the meeting allows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hanse.events.models import Event
from hanse.events.pages import attendance as pages
from hanse.events.queries import visible_to
from hanse.events.queries.participants import Participants, participants_of
from hanse.shared.access import access
from hanse.shared.downloads import download
from hanse.shared.tables.writing import as_csv


@access("anyone")
@require_safe
def participants(request: HttpRequest, slug: str) -> HttpResponse:
    """List who comes."""
    event, listed = _found(request, slug)
    return render(request, "events/participants.html", pages.participants_page(event, listed))


@access("anyone")
@require_safe
def participants_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the list out as a table; under the Chatham House Rule there is none to take along."""
    event, listed = _found(request, slug)
    if not listed.to_take_along:
        raise Http404
    header = {"city": _("City"), "kind": _("Kind"), "country": _("Country"), "name": _("Name")}
    columns = list(header) if listed.names else list(header)[:-1]
    rows = [[row[column] for column in columns] for row in pages.participant_rows(listed)]
    content = as_csv([header[column] for column in columns], rows)
    return download(content, f"{event.slug}.csv")


def _found(request: HttpRequest, slug: str) -> tuple[Event, Participants]:
    event = get_object_or_404(visible_to(request.user), slug=slug)
    listed = participants_of(event, request.user)
    if listed is None:
        raise Http404
    return event, listed
