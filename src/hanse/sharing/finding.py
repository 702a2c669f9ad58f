"""Who finds a person by name: each chooses it; partners are outside unless somebody lets them."""

import uuid

from hanse.accounts.models import FoundBy, NetworkRole, User
from hanse.sharing.actors import Actor

_STAFF = {NetworkRole.SECRETARIAT, NetworkRole.STEWARD}


def may_find(actor: Actor, person: User, city: uuid.UUID) -> bool:
    """Tell whether a reader may be told that this person is there, as somebody of that city."""
    if person.found_by == FoundBy.CITY:
        return actor.mfa and city in actor.cities
    return is_inside(actor) or (person.found_by == FoundBy.PARTNERS and actor.member)


def is_inside(actor: Actor) -> bool:
    """Tell those of a city, and the network's staff, from partners and everybody else."""
    return bool(actor.cities) or actor.network_role in _STAFF or bool(actor.system)
