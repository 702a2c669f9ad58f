"""An upload's way to its first trial, and the profiles a city keeps."""

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared.errors import InputError
from hanse.sharing import audit
from hanse.threats.actions import import_jobs, importing
from hanse.threats.exchange.anything import profile_of
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
    return suggest_place(open_incidents(content, name), profile, (city.name, city.local_name))


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
