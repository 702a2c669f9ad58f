"""The network lives: people come and go, cities join and leave, records are shared and relabelled.

After every step somebody looks, through the query's rule and through the database's, and must see
exactly what a plain reading of the rule says.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.sharing import house
from tests.sharing.conftest import House
from tests.sharing.rule import NETWORK, Someone, Something, World

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Membership, Role
from hanse.dialogues.models import Dialogue
from hanse.sharing import actions
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import actor_of
from hanse.sharing.labels import SharingLabel, strictest

PEOPLE = {
    "ann": Someone({"Aarhus": "official"}, two_factors=True),
    "ben": Someone({"Boston": "partner"}, two_factors=True),
    "cem": Someone({"Calais": "mayor"}),
    "sam": Someone({}, "secretariat", two_factors=True),
    "ula": Someone({}, "steward", two_factors=True),
    "oda": Someone({}, "observer", two_factors=True),
    "new": Someone(),
}
names = st.sampled_from(sorted(PEOPLE))
cities = st.sampled_from(house.CITIES)
owners = st.sampled_from((*house.CITIES, NETWORK))
open_labels = st.sampled_from(("CLEAR", "GREEN", "AMBER", "AMBER+STRICT"))


class Network(RuleBasedStateMachine):
    """Every step is done twice: to the database, and to the plain description of it."""

    records = Bundle("records")
    start: House

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        people = {n: Someone(dict(w.homes), w.job, w.two_factors) for n, w in PEOPLE.items()}
        self.world = World(people, set(house.CITIES))
        self.count = 0

    def teardown(self) -> None:
        """Let everybody look once more, then forget this example."""
        try:
            for name in ("a stranger", *PEOPLE):
                self.look(name)
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @rule(target=records, label=open_labels, owner=owners, guests=st.sets(cities, max_size=1))
    def post(self, label: str, owner: str, guests: set[str]) -> str:
        """Post a record, perhaps with a city invited."""
        return self._store(Something(label, owner, guests))

    @rule(target=records, owner=owners, audience=st.sets(names, max_size=3))
    def post_to_people(self, owner: str, audience: set[str]) -> str:
        """Post a RED record to named people."""
        return self._store(Something("RED", owner, set(), audience))

    @rule(target=records, label=open_labels, owner=owners, author=names)
    def post_signed(self, label: str, owner: str, author: str) -> str:
        """Post a record that somebody signed, for a city they need not belong to."""
        return self._store(Something(label, owner, author=author))

    @rule(target=records, first=records, second=records, owner=owners)
    def derive(self, first: str, second: str, owner: str) -> str:
        """Make something from two records: its label is the strictest of theirs."""
        ours = [self.world.records[key] for key in (first, second)]
        rooms = [source.audience for source in ours if source.label == "RED"]
        audience = set.intersection(*rooms) if rooms else set()
        made = strictest(source.label.lower() for source in ours)
        return self._store(Something(made.value.upper(), owner, set(), audience))

    @rule(key=records, label=open_labels)
    def relabel(self, key: str, label: str) -> None:
        """Let the owner change a label; RED stays RED."""
        something = self.world.records[key]
        if something.label == "RED":
            return
        with as_system("the owner") as owner:
            shared = Dialogue.objects.get(slug=key)
            actions.relabel(shared, SharingLabel(label.lower()), owner)
        something.label = label

    @rule(key=records, city=cities)
    def invite(self, key: str, city: str) -> None:
        """Invite a city, or take the invitation back."""
        invited = self.world.records[key].invited
        act = actions.uninvite if city in invited else actions.invite
        with as_system("the owner") as owner:
            act(Dialogue.objects.get(slug=key), self.start.cities[city], owner)
        invited.symmetric_difference_update({city})

    @rule(key=consumes(records))
    def remove(self, key: str) -> None:
        """Take a record away."""
        with as_system("the owner"):
            Dialogue.objects.filter(slug=key).delete()
        del self.world.records[key]

    @rule(name=names, city=cities, role=st.sampled_from(Role.values))
    def join(self, name: str, city: str, role: str) -> None:
        """Let somebody belong to a city, or to it as something else."""
        Affiliation.objects.update_or_create(
            person=self.start.people[name],
            authority=self.start.cities[city],
            defaults={"role": role},
        )
        self.world.people[name].homes[city] = role

    @rule(name=names, city=cities)
    def leave(self, name: str, city: str) -> None:
        """Let somebody leave a city."""
        here = {"person": self.start.people[name], "authority": self.start.cities[city]}
        Affiliation.objects.filter(**here).delete()
        self.world.people[name].homes.pop(city, None)

    @rule(name=names)
    def suspend(self, name: str) -> None:
        """Suspend somebody, or let them back."""
        person = self.world.people[name]
        person.suspended = not person.suspended
        User.objects.filter(pk=self.start.people[name].pk).update(
            is_active=not person.suspended,
            suspended_at="2026-01-01T00:00:00Z" if person.suspended else None,
        )

    @rule(name=names)
    def change_factor(self, name: str) -> None:
        """Let somebody add a second factor, or lose it."""
        person = self.world.people[name]
        person.two_factors = not person.two_factors
        if person.two_factors:
            house.give_second_factor(self.start.people[name])
        else:
            Authenticator.objects.filter(user=self.start.people[name]).delete()

    @rule(city=cities)
    def change_membership(self, city: str) -> None:
        """Let a city leave the network, or come back."""
        members = self.world.member_cities
        state = Membership.LEFT if city in members else Membership.MEMBER
        Authority.objects.filter(pk=self.start.cities[city].pk).update(membership=state)
        members.symmetric_difference_update({city})

    @rule(name=names)
    def look(self, name: str) -> None:
        """Read as somebody, with the rule in the query and with the rule in the database."""
        expected = self.world.sees(name)
        actor = actor_of(self.start.person(name))
        assert house.by_query(actor) == expected
        with acting(actor):
            assert set(Dialogue.objects.values_list("slug", flat=True)) == expected

    @invariant()
    def everything_is_still_there(self) -> None:
        """No step loses a record."""
        assert Dialogue.objects.count() == len(self.world.records)

    def _store(self, something: Something) -> str:
        self.count += 1
        key = f"record-{self.count}"
        house.store(key, something, self.start.cities, self.start.people)
        self.world.records[key] = something
        return key


@pytest.mark.django_db
def test_nobody_ever_sees_more_or_less_than_the_rule_says() -> None:
    towns = house.build_cities()
    people = {name: house.build_person(name, who, towns) for name, who in PEOPLE.items()}
    Network.start = House(World(), towns, people, {})

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Network,
        settings=settings(
            max_examples=200,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
