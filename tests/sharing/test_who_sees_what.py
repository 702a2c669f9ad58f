"""Who sees which record: the query's rule and the database's rule, beside a plain reading."""

import pytest
from tests.sharing.conftest import House
from tests.sharing.house import PEOPLE, by_query, suspend

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Membership
from hanse.dialogues.models import Dialogue
from hanse.sharing.acting import acting
from hanse.sharing.actors import PUBLIC, Actor, actor_of

EVERYBODY = ("a stranger", *PEOPLE)


def by_database(actor: Actor) -> set[str]:
    """Read with a query that forgot the policy."""
    with acting(actor):
        return set(Dialogue.objects.values_list("slug", flat=True))


def test_everybody_sees_exactly_what_the_rule_says(full_house: House) -> None:
    actors = {name: actor_of(full_house.person(name)) for name in EVERYBODY}

    expected = {name: full_house.world.sees(name) for name in EVERYBODY}

    assert {name: by_query(actor) for name, actor in actors.items()} == expected
    assert {name: by_database(actor) for name, actor in actors.items()} == expected


# what Aarhus shares; "+" is with Boston invited, or with the named people
TABLE = {
    "a stranger": "clear",
    "aino of Aarhus": "clear green amber amber-strict red+",
    "anders of Aarhus, password only": "clear green",
    "alva, partner of Aarhus": "clear green amber",
    "bea of Boston": "clear green amber+",
    "bill of Boston, suspended": "clear",
    "bo, partner of Boston": "clear green amber+",
    "camille of Calais": "clear green red+",
    "sam of the secretariat": "clear green red-",
    "stella, steward of the network": "clear green",
    "olga, observer": "clear red+",
    "nils, no city yet": "clear",
}


@pytest.mark.parametrize("name", TABLE)
def test_what_aarhus_shares_is_read_by(name: str, full_house: House) -> None:
    expected = set()
    for word in TABLE[name].split():
        label = word.rstrip("+-")
        expected |= {f"aarhus-{label}-true"} if not word.endswith("-") else set()
        expected |= {f"aarhus-{label}-false"} if not word.endswith("+") else set()

    seen = by_query(actor_of(full_house.person(name)))

    assert {slug for slug in seen if slug.startswith("aarhus")} == expected


def test_what_the_network_keeps_narrow_is_read_by_its_secretariat_alone(full_house: House) -> None:
    narrow = "network-amber-strict-false"

    readers = {n for n in EVERYBODY if narrow in by_query(actor_of(full_house.person(n)))}

    assert readers == {"sam of the secretariat"}


@pytest.mark.parametrize("label", ["amber-strict", "red"])
def test_authors_read_what_they_signed_and_nobody_reads_it_for_their_sake(
    label: str, full_house: House
) -> None:
    mine = {f"signed-{number}-{label}": set() for number in range(4)}
    for name in ("camille of Calais", "nils, no city yet", "anders of Aarhus, password only"):
        for key in mine.keys() & by_query(actor_of(full_house.person(name))):
            mine[key].add(name)

    assert list(mine.values()) == [{"camille of Calais"}, set(), set(), {"nils, no city yet"}]


def test_work_of_the_system_reads_everything(full_house: House) -> None:
    everything = set(full_house.records)

    assert by_query(Actor(system="a job")) == everything
    assert by_database(Actor(system="a job")) == everything


def test_somebody_who_lost_their_place_is_the_public_from_the_next_request(
    full_house: House,
) -> None:
    name = "bea of Boston"
    suspend(full_house.people[name])

    assert actor_of(full_house.person(name)) == PUBLIC


@pytest.mark.parametrize("state", [Membership.LEFT, Membership.SUSPENDED, Membership.NONE])
def test_people_of_a_city_that_is_no_member_now_are_no_members(
    state: Membership, full_house: House
) -> None:
    Authority.objects.filter(name="Boston").update(membership=state)

    actor = actor_of(full_house.person("bea of Boston"))

    assert (actor.member, actor.cities) == (False, frozenset())


def test_an_affiliation_that_ended_gives_nothing(full_house: House) -> None:
    bea = full_house.people["bea of Boston"]
    Affiliation.objects.filter(person=bea).update(since="2020-01-01", until="2021-01-01")

    assert not actor_of(User.objects.get(pk=bea.pk)).member
