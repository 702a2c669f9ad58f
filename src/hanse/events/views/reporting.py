"""The doors to a report: to read, print, edit, trace, publish and take back."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hanse.accounts.doors import person_of
from hanse.events.actions.reporting import (
    LostSourceError,
    draft_report,
    publish_report,
    save_report,
    take_back_report,
)
from hanse.events.forms.reporting import PublishForm, ReasonForm, ReportForm
from hanse.events.models import Report
from hanse.events.pages import reporting as pages
from hanse.events.pages.room import base
from hanse.events.papers import as_data, as_paper
from hanse.events.queries.room import reports_for
from hanse.events.views.room import event_for
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.documents.paper_files import ENDINGS, paper_file
from hanse.shared.downloads import MEDIA_TYPES, download
from hanse.sharing.labels import SharingLabel


@access("anyone")
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the report."""
    context = pages.report_page(_found(request, slug), request.user)
    return render(request, "events/report.html", context)


@access("anyone")
@require_safe
def report_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the report out as PDF, Word or data."""
    found = _found(request, slug)
    address = request.build_absolute_uri(found.get_absolute_url())
    if form == "json":
        text = json.dumps(as_data(found, address=address), ensure_ascii=False, indent=1)
        return HttpResponse(text + "\n", content_type=MEDIA_TYPES["json"])
    if form not in ENDINGS:
        raise Http404
    label = found.sharing_label.replace("+", "-")
    name = f"tlp-{label}-report-{found.event.slug}.{form}"
    return download(paper_file(as_paper(found, address=address), form), name)


@access("secretariat")
@require_POST
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the report, or add to it the notes that came since."""
    found, person = event_for(request, slug), person_of(request)
    published = reports_for(person).filter(event=found, status=Report.Status.PUBLISHED)
    if published.exists():
        raise Http404
    draft_report(found, person)
    return redirect("events:edit-report", slug=slug)


@access("secretariat")
@READ_OR_SEND
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Let an editor finish the text."""
    found, person = _draft(request, slug), person_of(request)
    form = ReportForm(request.POST or None, report=found)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        save_report(
            found, person, title=asked["title"], opening=asked["opening"], texts=form.texts()
        )
        messages.success(request, _("The draft is saved."))
        return redirect(found)
    context = pages.edit_page(found, person) | {"form": form}
    return render(request, "events/edit_report.html", context)


@access("secretariat")
@READ_OR_SEND
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the report under a label, with a reason."""
    found, person = _draft(request, slug), person_of(request)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        label = SharingLabel(asked["sharing_label"])
        try:
            publish_report(found, person, label=label, reason=asked["reason"])
        except LostSourceError as lost:
            numbers = ", ".join(map(str, lost.numbers))
            words = _("Take out the sentences from notes that were taken back: %(numbers)s.")
            form.add_error(None, words % {"numbers": numbers})
        else:
            messages.success(request, _("The report is published."))
            return redirect(found)
    context = pages.publish_page(found, person) | {"form": form}
    return render(request, "events/publish_report.html", context)


@access("secretariat")
@READ_OR_SEND
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the published report a draft again."""
    person = person_of(request)
    published = reports_for(person).filter(status=Report.Status.PUBLISHED)
    found = get_object_or_404(published, event=event_for(request, slug))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_back_report(found, person, reason=form.cleaned_data["reason"])
        return redirect(found)
    context = base(found.event, person) | {"form": form, "report": found}
    return render(request, "events/take_back_report.html", context)


@access("secretariat")
@require_safe
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every sentence with the notes it rests on."""
    found = _found(request, slug, "sources")
    context = pages.trace_page(found, person_of(request))
    return render(request, "events/report_sources.html", context)


def _found(request: HttpRequest, slug: str, *more: str) -> Report:
    visible = reports_for(request.user).select_related("event").prefetch_related("parts", *more)
    return get_object_or_404(visible, event=event_for(request, slug))


def _draft(request: HttpRequest, slug: str) -> Report:
    found = _found(request, slug, "sources")
    if found.status != Report.Status.DRAFT:
        raise Http404
    return found
