"""The shared picture: what cities published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hanse.cities.models import Authority
from hanse.cities.queries import listed
from hanse.shared.access import access
from hanse.shared.downloads import download
from hanse.sharing.actors import reader_of
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
