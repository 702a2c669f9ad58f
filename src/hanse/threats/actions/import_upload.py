"""An upload's way to its first trial, and the profiles a city keeps."""

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared.errors import InputError
from hanse.sharing import audit
from hanse.threats.actions import import_jobs, importing
from hanse.threats.importing.bundled import recognised
from hanse.threats.importing.opening import open_incidents
from hanse.threats.importing.places import suggest_place
from hanse.threats.importing.profiles import Profile, as_dict
from hanse.threats.models import ImportRun, SavedProfile
from hanse.threats.queries.imports import profiles_for

LARGEST_SEARCHED = 2 * 1024**2  # bytes of a file that is searched for a place in the request


def take_in(
    *, city: Authority, person: User, name: str, content: bytes, wanted: str = ""
) -> ImportRun:
    """Store an upload, find out what kind of file it is, and try it if that is known."""
    run = importing.begin(city=city, person=person, name=name, content=content)
    try:
        table = open_incidents(content, name)
        known = profiles_for(city, person)
        profile = known.get(wanted) or recognised(table.header, known.values())
        if profile is None:
            return run
        small = len(content) <= LARGEST_SEARCHED
        own_names = (city.name, city.local_name)
        place = suggest_place(table, profile, own_names) if small else ""
    except InputError as problem:
        importing.fail(run, str(problem))
        return run
    importing.choose(run, profile, place=place, complete=profile.source_class == "police")
    if place or profile.place is None:
        import_jobs.request_trial(run, person)
    return run


def try_with(run: ImportRun, person: User, profile: Profile, *, place: str, complete: bool) -> None:
    """Read a file another way."""
    importing.choose(run, profile, place=place, complete=complete)
    import_jobs.request_trial(run, person)


def keep_profile(run: ImportRun, person: User, profile: Profile) -> None:
    """Keep how a file is read for the city's next one of its kind."""
    kept = SavedProfile.objects.filter(owner=run.owner, definition__id=profile.id).first()
    kept = kept or SavedProfile(owner=run.owner)
    kept.name, kept.definition = profile.name, as_dict(profile)
    kept.save()
    audit.record("keep a profile of files", kept, person, source=profile.id)
