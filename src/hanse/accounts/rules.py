"""Who a person is to the network, as sentences other rules are made of."""

from django.contrib.auth.models import AnonymousUser
from rules.predicates import Predicate, predicate
from rules.rulesets import add_rule

from hanse.accounts import queries
from hanse.accounts.models import NetworkRole, User

Person = User | AnonymousUser


@predicate
def is_anyone(_person: Person) -> bool:
    """Say yes to every reader."""
    return True


@predicate
def is_signed_in(person: Person) -> bool:
    """Know who this is, and that they are not suspended."""
    return person.is_authenticated and person.is_active and person.suspended_at is None


@predicate
def has_second_factor(person: Person) -> bool:
    """Sign in with a passkey or an authenticator app beside the mailbox or password."""
    return queries.has_second_factor(person)


def holds(role: NetworkRole) -> Predicate:
    """Hold a role in the network."""

    @predicate(f"holds:{role.value}")
    def holds_role(person: Person) -> bool:
        return isinstance(person, User) and person.network_role == role

    return holds_role


is_secretariat = is_signed_in & holds(NetworkRole.SECRETARIAT) & has_second_factor
is_network_steward = is_signed_in & holds(NetworkRole.STEWARD) & has_second_factor
is_staff = is_secretariat | is_network_steward
is_observer = is_signed_in & holds(NetworkRole.OBSERVER)
may_read_amber = is_signed_in & has_second_factor

add_rule("anyone", is_anyone)
add_rule("signed in", is_signed_in)
add_rule("second factor", may_read_amber)
add_rule("secretariat", is_secretariat)
add_rule("network steward", is_network_steward)
add_rule("staff", is_staff)
add_rule("observer", is_observer)
