"""Who may do what with a city, as sentences."""

from rules.predicates import predicate
from rules.rulesets import add_rule

from hanse.accounts.rules import Person, has_second_factor, is_signed_in, is_staff
from hanse.cities.models import Authority, Standing
from hanse.cities.queries import active_affiliations


@predicate
def is_member(person: Person) -> bool:
    """Belong to a member authority today."""
    return active_affiliations(person).exists()


@predicate
def is_editor_of(person: Person, authority: Authority) -> bool:
    """Edit the pages of this very authority, as editor or steward."""
    standings = [Standing.EDITOR, Standing.STEWARD]
    return active_affiliations(person).filter(authority=authority, standing__in=standings).exists()


@predicate
def is_steward_of(person: Person, authority: Authority) -> bool:
    """Look after the people of this very authority."""
    own = active_affiliations(person)
    return own.filter(authority=authority, standing=Standing.STEWARD).exists()


may_edit = is_signed_in & has_second_factor & is_editor_of
may_invite = is_signed_in & has_second_factor & is_steward_of

add_rule("member", is_signed_in & is_member)
add_rule("edit a city", may_edit)
add_rule("invite colleagues", may_invite)
add_rule("decide on applications", is_staff)
add_rule("look after people", is_staff)
add_rule("keep the register", is_staff)
add_rule("see a membership", is_staff | may_edit)
