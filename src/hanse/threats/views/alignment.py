"""Where money and threat part ways: a city's page, its paper, and editing what it rests on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hanse.cities.doors import city_at_door
from hanse.cities.models import Authority
from hanse.cities.queries import listed_city
from hanse.cities.rules import may_edit
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.documents.paper_files import ENDINGS, paper_file
from hanse.shared.downloads import download
from hanse.threats.actions import measures as store
from hanse.threats.forms.measures import CoverageForm, MeasureForm
from hanse.threats.insights.alignment import categories
from hanse.threats.models import Coverage, Measure
from hanse.threats.pages.alignment import Told, alignment_page, told
from hanse.threats.pages.alignment_paper import paper_of
from hanse.threats.queries.measures import coverage_of, measures_of
from hanse.threats.vocabulary import label_of


@access("see a city from inside", of=listed_city)
@require_safe
def alignment(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the alignment of one's own city."""
    about = _told(request, slug)
    context = alignment_page(about, may_edit=may_edit(request.user, about.city))
    return render(request, "threats/alignment/page.html", context)


@access("see a city from inside", of=lambda slug, ending: listed_city(slug))  # noqa: ARG005 - named by the address
@require_safe
def alignment_paper(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Hand the page out as a paper."""
    if ending not in ENDINGS:
        raise Http404
    paper = paper_file(paper_of(_told(request, slug)), ending)
    return download(paper, f"{slug}-alignment.{ending}")


@access("edit a city", of=listed_city)
@READ_OR_SEND
def add_measure(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a measure of one's own city."""
    city = city_at_door(request, slug)
    return _measure(request, city, Measure(owner=city, year=timezone.localdate().year))


@access("edit a city", of=lambda slug, pk: listed_city(slug))  # noqa: ARG005 - named by the address
@READ_OR_SEND
def change_measure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change or remove a measure of one's own city."""
    city = city_at_door(request, slug)
    measure = get_object_or_404(measures_of(city, request.user), pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        store.drop_measure(measure, request.user)
        return redirect("threats:alignment", slug=slug)
    return _measure(request, city, measure)


@access("edit a city", of=lambda slug, category: listed_city(slug))  # noqa: ARG005 - named by the address
@READ_OR_SEND
def coverage(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """Say how far policy covers one category."""
    city = city_at_door(request, slug)
    if category not in categories():
        raise Http404
    kept = coverage_of(city, request.user).filter(category=category).first()
    form = CoverageForm(
        request.POST or None, instance=kept or Coverage(owner=city, category=category)
    )
    if request.method == "POST" and form.is_valid():
        store.keep_coverage(form.save(commit=False), city, request.user)
        return redirect("threats:alignment", slug=slug)
    context = {"city": city, "form": form, "category": label_of(category)}
    return render(request, "threats/alignment/coverage.html", context)


def _measure(request: HttpRequest, city: Authority, measure: Measure) -> HttpResponse:
    form = MeasureForm(request.POST or None, instance=measure)
    if request.method == "POST" and form.is_valid():
        store.keep_measure(form.save(commit=False), city, request.user)
        return redirect("threats:alignment", slug=city.slug)
    context = {"city": city, "form": form, "measure": measure}
    return render(request, "threats/alignment/measure.html", context)


def _told(request: HttpRequest, slug: str) -> Told:
    city = city_at_door(request, slug)
    year = request.GET.get("year", "")
    return told(
        city,
        request.user,
        year=int(year) if year.isascii() and year.isdigit() else None,
        unit=request.GET.get("unit", ""),
    )
