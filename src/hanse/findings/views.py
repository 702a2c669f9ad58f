"""The rooms of findings; everything is read through what the reader may see."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import condition, conditional_page, require_safe

from hanse.findings import pages
from hanse.findings.models import BriefFile
from hanse.findings.queries import brief_file, content_of, visible_to
from hanse.shared.access import access
from hanse.shared.downloads import download
from hanse.sharing.actors import reader_of


@access("anyone")
@require_safe
@conditional_page
def editions(request: HttpRequest) -> HttpResponse:
    """List the editions."""
    return render(request, "findings/editions.html", {"editions": visible_to(reader_of(request))})


@access("anyone")
@require_safe
@conditional_page
def edition(request: HttpRequest, year: int) -> HttpResponse:
    """Show the findings of a year."""
    found = get_object_or_404(visible_to(reader_of(request)), year=year)
    return render(request, "findings/edition.html", pages.edition_page(found, request))


@access("anyone")
@require_safe
@conditional_page
def finding(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show one finding with all its evidence."""
    found = get_object_or_404(visible_to(reader_of(request)), year=year)
    context = pages.finding_page(found, number, request)
    if context is None:
        raise Http404
    return render(request, "findings/finding.html", context)


def _file_tag(request: HttpRequest, year: int, form: str, version: str = "") -> str | None:
    found = _file(request, year, form, version)
    return f'"{found.sha256}"' if found else None


@access("anyone")
@require_safe
@condition(etag_func=_file_tag)
def brief(request: HttpRequest, year: int, form: str, version: str = "") -> HttpResponse:
    """Serve a brief as it was published."""
    found = _file(request, year, form, version)
    if found is None:
        raise Http404
    label = found.edition.sharing_label.upper()
    name = f"findings-{year}-v{found.version}-TLP-{label}.{form}"
    return download(content_of(found), name)


def _file(request: HttpRequest, year: int, form: str, version: str) -> BriefFile | None:
    found = visible_to(reader_of(request)).filter(year=year).first()
    return brief_file(found, version or found.version, form) if found else None
