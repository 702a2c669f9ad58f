"""Who may what, as a table: every role in every state."""

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.accounts.cast import person

from hanse.accounts import actions
from hanse.accounts.rules import (
    is_network_steward,
    is_observer,
    is_secretariat,
    is_signed_in,
    is_staff,
    may_read_amber,
)

RULES = {
    "signed in": is_signed_in,
    "amber": may_read_amber,
    "secretariat": is_secretariat,
    "steward": is_network_steward,
    "staff": is_staff,
    "observer": is_observer,
}
TABLE = {
    ("", "active"): {"signed in", "amber"},
    ("", "no second factor"): {"signed in"},
    ("", "suspended"): set(),
    ("secretariat", "active"): {"signed in", "amber", "secretariat", "staff"},
    ("secretariat", "no second factor"): {"signed in"},
    ("secretariat", "suspended"): set(),
    ("steward", "active"): {"signed in", "amber", "steward", "staff"},
    ("steward", "no second factor"): {"signed in"},
    ("steward", "suspended"): set(),
    ("observer", "active"): {"signed in", "amber", "observer"},
    ("observer", "no second factor"): {"signed in", "observer"},
    ("observer", "suspended"): set(),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "state"), TABLE)
def test_a_role_in_a_state_may_exactly_this(role: str, state: str) -> None:
    who = person(role, factor=state != "no second factor")
    if state == "suspended":
        actions.suspend(who)

    assert {name for name, rule in RULES.items() if rule(who)} == TABLE[role, state]


def test_a_stranger_is_nobody() -> None:
    assert [name for name, rule in RULES.items() if rule(AnonymousUser())] == []
