"""The rooms of events; everything is read through what the reader may see."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from hanse.accounts.rules import is_secretariat
from hanse.events.calendar import calendar_file, feed
from hanse.events.document import as_record
from hanse.events.forms.events import EventFilter
from hanse.events.models import Event
from hanse.events.pages import events as pages
from hanse.events.pages.attendance import beside_event
from hanse.events.pages.room import told_beside
from hanse.events.queries import matching, visible_to, with_lists
from hanse.shared.access import access
from hanse.shared.downloads import MEDIA_TYPES, download
from hanse.shared.network import current_network


@access("anyone")
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """List the events, filtered by what the address says."""
    context = pages.list_page(visible_to(request.user), request)
    context["plans"] = is_secretariat(request.user)
    return render(request, "events/events.html", context)


@access("anyone")
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything known of one event."""
    found = _found(request, slug)
    beside = beside_event(found, request.user) | told_beside(found, request.user)
    context = {**pages.event_page(found), **beside}
    return render(request, "events/event.html", context)


@access("anyone")
@require_safe
def event_data(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one event out as data."""
    text = json.dumps(as_record(_found(request, slug)), ensure_ascii=False, indent=1)
    return HttpResponse(text + "\n", content_type=MEDIA_TYPES["json"])


@access("anyone")
@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one event out as a calendar file."""
    found = _found(request, slug)
    content = calendar_file([found], name=found.title, home=home_of(request))
    return download(content, f"{found.slug}.ics")


@access("anyone")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Give the events asked for out as a calendar to subscribe to."""
    content = calendar_file(_asked(request), name=_name(), home=home_of(request))
    return HttpResponse(content, content_type=MEDIA_TYPES["ics"])


@access("anyone")
@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """Give the events asked for out as a feed."""
    content = feed(_asked(request), title=_name(), home=home_of(request))
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _found(request: HttpRequest, slug: str) -> Event:
    return with_lists([get_object_or_404(visible_to(request.user), slug=slug)])[0]


def _asked(request: HttpRequest) -> list[Event]:
    visible = visible_to(request.user)
    wanted = EventFilter(request.GET, events=visible).wanted()
    return with_lists(matching(visible, wanted))


def _name() -> str:
    return gettext("%(network)s: events") % {"network": current_network().name}


def home_of(request: HttpRequest) -> str:
    """Return the address of the site, without a slash at its end."""
    return request.build_absolute_uri("/").rstrip("/")
