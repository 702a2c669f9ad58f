"""Reads of observations: what a reader may see, and the cities they may report for."""

from django.db.models import QuerySet

from hanse.cities.models import Authority
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.policy import readable
from hanse.threats.models import Observation


def visible_to(person: Person | Actor) -> QuerySet[Observation]:
    """Return the observations this reader may see, withdrawn ones too; every page starts here."""
    return readable(Observation.objects.all(), actor_of(person))


def own_cities(person: Person | Actor) -> QuerySet[Authority]:
    """Return the cities whose own picture this reader may see and add to: partners not."""
    actor = actor_of(person)
    return Authority.objects.filter(pk__in=actor.cities if actor.mfa else ()).order_by("name")
