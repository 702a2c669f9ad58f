"""What sharing holds of a person, removed when the person is erased.

Contributions stay, under the rule their author chose; where that rule shows a name, the name goes.
"""

import uuid
from collections.abc import Collection, Iterator

from django.apps import apps
from django.db.models import Count, Model, ProtectedError

from hanse.accounts.models import User
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import Actor
from hanse.sharing.models import Attribution, Audience, Authorship, Contribution, Shareable


def forget(person: User) -> None:
    """Unsign what they wrote, take them out of audiences, remove what nobody can read any more."""
    # only authors themselves can see and remove their signatures, so this acts for them
    with acting(Actor(person_id=person.pk, mfa=True)):
        written = set(Authorship.objects.filter(person=person).values_list("record", flat=True))
        _take_names_off(written)
    with as_system("erase a person"):
        _remove_unreadable(_alone_in_audience(person), written)
        Audience.objects.filter(person=person).delete()
    with acting(Actor(person_id=person.pk, mfa=True)):
        Authorship.objects.filter(person=person).delete()


def _take_names_off(records: Collection[uuid.UUID]) -> None:
    for model in _models(Contribution):  # type: ignore[type-abstract] # asks for its subclasses
        rows = model._default_manager.filter(record__in=records, attribution=Attribution.NAMED)  # noqa: SLF001 - Django's door to any model
        for row in rows:
            assert isinstance(row, Contribution)  # noqa: S101 - what _models promises
            row.credit.pop("name", None)
            row.save(update_fields=["credit"])


def _alone_in_audience(person: User) -> set[uuid.UUID]:
    """Return the RED records that are for this person and nobody else."""
    theirs = Audience.objects.filter(person=person).values("record")
    counted = Audience.objects.filter(record__in=theirs).values("record").annotate(all=Count("id"))
    return {one["record"] for one in counted if one["all"] == 1}


def _remove_unreadable(alone: Collection[uuid.UUID], written: Collection[uuid.UUID]) -> None:
    """Remove them; a contribution of somebody else stays, for its author still reads it."""
    waiting = list(_models(Shareable))  # type: ignore[type-abstract] # asks for its subclasses
    while waiting:
        held = [model for model in waiting if not _removed(model, alone, written)]
        if held == waiting:
            raise ProtectedError(f"Something else rests on what is removed: {held}", set())
        waiting = held  # what rested on them may be gone by now


def _removed(
    model: type[Model], alone: Collection[uuid.UUID], written: Collection[uuid.UUID]
) -> bool:
    records = set(alone) & set(written) if issubclass(model, Contribution) else set(alone)
    rows = model._default_manager.filter(  # noqa: SLF001 - Django's door to any model
        sharing_label=SharingLabel.RED, record__in=records
    )
    try:
        rows.delete()
    except ProtectedError:
        return False
    return True


def _models(kind: type[Shareable]) -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if issubclass(model, kind))
