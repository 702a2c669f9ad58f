"""Whose desk somebody sees: the network's, their city's, an observer's, or how to begin."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hanse.accounts.models import NetworkRole, User
from hanse.home.desk_city import city_desk
from hanse.home.desk_network import guest_desk, network_desk, observer_desk
from hanse.home.desk_parts import Desk
from hanse.sharing.actors import actor_of

_STAFF = (NetworkRole.SECRETARIAT, NetworkRole.STEWARD)


def desk_of(person: User, asked: str = "") -> Desk:
    """Return somebody's desk; staff who belong to a city as well may ask for the city's."""
    of_a_city = actor_of(person).member
    if person.network_role in _STAFF and not (of_a_city and asked == "city"):
        desk = network_desk(person)
        return desk.beside_of(_("The desk of your city"), "?of=city") if of_a_city else desk
    if of_a_city:
        desk = city_desk(person)
        back = person.network_role in _STAFF
        return desk.beside_of(_("The network's desk"), reverse("home:desk")) if back else desk
    if person.network_role == NetworkRole.OBSERVER:
        return observer_desk(person)
    return guest_desk(person)
