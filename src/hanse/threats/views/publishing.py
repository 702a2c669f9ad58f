"""How a city publishes: ask what would go out, look it over, let just that go out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hanse.accounts.doors import person_of
from hanse.cities.doors import city_at_door
from hanse.cities.models import Authority
from hanse.cities.queries import listed_city
from hanse.shared.access import READ_OR_SEND, access
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions import previewing, releasing
from hanse.threats.forms.releasing import PublishForm, held_back
from hanse.threats.models import Preview
from hanse.threats.pages import publishing as pages
from hanse.threats.queries.releases import preview_of


@access("edit a city", of=listed_city)
@never_cache
@READ_OR_SEND
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what would go out, and let it go out."""
    person, city = person_of(request), city_at_door(request, slug)
    preview = preview_of(city, person)
    seen = previewing.look_of(preview)
    sent = request.method == "POST"
    form = PublishForm(request.POST if sent else None)
    if sent and (preview is None or seen is None or "again" in request.POST):
        held = held_back(request.POST.getlist("hold")) if seen else None
        previewing.ask_for(city, person, held=held)
        return redirect("threats:publish", slug=slug)
    if sent and preview and form.is_valid():
        return _go_on(request, city, preview, form)
    context = pages.publish_page(request, city, preview, seen) | {"form": form}
    return render(request, "threats/shared/publish.html", context)


def _go_on(
    request: HttpRequest, city: Authority, preview: Preview, form: PublishForm
) -> HttpResponse:
    """Publish what was looked over, or have it worked out again when it is not that any more."""
    person, held = person_of(request), held_back(request.POST.getlist("hold"))
    again = redirect("threats:publish", slug=city.slug)
    if held != previewing.held_by(preview):
        previewing.ask_for(city, person, held=held)
        messages.info(request, _("What is held back has changed. Look it over once more."))
        return again
    label, attempt = SharingLabel(form.cleaned_data["label"]), form.cleaned_data["attempt"]
    try:
        release = previewing.publish_seen(preview, person, attempt=attempt, label=label)
    except previewing.OutdatedError:
        previewing.ask_for(city, person)
        messages.warning(
            request,
            _("Nothing went out: what is counted has changed since this was worked out."
              " Look it over once more."),
        )  # fmt: skip
        return again
    except releasing.NothingToPublishError:
        messages.info(request, _("Everything that may be out is out."))
        return again
    messages.success(request, _("Version %(number)s is out.") % {"number": release.version})
    return redirect("threats:shared-city", slug=city.slug)
