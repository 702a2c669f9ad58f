"""Who may do what with a city, as sentences."""

from rules.predicates import predicate
from rules.rulesets import add_rule

from hanse.accounts.rules import Person, has_second_factor, is_signed_in, is_staff
from hanse.cities.models import Authority, Standing
from hanse.cities.queries import places_today


@predicate
def is_member(person: Person) -> bool:
    """Belong to a member authority today."""
    return bool(places_today(person))


@predicate
def is_editor_of(person: Person, authority: Authority) -> bool:
    """Edit the pages of this very authority, as editor or steward."""
    return not _standings(person, authority).isdisjoint({Standing.EDITOR, Standing.STEWARD})


@predicate
def is_steward_of(person: Person, authority: Authority) -> bool:
    """Look after the people of this very authority."""
    return Standing.STEWARD in _standings(person, authority)


def _standings(person: Person, authority: Authority) -> set[str]:
    own = (place for place in places_today(person) if place.authority_id == authority.pk)
    return {place.standing for place in own}


may_edit = is_signed_in & has_second_factor & is_editor_of
may_invite = is_signed_in & has_second_factor & is_steward_of

add_rule("member", is_signed_in & is_member)
add_rule("edit a city", may_edit)
add_rule("invite colleagues", may_invite)
add_rule("decide on applications", is_staff)
add_rule("look after people", is_staff)
add_rule("keep the register", is_staff)
add_rule("see a membership", is_staff | may_edit)
