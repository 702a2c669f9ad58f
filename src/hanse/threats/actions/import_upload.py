"""An upload's way to its first trial, and reading it another way."""

from dataclasses import replace

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared.errors import InputError
from hanse.shared.tables import Written
from hanse.threats.actions import import_jobs, importing
from hanse.threats.exchange.anything import profile_of
from hanse.threats.importing.bundled import recognised
from hanse.threats.importing.opening import open_incidents
from hanse.threats.importing.places import suggest_place
from hanse.threats.importing.profiles import Profile, from_dict
from hanse.threats.importing.reading import missing_columns
from hanse.threats.models import ImportRun
from hanse.threats.queries.imports import profiles_for

LARGEST_SEARCHED = 2 * 1024**2  # bytes of a file that is searched for a place in the request


def take_in(
    *, city: Authority, person: User, name: str, content: bytes, wanted: str = ""
) -> ImportRun:
    """Store an upload, find out what kind of file it is, and try it if that is known."""
    run = importing.begin(city=city, person=person, name=name, content=content)
    try:
        known = profiles_for(city, person)
        profile = known.get(wanted) or profile_of(content, name, known)
        if profile is None:
            return run
        place = _place(profile, content, name, city)
    except InputError as problem:
        importing.fail(run, str(problem))
        return run
    importing.choose(run, profile, place=place, complete=profile.source_class == "police")
    if place or profile.place is None:
        import_jobs.request_trial(run, person)
    return run


def _place(profile: Profile, content: bytes, name: str, city: Authority) -> str:
    """Find the city's own rows in a file of many places, if that does not take long."""
    if profile.place is None or len(content) > LARGEST_SEARCHED:
        return ""
    return suggest_place(
        open_incidents(content, name, profile.written), profile, (city.name, city.local_name)
    )


def try_with(run: ImportRun, person: User, profile: Profile, *, place: str, complete: bool) -> None:
    """Read a file another way."""
    importing.choose(run, profile, place=place, complete=complete)
    import_jobs.request_trial(run, person)


def read_as(run: ImportRun, person: User, written: Written) -> bool:
    """Read a file anew whose letters, separator or sheet were guessed wrong.

    False where its columns are of no known kind: then somebody has to say what they mean.

    Raises
    ------
    InputError
        It cannot be read this way either.
    """
    header = open_incidents(importing.content_of(run), run.file_name, written).header
    chosen = from_dict(run.profile) if run.profile else None
    if chosen is None or missing_columns(header, chosen):
        assert run.owner is not None  # noqa: S101 - the database holds that an import has a city
        chosen = recognised(header, profiles_for(run.owner, person).values())
    if chosen is None:
        return False
    try_with(run, person, replace(chosen, written=written), place=run.place, complete=run.complete)
    return True
