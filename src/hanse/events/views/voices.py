"""The doors to what people say afterwards, and to the files of a meeting."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hanse.accounts.doors import person_of
from hanse.accounts.models import NetworkRole, User
from hanse.events.actions.documents import add_document, remove_document
from hanse.events.actions.voicing import (
    give_feedback,
    give_testimonial,
    own_feedback,
    publish_testimonial,
    withdraw_testimonial,
)
from hanse.events.forms.reporting import DocumentForm
from hanse.events.forms.room import FeedbackForm, TestimonialForm
from hanse.events.models import Event, Testimonial
from hanse.events.pages import room as pages
from hanse.events.queries.room import documents_for, signed_by, testimonials_for
from hanse.events.views.room import event_for, room_for
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.downloads import download
from hanse.sharing.actors import actor_of


@access("second factor")
@READ_OR_SEND
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask somebody who was there how it was."""
    found, person = room_for(request, slug), person_of(request)
    before = own_feedback(found, person)
    begin = {n: getattr(before, n) for n in ("useful", "takes_away", "change")} if before else {}
    form = FeedbackForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        give_feedback(found, form.answers(), person)
        messages.success(request, _("Thank you. Your answers carry no name."))
        return redirect(found)
    context = pages.base(found, person) | {"form": form, "before": before}
    return render(request, "events/feedback.html", context)


@access("secretariat")
@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the secretariat what was answered."""
    context = pages.answers_page(event_for(request, slug), person_of(request))
    return render(request, "events/answers.html", context)


@access("anyone")
@require_safe
def testimonials(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the testimonials the reader may see."""
    context = pages.voices_page(event_for(request, slug), request.user)
    return render(request, "events/testimonials.html", context)


@access("second factor")
@READ_OR_SEND
def testify(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody who was there say something for the public."""
    found, person = room_for(request, slug), person_of(request)
    form = TestimonialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        give_testimonial(found, form.praise(), person, key=form.cleaned_data["key"])
        messages.success(request, _("Thank you. The secretariat decides when your words appear."))
        return redirect("events:testimonials", slug=slug)
    return render(request, "events/testify.html", pages.base(found, person) | {"form": form})


@access("secretariat")
@require_POST
def show_testimonial(request: HttpRequest, slug: str, record: uuid.UUID) -> HttpResponse:
    """Publish words whose author agrees."""
    found, person = event_for(request, slug), person_of(request)
    publish_testimonial(_testimonial(found, person, record), person)
    return redirect("events:testimonials", slug=slug)


@access("second factor")
@require_POST
def take_back_testimonial(request: HttpRequest, slug: str, record: uuid.UUID) -> HttpResponse:
    """End one's consent, or somebody's who asked the secretariat."""
    found, person = event_for(request, slug), person_of(request)
    withdraw_testimonial(_testimonial(found, person, record), person)
    messages.success(request, _("The words are gone."))
    return redirect("events:testimonials", slug=slug)


@access("secretariat")
@READ_OR_SEND
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out a file."""
    found, person = event_for(request, slug), person_of(request)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = {n: form.cleaned_data[n] for n in ("title", "sharing_label", "language")}
        add_document(found, person, form.sniffed, **asked)
        messages.success(request, _("The document is there."))
        return redirect(found)
    return render(request, "events/add_document.html", pages.base(found, person) | {"form": form})


@access("anyone")
@require_safe
def document(request: HttpRequest, slug: str, record: uuid.UUID) -> HttpResponse:
    """Give a file out, never to be opened inside our own pages."""
    visible = documents_for(event_for(request, slug), request.user).defer(None)
    found = get_object_or_404(visible, record=record)
    label = found.sharing_label.replace("+", "-")
    name = f"tlp-{label}-{slugify(found.title)[:80] or 'document'}.{found.kind}"
    response = download(bytes(found.content), name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; sandbox; frame-ancestors 'none'"
    )
    return response


@access("secretariat")
@require_POST
def remove(request: HttpRequest, slug: str, record: uuid.UUID) -> HttpResponse:
    """Take a file away."""
    found, person = event_for(request, slug), person_of(request)
    remove_document(get_object_or_404(documents_for(found, person), record=record), person)
    messages.success(request, _("The document is gone."))
    return redirect(found)


def _testimonial(event: Event, person: User, record: uuid.UUID) -> Testimonial:
    """Return a testimonial for its author or for the secretariat; for others there is none."""
    shown = testimonials_for(event, person)
    if actor_of(person).network_role != NetworkRole.SECRETARIAT:
        shown = shown.filter(signed_by(person))
    return get_object_or_404(shown, record=record)
