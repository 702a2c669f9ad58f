"""Bring a file in from the command line: the same steps as on the web, in one go."""

from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from hanse.cities.models import Authority
from hanse.shared.errors import InputError
from hanse.shared.tables import GUESSED, Written
from hanse.sharing.actors import Actor
from hanse.threats.actions import importing
from hanse.threats.exchange.anything import profile_of
from hanse.threats.importing.opening import LIMITS
from hanse.threats.importing.profiles import Profile
from hanse.threats.models import ImportRun
from hanse.threats.queries.imports import profiles_for

SYSTEM = Actor(system="import incidents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the command line says of a file; without a profile the file's columns decide.

    `written` says how it is written where guessing it, or what the profile says, is wrong.
    """

    profile: str = ""
    place: str = ""
    complete: bool = False
    without_errors: bool = False
    dry_run: bool = False
    written: Written = GUESSED


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it; the run of a trial is not stored."""

    run: ImportRun
    imported: bool


def import_file(path: Path, slug: str, chosen: Chosen) -> Done:
    """Import a file, or say what it would change; with errors nothing is imported.

    Raises
    ------
    InputError
        Nothing of the file can be read, or the city or the profile is unknown.
    """
    content = _content(path)
    city = Authority.objects.filter(slug=slug).first()
    if city is None:
        raise InputError("--city", None, f"no city is named “{slug}”", "Look at its page's address")
    profile = _profile(path, content, city, chosen)
    if chosen.written != GUESSED:
        profile = replace(profile, written=chosen.written)
    with transaction.atomic():
        run = importing.begin(city=city, person=None, name=path.name, content=content)
        importing.choose(run, profile, place=chosen.place, complete=chosen.complete)
        outcome = importing.read_run(run, content)
        importing.keep_trial(run, outcome)
        stored = not chosen.dry_run and (not outcome.errors or chosen.without_errors)
        if stored:
            run.state, run.without_errors = importing.State.IMPORTING, chosen.without_errors
            run.save()
            run = importing.bring_in(run, outcome, SYSTEM)
        else:
            transaction.set_rollback(True)
    return Done(run, stored)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMITS.size:
            most = LIMITS.size // 1024**2
            raise InputError(path, None, f"more than {most} MB", "Split it into several files")
        return path.read_bytes()
    except OSError as problem:
        raise InputError(
            path, None, f"the file cannot be read ({problem.strerror})", "Check its name and rights"
        ) from None


def _profile(path: Path, content: bytes, city: Authority, chosen: Chosen) -> Profile:
    known = profiles_for(city, SYSTEM)
    if wanted := chosen.profile:
        if wanted in known:
            return known[wanted]
        raise InputError(
            "--profile", None, f"no profile is named “{wanted}”", f"Choose of {', '.join(known)}"
        )
    if found := profile_of(content, path.name, known, chosen.written):
        return found
    raise InputError(
        path,
        1,
        "its columns are those of no known kind of file",
        f"Name one with --profile ({', '.join(known)}), or map the columns on the web",
    )
