"""The front page, the search and the pages about the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.home.desk import desk_of
from hanse.home.pages import search_page
from hanse.home.queries import front_page
from hanse.home.reading import reading_sample
from hanse.shared.access import access
from hanse.shared.labels import WORDS


@access("anyone")
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show what the network is, its newest findings and its dialogues."""
    return render(request, "home/front.html", {"front": front_page(None)})


@access("anyone")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything the reader may see."""
    return render(request, "home/search.html", search_page(request.GET, request.user))


@access("signed in")
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for whoever is signed in, and what comes next."""
    shown = desk_of(person_of(request), request.GET.get("of", ""))
    return render(request, "home/desk.html", {"desk": shown})


@access("anyone")
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say who runs this, how it works and how to read its figures."""
    return render(request, "home/about.html", {"sample": reading_sample(), "labels": WORDS})


@access("anyone")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what works for whom, what does not yet, and how that was checked."""
    return render(request, "home/accessibility.html")
