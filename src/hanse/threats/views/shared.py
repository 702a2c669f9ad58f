"""The shared picture: what cities published, and how a city publishes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.cities.models import Authority
from hanse.cities.queries import listed, listed_city
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.downloads import download
from hanse.sharing.actors import reader_of
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions import releasing as store
from hanse.threats.forms.releasing import PublishForm, held_back
from hanse.threats.pages import shared as pages
from hanse.threats.queries.releases import releases_visible_to

WRITERS = {"csv": pages.as_table, "json": pages.as_document}


@access("anyone")
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """Show each city against its own past, as far as this reader may see."""
    context = pages.shared_page(request, reader_of(request))
    return render(request, "threats/shared/picture.html", context)


@access("anyone")
@require_safe
def shared_city(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one city published."""
    context = pages.city_page(request, _published(request, slug), reader_of(request))
    return render(request, "threats/shared/city.html", context)


@access("anyone")
@require_safe
def shared_data(request: HttpRequest, ending: str) -> HttpResponse:
    """Give all published values out as data."""
    return _data(request, ending, None)


@access("anyone")
@require_safe
def shared_city_data(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Give the published values of one city out as data."""
    return _data(request, ending, _published(request, slug))


@access("edit a city", of=listed_city)
@READ_OR_SEND
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what would go out, and let it go out."""
    person, city = person_of(request), get_object_or_404(listed(), slug=slug)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        label = SharingLabel(form.cleaned_data["label"])
        held = held_back(request.POST.getlist("hold"))
        try:
            release = store.publish(city, person, label=label, held=held, by=person)
        except store.NothingToPublishError:
            messages.info(request, _("Everything that may be out is out."))
        else:
            messages.success(request, _("Version %(number)s is out.") % {"number": release.version})
            return redirect("threats:shared-city", slug=slug)
    context = pages.preview_page(request, city, store.preview(city)) | {"form": form}
    return render(request, "threats/shared/publish.html", context)


def _published(request: HttpRequest, slug: str) -> Authority:
    city = get_object_or_404(listed(), slug=slug)
    if not releases_visible_to(reader_of(request)).filter(owner=city).exists():
        raise Http404
    return city


def _data(request: HttpRequest, ending: str, city: Authority | None) -> HttpResponse:
    if ending not in WRITERS:
        raise Http404
    name = f"{city.slug if city else 'shared-picture'}.{ending}"
    return download(WRITERS[ending](reader_of(request), city), name)
