"""Who may do what with the threat picture, as sentences."""

from rules.predicates import predicate
from rules.rulesets import add_rule

from hanse.accounts.models import User
from hanse.accounts.rules import Person, has_second_factor, is_secretariat, is_signed_in
from hanse.cities.models import Authority, Role, Standing
from hanse.cities.queries import places_today
from hanse.sharing.actors import actor_of


@predicate
def is_of_a_city(person: Person) -> bool:
    """Be of the own people of a member city: partners work for one without being of it."""
    return bool(actor_of(person).cities)


@predicate
def works_for_a_city(person: Person) -> bool:
    """Be of a member city, or its partner."""
    actor = actor_of(person)
    return bool(actor.cities or actor.partner_of)


@predicate
def is_inside(person: Person, authority: Authority) -> bool:
    """Belong to this very city, not as a partner: what it counts stays inside."""
    actor = actor_of(person)
    return actor.mfa and authority.pk in actor.cities


@predicate
def is_editor(person: Person) -> bool:
    """Edit the pages of some city, as editor or steward."""
    edit = {Standing.EDITOR, Standing.STEWARD}
    places = places_today(person) if isinstance(person, User) else ()
    return any(place.standing in edit and place.role != Role.PARTNER for place in places)


add_rule("import incidents", is_signed_in & has_second_factor & is_editor)
add_rule("see a city from inside", is_signed_in & has_second_factor & is_inside)
add_rule("report for a city", is_signed_in & has_second_factor & is_of_a_city)
add_rule("declare a trigger", is_signed_in & has_second_factor & (is_of_a_city | is_secretariat))
add_rule("read observations", is_signed_in & has_second_factor & works_for_a_city)
