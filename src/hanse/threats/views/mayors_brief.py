"""The mayor's page on one challenge, to read, print and take along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hanse.cities.doors import city_at_door
from hanse.cities.queries import listed_city
from hanse.shared.access import access
from hanse.shared.documents.paper import paper_pdf
from hanse.shared.downloads import download
from hanse.threats.figures.weeks import weeks_figure
from hanse.threats.pages.mayors_brief import MayorsBrief, brief_of, brief_paper, lede
from hanse.threats.vocabulary import CATEGORIES


@access("see a city from inside", of=lambda slug, category: listed_city(slug))  # noqa: ARG005 - named by the address
@require_safe
def mayors_brief(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """Show one challenge on one page."""
    brief = _brief(request, slug, category)
    figure = weeks_figure(brief.figure) if brief.figure else ""
    context = {"brief": brief, "city": brief.city, "figure": figure, "lede": lede(brief)}
    return render(request, "threats/brief/page.html", context)


@access("see a city from inside", of=lambda slug, category: listed_city(slug))  # noqa: ARG005 - named by the address
@require_safe
def mayors_brief_pdf(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """Hand the page out as PDF."""
    made = paper_pdf(brief_paper(_brief(request, slug, category)))
    return download(made, f"{slug}-{category}.pdf")


def _brief(request: HttpRequest, slug: str, category: str) -> MayorsBrief:
    if category not in CATEGORIES:
        raise Http404
    return brief_of(city_at_door(request, slug), category, request.user)
