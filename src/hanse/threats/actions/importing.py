"""Bring a file of incidents in: look, try, import all of it or nothing, take back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared.personal_data import find
from hanse.sharing import audit
from hanse.sharing.actors import Actor, Person
from hanse.threats.actions import import_effort, import_rows
from hanse.threats.actions.alarms import ask_to_evaluate
from hanse.threats.exchange.anything import read_anything
from hanse.threats.importing.incidents import Outcome
from hanse.threats.importing.profiles import Profile, as_dict
from hanse.threats.importing.reading import Asked
from hanse.threats.models import Confirmation, ImportFile, ImportRun, KnownTo
from hanse.threats.neutral import refuse_people
from hanse.threats.queries.counting import monday_of, weeks_of
from hanse.threats.queries.kept import is_gone

MOST_ERRORS = 300  # listed; all are counted
MOST_UNKNOWN, LONGEST_WORD = 200, 80
FIRST, LONGEST_SHOWN = 5, 120
State = ImportRun.State
Advance = Callable[[int], None]
Act = Person | Actor


class NotNowError(RuntimeError):
    """The run has gone on meanwhile, or there are errors that nobody chose to leave out."""


def begin(
    *, city: Authority, person: User | None, name: str, content: bytes, simulated: bool = False
) -> ImportRun:
    """Take a file in; nothing of it is read yet."""
    with transaction.atomic():
        run = ImportRun.objects.create(
            owner=city, by=person, file_name=name[-200:], simulated=simulated
        )
        ImportFile.objects.create(run=run, content=content)
    return run


def choose(run: ImportRun, profile: Profile, *, place: str = "", complete: bool = False) -> None:
    """Say how the file is read; what was found with another profile is forgotten."""
    run.profile, run.place, run.complete = as_dict(profile), place.strip(), complete
    run.state, run.found, run.errors, run.unknown, run.failure = State.WAITING, {}, [], {}, ""
    run.save()


def content_of(run: ImportRun) -> bytes:
    """Return the file of a run."""
    return bytes(ImportFile.objects.get(run=run).content)


def read_run(run: ImportRun, content: bytes, advance: Advance | None = None) -> Outcome:
    """Read the file of a run as it says; touches no database."""
    asked = Asked(today=timezone.localdate(), place=run.place, personal=_personal)
    return read_anything(content, run.file_name, run.profile, asked, advance)


def keep_trial(run: ImportRun, outcome: Outcome) -> None:
    """Write down what a file would change, and change nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        import_rows.receive(cursor, outcome.incidents.values())
        run.found = _found(outcome) | {
            "change": asdict(import_rows.compare(cursor, run)),
            "alike": import_rows.alike(cursor, run),
            "first": _first(outcome),
        }
        listed = outcome.errors[:MOST_ERRORS]
        run.errors = [[one.row, one.column, one.problem, one.mend] for one in listed]
        run.unknown = _words(outcome)
        run.state, run.failure, run.rows_done = State.CHECKED, "", outcome.rows
        run.save()


def bring_in(run: ImportRun, outcome: Outcome, person: Act) -> ImportRun:
    """Store what was read, all of it or nothing; the same file again changes nothing.

    Raises
    ------
    NotNowError
        The run is not being imported, or has errors and nobody chose to leave those rows out.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
        if run.state != State.IMPORTING or (outcome.errors and not run.without_errors):
            raise NotNowError
        import_rows.receive(cursor, outcome.incidents.values())
        run.found = _found(outcome) | {"change": asdict(import_rows.compare(cursor, run))}
        run.imported_at = import_rows.clock(cursor)
        import_rows.bring_in(cursor, run, run.imported_at)
        import_effort.note_file(cursor, run)
        _confirm(run, outcome, run.imported_at)
        run.errors, run.unknown = [], _words(outcome)  # errors quote the file, which goes
        run.state, run.rows_done = State.DONE, outcome.rows
        run.save()
        ImportFile.objects.filter(run=run).delete()
        added = run.found["change"]["added"]
        audit.record("import incidents", run, person, source=run.profile["id"], added=added)
        if run.owner:
            ask_to_evaluate(run.owner)
    return run


def say_complete(run: ImportRun, *, complete: bool) -> None:
    """Say whether a file that was tried holds all its source recorded."""
    ImportRun.objects.filter(pk=run.pk, state=State.CHECKED).update(complete=complete)


def fail(run: ImportRun, problem: str) -> None:
    """Write down why a file cannot be read; it stays for a while, to be read another way."""
    ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, failure=problem)


def undo(run: ImportRun, person: Act) -> None:
    """Take an import back: what it added is withdrawn, what it corrected reads as before.

    Raises
    ------
    NotNowError
        The run brought nothing in, was taken back already, or is so old that it is counts alone.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
        if run.state != State.DONE or run.imported_at is None or is_gone(run):
            raise NotNowError
        run.state, run.undone_at = State.UNDONE, import_rows.clock(cursor)
        withdrawn, restored = import_rows.take_back(cursor, run)
        Confirmation.objects.filter(owner=run.owner, recorded_at=run.imported_at).update(
            withdrawn_at=run.undone_at
        )
        import_effort.forget_file(run)
        run.save(update_fields=["state", "undone_at"])
        audit.record("take back an import", run, person, withdrawn=withdrawn, restored=restored)
        if run.owner:
            ask_to_evaluate(run.owner)


def discard(run: ImportRun) -> None:
    """Drop a run that brought nothing in, and its file."""
    waiting = [State.WAITING, State.CHECKED, State.FAILED]
    ImportRun.objects.filter(pk=run.pk, state__in=waiting).delete()


def forget_files(older_than: dt.timedelta = dt.timedelta(days=1)) -> int:
    """Remove the files of runs that nobody went on with."""
    # the demonstration's file stays, so that there is one to show
    left = ImportRun.objects.filter(
        uploaded_at__lt=timezone.now() - older_than, file__isnull=False, simulated=False
    ).exclude(state=State.IMPORTING)
    return left.delete()[0]


def _found(outcome: Outcome) -> dict[str, object]:
    """Return the counts that are kept of a file: no words of it."""
    days = [one.occurred_on for one in outcome.incidents.values()]
    return {
        "rows": outcome.rows,
        "incidents": len(outcome.incidents),
        "merged": outcome.merged,
        "repeated": outcome.repeated,
        "elsewhere": outcome.elsewhere,
        "left_out": outcome.left_out,
        "wrong": outcome.wrong_rows(),
        "unknown": len(outcome.unknown),
        "first_day": min(days).isoformat() if days else None,
        "last_day": max(days).isoformat() if days else None,
        "categories": dict(outcome.per_category()),
        "trends": outcome.trends(),
    }


def _first(outcome: Outcome) -> list[dict[str, object]]:
    """Return the first incidents as they are read, to look at; they go with the file."""
    return [
        {
            "row": one.rows[0],
            "day": one.occurred_on.isoformat(),
            "precision": one.precision,
            "labels": one.labels,
            "severity": one.severity,
            "text": one.text[:LONGEST_SHOWN],
        }
        for one in islice(outcome.incidents.values(), FIRST)
    ]


def _words(outcome: Outcome) -> dict[str, list[object]]:
    """List the words nobody knows, the most frequent first; none that names a person."""
    often = sorted(outcome.unknown.items(), key=lambda item: (-item[1].count, item[0]))
    shown = [(word, u) for word, u in often if len(word) <= LONGEST_WORD and not find(word)]
    return {word: [u.column, u.first_row, u.count] for word, u in shown[:MOST_UNKNOWN]}


def _confirm(run: ImportRun, outcome: Outcome, moment: dt.datetime) -> None:
    """Say that periods without an incident are zero, where the file is all its source recorded."""
    if not run.complete:
        return
    spoken_of: dict[tuple[str, bool], list[dt.date]] = {}
    for one in outcome.incidents.values():
        if one.precision != KnownTo.YEAR:
            by_month = one.precision == KnownTo.MONTH
            spoken_of.setdefault((one.source_class, by_month), []).append(one.occurred_on)
    for (source, by_month), days in spoken_of.items():
        last = weeks_of(max(days))[-1] if by_month else monday_of(max(days))
        Confirmation.objects.create(
            owner=run.owner,
            recorded_at=moment,
            simulated=run.simulated,
            first_week=monday_of(min(days)),
            last_week=last,
            source_class=source,
            by_month=by_month,
        )


def _personal(text: str) -> str:
    try:
        refuse_people(text)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""
