"""A city's own invitations: seeing them, answering, and taking them into one's calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.accounts.models import User
from hanse.events import actions
from hanse.events.actions.calendars import make_calendar_key, revoke_calendar_key
from hanse.events.calendar import own_calendar
from hanse.events.forms.answering import COLLEAGUE, ME, AnswerForm, ConsentForm
from hanse.events.models import CalendarKey, Registration
from hanse.events.pages import attendance as pages
from hanse.events.queries.attendance import (
    colleagues_of,
    own_registrations,
    person_with_key,
    with_whole_events,
)
from hanse.events.views.events import home_of
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.downloads import MEDIA_TYPES, download
from hanse.shared.network import current_network
from hanse.shared.tokens import hash_of
from hanse.sharing.acting import acting
from hanse.sharing.actors import keep_actor

State = Registration.State
_COMES = (State.ACCEPTED, State.WAITING)
_IN_CALENDARS = (*_COMES, State.WITHDRAWN)  # a calendar that holds the day learns that it is off


@access("second factor")
@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """List the invitations of one's own city."""
    rows = list(own_registrations(person_of(request)))
    return render(request, "events/invitations.html", pages.own_page(rows, request.GET))


@access("second factor")
@READ_OR_SEND
def answer(request: HttpRequest, slug: str, city: str) -> HttpResponse:
    """Show one invitation and take the answer."""
    person = person_of(request)
    row = _own(person, slug, city)
    colleagues = colleagues_of(row, person)
    sent = request.POST if "answer" in request.POST or "send" in request.POST else None
    form = AnswerForm(sent, colleagues=colleagues, event=row.event)
    consent = ConsentForm(initial={"named": row.named}, event=row.event)
    if "consent" in request.POST:
        return _consent(request, row, person)
    if sent is not None and form.is_valid():
        try:
            _answered(row, person, form)
        except (actions.OverError, actions.CancelledError, actions.WithdrawnError):
            messages.error(request, _("Answers are not taken any more."))
        except actions.NotYoursError:  # the colleague left the city a moment ago
            form.add_error("answer", _("This is not possible any more. Choose again."))
            return render(request, "events/answer.html", _page(row, person, form, consent))
        else:
            messages.success(request, _("Your answer is noted. You can change it here."))
        return redirect("events:answer", slug=slug, city=city)
    return render(request, "events/answer.html", _page(row, person, form, consent))


@access("second factor")
@require_safe
def own_event_calendar(request: HttpRequest, slug: str, city: str) -> HttpResponse:
    """Give the event one comes to out as a calendar file."""
    row = _own(person_of(request), slug, city)
    if row.state not in _IN_CALENDARS:
        raise Http404
    name = row.event.title
    content = own_calendar(
        with_whole_events([row], person_of(request)), name=name, home=home_of(request), in_full=True
    )
    return download(content, f"{slug}.ics")


@access("second factor")
@never_cache
@READ_OR_SEND
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Make, renew or revoke the address of one's own calendar; it is shown once."""
    person = person_of(request)
    token = ""
    if "revoke" in request.POST:
        revoke_calendar_key(person)
        messages.success(request, _("The address leads nowhere any more."))
        return redirect("events:my-calendar")
    if request.method == "POST":
        token = make_calendar_key(person)
    context = {"key": CalendarKey.objects.filter(person=person).first(), "token": token}
    return render(request, "events/my_calendar.html", {**context, "home": home_of(request)})


@access("anyone")
@never_cache
@require_safe
def my_calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give out the calendar of whoever made this address; a revoked one is nothing."""
    person = person_with_key(hash_of(token))
    if person is None:
        raise Http404
    with acting(keep_actor(person)):
        rows = own_registrations(person).filter(person=person, state__in=_IN_CALENDARS)
        name = _("%(network)s: my events") % {"network": current_network().name}
        content = own_calendar(
            with_whole_events(rows, person), name=name, home=home_of(request), in_full=False
        )
    response = HttpResponse(content, content_type=MEDIA_TYPES["ics"])
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _own(person: User, slug: str, city: str) -> Registration:
    """Return an invitation of one's own city; of others there is none."""
    return get_object_or_404(own_registrations(person), event__slug=slug, authority__slug=city)


def _page(
    row: Registration, person: User, form: AnswerForm, consent: ConsentForm
) -> dict[str, object]:
    return pages.answer_page(row, person, form, consent)


def _answered(row: Registration, person: User, form: AnswerForm) -> None:
    asked = form.cleaned_data
    if asked["answer"] == ME:
        actions.accept(row, person, named=asked["named"])
    elif asked["answer"] == COLLEAGUE:
        actions.delegate(row, form.sent(), person)
    else:
        actions.decline(row, person, reason=asked["reason"])


def _consent(request: HttpRequest, row: Registration, person: User) -> HttpResponse:
    form = ConsentForm(request.POST, event=row.event)
    form.is_valid()
    try:
        actions.consent(row, person, named=form.cleaned_data["named"])
    except actions.NotYoursError as problem:
        raise Http404 from problem
    messages.success(request, _("Noted."))
    return redirect("events:answer", slug=row.event.slug, city=row.authority.slug)
