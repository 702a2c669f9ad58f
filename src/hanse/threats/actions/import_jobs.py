"""Whether a file is worked through in the request or by a job, and what the job does."""

from django.db.models import F
from procrastinate.contrib.django import app

from hanse.accounts.models import User
from hanse.shared.errors import InputError
from hanse.sharing.acting import as_system
from hanse.threats.actions import importing
from hanse.threats.actions.importing import NotNowError, State
from hanse.threats.importing.incidents import Outcome
from hanse.threats.models import ImportRun
from hanse.threats.queries.imports import cities_to_import_for

WORK = "hanse.threats.tasks.work_through_file"
READ_AT_ONCE = {b"PK": 64 * 1024}  # a workbook holds about ten times what it weighs
READ_AT_ONCE_PLAIN = 768 * 1024
REASON = "import incidents"


def request_trial(run: ImportRun, person: User) -> None:
    """Try a file: at once when it is small, else as a job whose progress its page shows."""
    _request(run, person, State.CHECKING, [State.WAITING, State.CHECKED, State.FAILED])


def request_import(run: ImportRun, person: User, *, without_errors: bool = False) -> None:
    """Import a file that was tried; a second request while it runs changes nothing."""
    waiting = ImportRun.objects.filter(pk=run.pk, state=State.CHECKED)
    waiting.update(without_errors=without_errors)
    _request(run, person, State.IMPORTING, [State.CHECKED])


def work_through(key: int) -> None:
    """Do what a run waits for; does nothing when it no longer waits, so twice is once."""
    with as_system(REASON):
        run = ImportRun.objects.select_related("owner", "by").filter(pk=key).first()
        if run is None or run.state not in {State.CHECKING, State.IMPORTING}:
            return
        if run.by is None or run.owner not in cities_to_import_for(run.by):
            importing.fail(run, "")
            return
        content = importing.content_of(run)
    outcome = _read(run, content, shown=True)
    with as_system(REASON):
        _finish(run, outcome, run.by)


def _request(run: ImportRun, person: User, state: State, before: list[State]) -> None:
    claimed = ImportRun.objects.filter(pk=run.pk, state__in=before)
    if not claimed.update(state=state, rows_done=0):
        return
    run.refresh_from_db()
    content = importing.content_of(run)
    expected = 0 if content.startswith(b"PK") else content.count(b"\n")
    ImportRun.objects.filter(pk=run.pk).update(rows_expected=expected)
    if len(content) > READ_AT_ONCE.get(content[:2], READ_AT_ONCE_PLAIN):
        app.configure_task(WORK).defer(run=run.pk)
        return
    _finish(run, _read(run, content, shown=False), person)


def _read(run: ImportRun, content: bytes, *, shown: bool) -> Outcome | InputError:
    try:
        return importing.read_run(run, content, _advance(run) if shown else None)
    except InputError as problem:
        return problem


def _finish(run: ImportRun, outcome: Outcome | InputError, person: User) -> None:
    if isinstance(outcome, InputError):
        importing.fail(run, str(outcome))
    elif run.state == State.CHECKING:
        importing.keep_trial(run, outcome)
    else:
        try:
            importing.bring_in(run, outcome, person)
        except NotNowError:
            importing.keep_trial(run, outcome)


def _advance(run: ImportRun) -> importing.Advance:
    """Return what keeps the progress where the page of the run sees it."""

    def advance(rows: int) -> None:
        with as_system(REASON):
            ImportRun.objects.filter(pk=run.pk).update(rows_done=F("rows_done") + rows)

    return advance
