"""Lists of members: handing one over, checking it, importing it, and taking one along."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.accounts.models import User
from hanse.accounts.rules import is_staff
from hanse.cities.actions import importing
from hanse.cities.actions.exporting import note_export
from hanse.cities.exporting import TABLES, WRITERS
from hanse.cities.forms.lists import ColumnsForm, UploadForm
from hanse.cities.forms.members import MemberFilter
from hanse.cities.models import MemberImport
from hanse.cities.pages import import_page
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.downloads import download
from hanse.shared.errors import InputError
from hanse.shared.written_form import WrittenForm


@access("keep the register")
@never_cache
@READ_OR_SEND
def import_members(request: HttpRequest) -> HttpResponse:
    """Take a table in; nothing of it is stored in the register yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            content = upload.read(importing.LIMITS.size + 1)
            kept = importing.take_in(
                name=upload.name[:200],
                content=content,
                by=person_of(request),
                written=form.written(),
            )
        except InputError as problem:
            form.add_error("file", _told(problem))
        else:
            return redirect("cities:import", pk=kept.pk)
    return render(request, "cities/import_members.html", {"form": form})


@access("keep the register")
@never_cache
@READ_OR_SEND
def check_import(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what importing a table would do; choose its columns; import it."""
    kept = get_object_or_404(MemberImport, pk=pk)
    if kept.done_at:
        return render(request, "cities/import_done.html", {"kept": kept})
    table = importing.opened(kept)
    said = WrittenForm(
        request.POST if "read" in request.POST else None, sheets=table.sheets, now=kept.written
    )
    if said.is_valid():
        try:
            importing.read_as(kept, said.written())
        except InputError as problem:
            said.add_error(None, _told(problem))
        else:
            return redirect("cities:import", pk=pk)
    sent = request.POST if "choose" in request.POST else None
    form = ColumnsForm(table.header, kept.columns, sent)
    if form.is_valid():
        importing.choose_columns(kept, form.columns())
        return redirect("cities:import", pk=pk)
    if "import" in request.POST:
        try:
            importing.finish(kept, by=person_of(request))
        except importing.NotReadyError as problem:
            messages.error(request, str(problem))
        return redirect("cities:import", pk=pk)
    context = import_page(kept, table, form) | {"written": said}
    return render(request, "cities/import_check.html", context)


def _told(problem: InputError) -> str:
    row = _("Row %(row)d: ") % {"row": problem.row} if problem.row else ""
    return f"{row}{problem.problem}. {problem.mend}."


@access("anyone")
@require_safe
def export(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """Give the members, or the contacts the reader may see, as a table to take along."""
    if what not in TABLES or form not in WRITERS:
        raise Http404
    wanted = MemberFilter(request.GET, staff=is_staff(request.user)).wanted()
    header, rows = TABLES[what](wanted, request.user)
    if isinstance(request.user, User):
        note_export(what, request.user, rows=len(rows), form=form)
    response = download(WRITERS[form](what, header, rows), f"{what}.{form}")
    response["X-Robots-Tag"] = "noindex"
    return response
