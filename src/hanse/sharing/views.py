"""The page on which stewards read who did what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.shared.access import access
from hanse.sharing import pages


@access("read the audit")
@never_cache
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """List what was done, newest first, filtered as the address says."""
    return render(request, "sharing/audit.html", pages.audit_page(request.GET))
