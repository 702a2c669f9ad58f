"""A small network with people of every kind, and records of every label, in the database."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from tests.sharing.rule import NETWORK, Someone, Something, World

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Membership, Role
from hanse.dialogues.models import Dialogue
from hanse.sharing import actions
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import Actor
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Attribution, Authorship, Invited
from hanse.sharing.policy import readable

CITIES = ("Aarhus", "Boston", "Calais")
PEOPLE = {
    "aino of Aarhus": Someone({"Aarhus": "official"}, two_factors=True),
    "anders of Aarhus, password only": Someone({"Aarhus": "official"}),
    "alva, partner of Aarhus": Someone({"Aarhus": "partner"}, two_factors=True),
    "bea of Boston": Someone({"Boston": "mayor"}, two_factors=True),
    "bill of Boston, suspended": Someone({"Boston": "official"}, "", True, True),
    "bo, partner of Boston": Someone({"Boston": "partner"}, two_factors=True),
    "camille of Calais": Someone({"Calais": "practitioner"}, two_factors=True),
    "sam of the secretariat": Someone({}, "secretariat", two_factors=True),
    "stella, steward of the network": Someone({}, "steward", two_factors=True),
    "olga, observer": Someone({}, "observer", two_factors=True),
    "nils, no city yet": Someone({}, two_factors=True),
}
# people who wrote what the network keeps narrow and could not read otherwise
AUTHORS = (
    "camille of Calais",
    "anders of Aarhus, password only",
    "bill of Boston, suspended",
    "nils, no city yet",
)


def build_cities() -> dict[str, Authority]:
    """Store the three cities, all members."""
    return {
        name: Authority.objects.create(
            slug=name.lower(), name=name, country="DK", membership=Membership.MEMBER
        )
        for name in CITIES
    }


def build_person(name: str, who: Someone, cities: dict[str, Authority]) -> User:
    """Store a person as described."""
    person = User.objects.create_user(
        f"{name.replace(' ', '.').replace(',', '')}@example.org", name=name, network_role=who.job
    )
    for city, role in who.homes.items():
        Affiliation.objects.create(person=person, authority=cities[city], role=Role(role))
    if who.two_factors:
        give_second_factor(person)
    if who.suspended:
        suspend(person)
    return person


def give_second_factor(person: User) -> None:
    """Let a person have an authenticator app."""
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})


def suspend(person: User) -> None:
    """Suspend a person as the secretariat does."""
    User.objects.filter(pk=person.pk).update(is_active=False, suspended_at="2026-01-01T00:00:00Z")


def store(
    key: str, something: Something, cities: dict[str, Authority], people: dict[str, User]
) -> Dialogue:
    """Store a record; a dialogue stands for every kind of them."""
    owner = None if something.owner == NETWORK else cities[something.owner]
    shared = Dialogue(
        slug=key, title=key, owner=owner, sharing_label=SharingLabel(something.label.lower())
    )
    if something.author:
        sign(shared, people[something.author])
    with as_system("a test"):
        actions.address(shared.record, [people[name] for name in sorted(something.audience)])
        shared.save()
        Invited.objects.bulk_create(
            Invited(record=shared.record, authority=cities[name]) for name in something.invited
        )
    return shared


def sign(shared: Dialogue, author: User) -> None:
    """Seal an author as `quotes.sign` does, whoever they are by now."""
    with acting(Actor(person_id=author.pk)):
        Authorship.objects.create(
            record=shared.record, person=author, attribution=Attribution.CHATHAM
        )


def by_query(actor: Actor, rule: Callable[..., QuerySet[Dialogue]] = readable) -> set[str]:
    """Read through the policy, with the database's own rule out of the way.

    The system passes that rule; the reader's name beside it opens what they signed, which the
    database shows to no system.
    """
    with acting(replace(actor, system=actor.system or "a test")):
        return set(rule(Dialogue.objects.all(), actor).values_list("slug", flat=True))


def world_of_every_kind() -> World:
    """Describe every label with every owner, invited cities and audience, without storing it."""
    world = World(dict(PEOPLE), set(CITIES))
    for owner in (*CITIES, NETWORK):
        for label in ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"):
            for with_guests in (False, True):
                key = f"{owner or 'network'}-{label}-{with_guests}".lower().replace("+", "-")
                world.records[key] = Something(
                    label,
                    owner,
                    {"Boston"} if with_guests else set(),
                    set(_addressed(with_guests)),
                )
    for number, author in enumerate(AUTHORS):
        for label in ("AMBER+STRICT", "RED"):
            key = f"signed-{number}-{label}".lower().replace("+", "-")
            world.records[key] = Something(label, NETWORK, author=author)
    return world


def _addressed(with_guests: bool) -> Iterable[str]:  # noqa: FBT001 - a column of the table
    if not with_guests:
        return ("sam of the secretariat",)
    return (
        "aino of Aarhus",
        "anders of Aarhus, password only",
        "bill of Boston, suspended",
        "camille of Calais",
        "olga, observer",
    )
