"""The threat picture of a reader's own city; everybody else is led to what cities share."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.cities.models import Authority
from hanse.shared.access import access
from hanse.shared.downloads import download
from hanse.sharing import audit
from hanse.sharing.actors import reader_of
from hanse.threats.pages import words
from hanse.threats.pages.picture import picture_page, trend_page
from hanse.threats.pages.sections import sections_of
from hanse.threats.queries import own_cities, with_silence
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING


@access("anyone")
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Show the reader's own city its trends; lead everybody else to the shared picture."""
    reader = reader_of(request)
    cities = list(own_cities(reader).annotate(**with_silence("pk", reader))) if reader else []
    if not cities:
        return redirect("threats:shared")
    city = _chosen(request, cities)
    audit.record("read the picture", city, reader)
    response = render(request, "threats/picture.html", picture_page(request, city, cities))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@access("report for a city")
@require_safe
def trend(request: HttpRequest, category: str) -> HttpResponse:
    """Show one trend over three years."""
    city = _chosen(request, list(own_cities(person_of(request))))
    context = trend_page(request, city, EVERYTHING if category == "all" else category)
    if context is None:
        if "kind" in request.GET and category in {"all", *CATEGORIES}:  # another tab, still empty
            return redirect(f"{reverse('threats:picture')}?{request.GET.urlencode()}")
        raise Http404
    audit.record("read the picture", city, person_of(request), category=category)
    response = render(request, "threats/trend.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@access("anyone")
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Explain how trends are counted and judged."""
    return render(
        request, "threats/methods.html", {"sections": sections_of(request, reader_of(request))}
    )


@access("anyone")
@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    """List the words with their codes and what each code loses."""
    context = {"sections": sections_of(request, reader_of(request)), **words.vocabulary_page()}
    return render(request, "threats/vocabulary.html", context)


@access("anyone")
@require_safe
def vocabulary_csv(request: HttpRequest) -> HttpResponse:
    """Give the words and their codes out as a table."""
    del request
    return download(words.as_table(), words.FILE_NAME)


def _chosen(request: HttpRequest, cities: list[Authority]) -> Authority:
    """Return the city asked for, else the first; another's is not found."""
    asked = request.GET.get("city")
    found = [one for one in cities if asked in (None, "", one.slug)]
    if not found:
        raise Http404
    return found[0]
