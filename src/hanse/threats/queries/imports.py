"""Reads of imports and of the profiles a city saved."""

from collections.abc import Mapping

from django.db.models import QuerySet

from hanse.accounts.models import User
from hanse.accounts.queries import has_second_factor
from hanse.cities.models import Authority, Role, Standing
from hanse.cities.queries import active_affiliations
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.policy import readable
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.profiles import Profile, from_dict
from hanse.threats.models import ImportRun, SavedProfile


def cities_to_import_for(person: Person) -> QuerySet[Authority]:
    """Return the cities whose pages this person edits, and for which they may import."""
    if not isinstance(person, User) or not has_second_factor(person):
        return Authority.objects.none()
    standings = [Standing.EDITOR, Standing.STEWARD]
    own = active_affiliations(person).filter(standing__in=standings).exclude(role=Role.PARTNER)
    return Authority.objects.filter(pk__in=own.order_by().values("authority")).order_by("name")


def import_runs(person: Person | Actor) -> QuerySet[ImportRun]:
    """Return the imports this reader may see: those of their own cities."""
    return readable(ImportRun.objects.all(), actor_of(person)).select_related("owner", "by")


def saved_profiles(person: Person | Actor) -> QuerySet[SavedProfile]:
    """Return the profiles of files this reader may see."""
    return readable(SavedProfile.objects.all(), actor_of(person))


def imports_with(profile: SavedProfile, person: Person | Actor) -> QuerySet[ImportRun]:
    """Return the imports of a city that were read by a profile, as it was at the time."""
    return import_runs(person).filter(owner=profile.owner_id, profile__id=profile.source)


def profiles_for(city: Authority, person: Person | Actor) -> Mapping[str, Profile]:
    """Return the profiles a city can choose from; its own version of one of ours wins."""
    own = [from_dict(one.definition) for one in saved_profiles(person).filter(owner=city)]
    return dict(bundled()) | {one.id: one for one in own}
