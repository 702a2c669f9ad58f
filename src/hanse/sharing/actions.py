"""Writes of sharing: post to named people, invite cities, change a label."""

import uuid
from collections.abc import Iterable

from django.db import connection, transaction

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing import audit
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.models import Invited, Shareable


class NotTheOwnerError(PermissionError):
    """Only the people of the owner may share a record further."""


def address(record: uuid.UUID, people: Iterable[User]) -> None:
    """Name the people a RED record is for, before it is stored; the database freezes the list.

    Later additions are refused. Whoever posts names themselves too, or cannot read it again.
    """
    # plain SQL: the rows of others cannot be read back, which Django would do
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_audience (record, person_id) SELECT %s, unnest(%s::uuid[])",
            [record, [person.pk for person in people]],
        )


def share_with(record: uuid.UUID, cities: Iterable[uuid.UUID]) -> None:
    """Name the cities an AMBER record is for as it is stored; its author chose them with it."""
    Invited.objects.bulk_create(
        (Invited(record=record, authority_id=city) for city in cities), ignore_conflicts=True
    )


def invite(shared: Shareable, city: Authority, person: Person | Actor) -> None:
    """Let the people of a city read an AMBER record; only the owner's people may."""
    _need_owner(shared, person)
    with transaction.atomic():
        Invited.objects.get_or_create(record=shared.record, authority=city)
        audit.record("invite a city", shared, person, city=str(city.pk))


def uninvite(shared: Shareable, city: Authority, person: Person | Actor) -> None:
    """Take an invitation back; it counts from the next request."""
    _need_owner(shared, person)
    with transaction.atomic():
        Invited.objects.filter(record=shared.record, authority=city).delete()
        audit.record("take back an invitation", shared, person, city=str(city.pk))


def relabel(shared: Shareable, label: SharingLabel, person: Person | Actor) -> None:
    """Change a sharing label; only the owner's people may, and it is written down.

    A record that was not posted to named people cannot become RED later: it has no audience.
    """
    _need_owner(shared, person)
    if SharingLabel.RED in {label, shared.sharing_label} and label != shared.sharing_label:
        raise ValueError("RED is chosen when a record is posted, with the people it is for.")
    with transaction.atomic():
        audit.record("change the label", shared, person, before=shared.sharing_label, after=label)
        shared.sharing_label = label
        shared.save(update_fields=["sharing_label"])


def _need_owner(shared: Shareable, person: Person | Actor) -> None:
    actor = actor_of(person)
    if actor.system:
        return
    of_network = shared.owner_id is None and actor.network_role == "secretariat"
    if not actor.mfa or not (of_network or shared.owner_id in actor.cities):
        raise NotTheOwnerError("Only the people of the owner may share a record further.")
