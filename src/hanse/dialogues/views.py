"""The rooms of a dialogue; everything is read through what the reader may see."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition, conditional_page, require_safe
from django_htmx.http import HttpResponseClientRefresh

from hanse.dialogues import pages
from hanse.dialogues.models import Dialogue, StoredAnalysis
from hanse.dialogues.queries import (
    current_analysis,
    document_of,
    listed_for,
    result_of,
    results_of,
    visible_to,
)
from hanse.shared.access import access
from hanse.shared.downloads import MEDIA_TYPES, download
from hanse.sharing.actors import reader_of

View = Callable[..., HttpResponse]


def reloads_when_ready(view: View) -> View:
    """Tell a page that waits to load itself anew once there is something to show."""

    @wraps(view)
    def watched(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        asks_again = "HX-Request" in request.headers
        ready = asks_again and response.status_code == HTTPStatus.OK
        return HttpResponseClientRefresh() if ready else response

    return watched


@access("anyone")
@require_safe
@conditional_page
def dialogues(request: HttpRequest) -> HttpResponse:
    """List the dialogues."""
    return render(request, "dialogues/dialogues.html", {"entries": listed_for(reader_of(request))})


@access("anyone")
@require_safe
@conditional_page
@reloads_when_ready
def dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what came out of a dialogue."""
    found, analysis = _load(request, slug)
    if analysis is None:
        return _waiting(request, found)
    context = pages.dialogue_page(found, analysis, request.GET)
    return render(request, "dialogues/dialogue.html", context)


@access("anyone")
@require_safe
@conditional_page
@reloads_when_ready
def statements(request: HttpRequest, slug: str) -> HttpResponse:
    """List the statements, filtered and sorted as the address says."""
    found, analysis = _load(request, slug)
    if analysis is None:
        return _waiting(request, found)
    context = pages.statements_page(found, analysis, request.GET)
    return render(request, "dialogues/statements.html", context)


@access("anyone")
@require_safe
@conditional_page
@reloads_when_ready
def statement(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Show one statement with the answers of every bloc."""
    found, analysis = _load(request, slug)
    if analysis is None:
        return _waiting(request, found)
    result = result_of(analysis, ref)
    if result is None:
        raise Http404
    context = pages.statement_page(found, analysis, result)
    return render(request, "dialogues/statement.html", context)


def _document_tag(request: HttpRequest, slug: str) -> str | None:
    found, analysis = _load(request, slug)
    return f'"{analysis.document_sha256}"' if analysis and found else None


@access("anyone")
@require_safe
@condition(etag_func=_document_tag)
def analysis_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve the analysis as `hanse analyse --json` writes it, byte for byte."""
    found, analysis = _load(request, slug)
    if analysis is None:
        return _waiting(request, found)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(document_of(analysis, packed=packed), content_type=MEDIA_TYPES["json"])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.json"'
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@access("anyone")
@require_safe
@condition(etag_func=_document_tag)
def statements_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve the statements with their numbers as a table for a spreadsheet."""
    found, analysis = _load(request, slug)
    if analysis is None:
        return _waiting(request, found)
    table = pages.statements_table(analysis, results_of(analysis))
    return download(table, f"{slug}-statements.csv")


@access("anyone")
@require_safe
@conditional_page
def methods(request: HttpRequest) -> HttpResponse:
    """Explain how the numbers are worked out."""
    return render(request, "dialogues/methods.html")


def _load(request: HttpRequest, slug: str) -> tuple[Dialogue, StoredAnalysis | None]:
    found = get_object_or_404(visible_to(reader_of(request)), slug=slug)
    return found, current_analysis(found)


def _waiting(request: HttpRequest, found: Dialogue) -> HttpResponse:
    """Say that the numbers are being computed; the page looks again by itself."""
    response = render(
        request, "dialogues/waiting.html", {"dialogue": found}, status=HTTPStatus.ACCEPTED
    )
    response.headers["Cache-Control"] = "no-store"
    return response
