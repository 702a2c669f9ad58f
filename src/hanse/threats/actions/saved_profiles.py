"""The profiles of files that a city keeps: kept, renamed, removed, each in the audit."""

from itertools import chain, count

from django.db import transaction

from hanse.accounts.models import User
from hanse.sharing import audit
from hanse.threats.importing.profiles import Profile, as_dict
from hanse.threats.models import ImportRun, SavedProfile


@transaction.atomic
def keep_profile(run: ImportRun, person: User, profile: Profile) -> None:
    """Keep how a file is read for the city's next one of its kind."""
    kept = SavedProfile.objects.filter(owner=run.owner, definition__id=profile.id).first()
    kept = kept or SavedProfile(owner=run.owner, name=_free_name(run, profile.name))
    kept.definition = as_dict(profile) | {"name": kept.name}
    kept.save()
    audit.record("keep a profile of files", kept, person, source=profile.id)


def _free_name(run: ImportRun, name: str) -> str:
    """Return the name, with a number where the city calls another profile so."""
    taken = set(SavedProfile.objects.filter(owner=run.owner).values_list("name", flat=True))
    numbered = (f"{name} ({number})" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)


@transaction.atomic
def rename_profile(kept: SavedProfile, person: User, name: str) -> None:
    """Call a profile otherwise; imports that were read by it keep the name they had."""
    kept.name, kept.definition = name, kept.definition | {"name": name}
    kept.save(update_fields=["name", "definition"])
    audit.record("rename a profile of files", kept, person, source=kept.source)


@transaction.atomic
def remove_profile(kept: SavedProfile, person: User) -> None:
    """Forget a profile; imports that were read by it stay as they are, its name with them."""
    audit.record("remove a profile of files", kept, person, source=kept.source)
    kept.delete()
