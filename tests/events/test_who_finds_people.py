"""Who finds a person by name is what that person chose: in the search and on lists alike."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.accounts.cast import signed_in
from tests.events.cast import Network, person

from hanse.accounts.models import FoundBy, NetworkRole, User
from hanse.cities.models import Affiliation, Authority
from hanse.events.models import Event, Registration
from hanse.home.searching import Asked, find
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import actor_of

pytestmark = pytest.mark.django_db
NAME = "Xylo Thek"
READERS = (
    "a stranger",
    "a national observer",
    "a colleague",
    "a colleague with a password only",
    "a member of another city",
    "a partner of the own city",
    "a partner of another city",
    "the secretariat",
    "a steward of the network",
)
COLLEAGUES = {"a colleague"}
MEMBERS = {
    *COLLEAGUES,
    "a colleague with a password only",
    "a member of another city",
    "the secretariat",
    "a steward of the network",
}
FINDERS = {
    FoundBy.CITY: COLLEAGUES,
    FoundBy.MEMBERS: MEMBERS,
    FoundBy.PARTNERS: MEMBERS | {"a partner of the own city", "a partner of another city"},
}
TABLE = [(choice, name) for choice in FoundBy for name in READERS]


@pytest.fixture
def found(network: Network) -> User:
    """Somebody of Oslo, who comes to a meeting for members and agreed to be listed."""
    oslo = Authority.objects.get(slug="oslo")
    who = User.objects.create_user("xylo@example.org", name=NAME)
    Affiliation.objects.create(person=who, authority=oslo, role="official")
    Event.objects.update(rule="members")
    with as_system("a test"):
        Registration.objects.filter(event=network.event, authority=oslo).update(
            state="accepted", answered_at=timezone.now(), person=who, named=True
        )
    return who


def reader(name: str, network: Network) -> User | None:
    """Return a reader by what they are."""
    reno, oslo = (Authority.objects.get(slug=slug) for slug in ("reno", "oslo"))
    if name == "a colleague with a password only":
        plain = User.objects.create_user("plain@example.org", name="plain")
        Affiliation.objects.create(person=plain, authority=oslo, role="official")
        return plain
    made = {
        "a stranger": lambda: None,
        "a national observer": lambda: person("eye", None, network=NetworkRole.OBSERVER),
        "a colleague": lambda: network.colleague,
        "a member of another city": lambda: network.official["Reno"],
        "a partner of the own city": lambda: network.partner,
        "a partner of another city": lambda: person("helper", reno, "partner"),
        "the secretariat": lambda: network.secretary,
        "a steward of the network": lambda: person("keeper", None, network=NetworkRole.STEWARD),
    }
    return made[name]()


@pytest.mark.parametrize(("choice", "name"), TABLE)
def test_the_search_finds_people_as_they_chose(
    choice: FoundBy, name: str, network: Network, found: User
) -> None:
    User.objects.filter(pk=found.pk).update(found_by=choice)
    who = reader(name, network)

    with acting(actor_of(who)):
        hits = find(Asked(words="xylo"), who).hits

    assert bool(hits) == (name in FINDERS[choice])


@pytest.mark.parametrize(("choice", "name"), TABLE)
def test_a_list_for_members_names_people_as_they_chose(
    choice: FoundBy, name: str, network: Network, found: User
) -> None:
    User.objects.filter(pk=found.pk).update(found_by=choice)
    who = reader(name, network)
    browser = signed_in(who) if who else Client()
    in_the_room = name == "the secretariat"

    for way in ("participants/", "participants.csv"):
        answer = browser.get(f"/events/oslo-workshop/{way}")

        told = NAME in answer.content.decode()
        assert told == (name in FINDERS[choice] or in_the_room), way


def test_people_begin_with_members_and_choose_on_their_profile(found: User) -> None:
    assert found.found_by == FoundBy.MEMBERS
    browser = signed_in(found)

    shown = browser.get("/account/profile/").content.decode()
    browser.post("/account/profile/", {"name": NAME, "language": "en", "found_by": "city"})

    assert "Who may find you by your name?" in shown
    assert User.objects.get(pk=found.pk).found_by == FoundBy.CITY
