"""The members' map and list, and the page of a city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hanse.cities import pages
from hanse.cities.queries import listed
from hanse.shared.access import access


@access("anyone")
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Show the members on a map and in a list, filtered as the address says."""
    return render(request, "cities/members.html", pages.members_page(request.GET, request.user))


@access("anyone")
@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one city as the reader may see it."""
    found = get_object_or_404(listed().select_related("parent"), slug=slug)
    return render(request, "cities/city.html", pages.city_page(found, request.user))
