"""Importing a file: hand it over, say what it means, look, import, take back."""

import uuid
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hanse.accounts.doors import person_of
from hanse.accounts.models import User
from hanse.shared.access import READ_OR_SEND, access
from hanse.shared.downloads import download
from hanse.shared.errors import InputError
from hanse.shared.tables import GUESSED, Written
from hanse.shared.tables.writing import as_csv
from hanse.shared.written_form import WrittenForm
from hanse.threats.actions import import_jobs, import_upload, importing
from hanse.threats.actions.saved_profiles import keep_profile
from hanse.threats.forms.importing import ColumnsForm, UploadForm, WordsForm
from hanse.threats.importing.guessing import propose
from hanse.threats.importing.opening import open_incidents, sheets_of
from hanse.threats.importing.profiles import from_dict
from hanse.threats.models import ImportFile, ImportRun
from hanse.threats.pages import importing as pages
from hanse.threats.pages.sections import sections
from hanse.threats.queries.imports import (
    cities_to_import_for,
    import_runs,
    profiles_for,
    saved_profiles,
)

ERRORS = ("row", "column", "problem", "how to mend it")


@access("report for a city")
@never_cache
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports of one's own cities; say who imports to those who may not."""
    return render(
        request, "threats/imports/list.html", pages.list_page(request, person_of(request))
    )


@access("import incidents")
@never_cache
@READ_OR_SEND
def new_import(request: HttpRequest) -> HttpResponse:
    """Take a file in and try it, or ask for its columns."""
    person = person_of(request)
    cities = list(cities_to_import_for(person))
    known = {key: one.name for city in cities for key, one in profiles_for(city, person).items()}
    form = UploadForm(
        request.POST or None, request.FILES or None, cities=cities, profiles=list(known.items())
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = import_upload.take_in(
            city=form.cleaned_data["city"],
            person=person,
            name=file.name or "",
            content=file.read(),
            wanted=form.cleaned_data["profile"],
        )
        known_kind = run.profile or run.failure
        return redirect(run) if known_kind else redirect("threats:import-columns", run.record)
    context = {"form": form, "sections": sections(request), "one_city": len(cities) == 1}
    return render(request, "threats/imports/new.html", context)


@access("import incidents")
@never_cache
@READ_OR_SEND
def show_import(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Show how far an import has come, and do what its buttons say."""
    run, person = _own(request, record), person_of(request)
    if request.method == "POST":
        with suppress(importing.NotNowError):  # somebody was quicker; the page shows what is so
            _act(request, run, person)
        left = ImportRun.objects.filter(pk=run.pk).exists()
        return redirect(run) if left else redirect("threats:imports")
    return render(request, "threats/imports/run.html", pages.run_page(request, run))


@access("import incidents")
@never_cache
@READ_OR_SEND
def import_columns(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Say which column of a table means what."""
    run, person = _with_file(request, record), person_of(request)
    try:
        table = open_incidents(importing.content_of(run), run.file_name, _written(request, run))
        guess = propose(table, country=run.owner.country if run.owner else "", name=run.file_name)
    except InputError as problem:
        importing.fail(run, str(problem))
        return redirect(run)
    guess = replace(guess, profile=replace(guess.profile, written=_written(request, run)))
    kept = saved_profiles(person).filter(owner=run.owner)
    form = ColumnsForm(
        request.POST or None,
        header=table.header,
        guess=guess,
        kept={one.source: one.name for one in kept},
    )
    if request.method == "POST" and form.is_valid():
        profile = form.profile()
        if form.cleaned_data["save_as"]:
            keep_profile(run, person, profile)
        import_upload.try_with(run, person, profile, place=run.place, complete=run.complete)
        return redirect(run)
    context = pages.first_rows(request, run, table) | {"form": form, "guess": guess}
    return render(request, "threats/imports/columns.html", context)


@access("import incidents")
@never_cache
@READ_OR_SEND
def import_written(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Say how a file is written, where its letters, separator or sheet were guessed wrong."""
    run, person = _with_file(request, record), person_of(request)
    content, now = importing.content_of(run), _written(request, run)
    form = WrittenForm(request.POST or None, sheets=sheets_of(content), now=now)
    if form.is_valid():
        now = form.written()
    context = {"sections": sections(request), "run": run, "form": form}
    try:
        if form.is_valid() and "use" in request.POST:
            if import_upload.read_as(run, person, now):
                return redirect(run)
            asked = urlencode({key: said for key, said in form.cleaned_data.items() if said})
            return redirect(f"{reverse('threats:import-columns', args=[record])}?{asked}")
        context |= pages.first_rows(request, run, open_incidents(content, run.file_name, now))
    except InputError as problem:
        context["problem"] = problem
    return render(request, "threats/imports/written.html", context)


@access("import incidents")
@never_cache
@READ_OR_SEND
def import_words(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Say what the words of a file mean that nobody knows."""
    run, person = _with_file(request, record, tables=False), person_of(request)
    if not run.unknown:
        return redirect(run)
    form = WordsForm(request.POST or None, words=pages.words_of(run))
    if request.method == "POST" and form.is_valid():
        profile = pages.with_meanings(run, form.meanings())
        if form.cleaned_data["keep"]:
            keep_profile(run, person, profile)
        import_upload.try_with(run, person, profile, place=run.place, complete=run.complete)
        return redirect(run)
    context = {"form": form, "run": run, "sections": sections(request)}
    return render(request, "threats/imports/words.html", context)


@access("import incidents")
@never_cache
@require_safe
def import_errors(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Hand out the rows that cannot be used, as a table."""
    run = _own(request, record)
    rows = [[str(cell) for cell in error] for error in run.errors]
    return download(as_csv(ERRORS, rows), "import-errors-TLP-AMBER-STRICT.csv")


def _act(request: HttpRequest, run: ImportRun, person: User) -> None:
    """Do what the button says."""
    if "undo" in request.POST:
        importing.undo(run, person)
    elif "discard" in request.POST:
        importing.discard(run)
    elif "again" in request.POST and run.profile:
        import_upload.try_with(
            run,
            person,
            from_dict(run.profile),
            place=request.POST.get("place", "")[:40],
            complete=run.complete,
        )
    elif "import" in request.POST:
        importing.say_complete(run, complete="complete" in request.POST)
        import_jobs.request_import(run, person, without_errors="without_errors" in request.POST)


def _written(request: HttpRequest, run: ImportRun) -> Written:
    """Return how a file is said to be written: by the address, else by its profile."""
    asked = WrittenForm(request.GET, sheets=request.GET.getlist("sheet"))
    if request.GET and asked.is_valid():
        return asked.written()
    return from_dict(run.profile).written if run.profile else GUESSED


def _own(request: HttpRequest, record: uuid.UUID) -> ImportRun:
    """Return an import of a city this person may import for."""
    person = person_of(request)
    own = import_runs(person).filter(owner__in=cities_to_import_for(person))
    return get_object_or_404(own, record=record)


def _with_file(request: HttpRequest, record: uuid.UUID, *, tables: bool = True) -> ImportRun:
    """Return an import whose file, perhaps only of a table, is there and not being worked on."""
    run = _own(request, record)
    wrong_kind = tables and run.profile.get("form", "table") != "table"
    if run.state in pages.RUNNING or wrong_kind or not ImportFile.objects.filter(run=run).exists():
        raise Http404
    return run
