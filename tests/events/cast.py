"""A secretariat and three cities, for the tests of who comes to an event."""

import re
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Membership, Role, Standing
from hanse.events.models import Event, Registration
from hanse.sharing.acting import as_system

NAMES = ("Lublin", "Oslo", "Reno")


@dataclass(frozen=True)
class Network:
    """A secretariat, and in each city an official; one colleague and one partner in Oslo."""

    event: Event
    secretary: User
    official: dict[str, User]
    colleague: User
    partner: User

    def place(self, name: str) -> Registration:
        """Return a city's registration as it is stored."""
        with as_system("a test looks"):
            return Registration.objects.get(authority__name=name)

    def states(self) -> dict[str, str]:
        """Return what became of each invitation."""
        with as_system("a test looks"):
            return dict(Registration.objects.values_list("authority__name", "state"))


def person(name: str, city: Authority | None, role: str = Role.OFFICIAL, network: str = "") -> User:
    made = User.objects.create_user(f"{name}@example.org", name=name, network_role=network)
    Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data={})
    if city:
        Affiliation.objects.create(person=made, authority=city, role=role)
    return made


def text(page: Any) -> str:
    """Return a page with its white space folded, as it is read."""
    return re.sub(r"\s+", " ", page.content.decode())


def cities(number: int) -> list[Authority]:
    """Let cities join, each with a steward."""
    made = []
    for index in range(number):
        city = Authority.objects.create(
            slug=f"city-{index}",
            name=f"City {index:02}",
            country="SE",
            population=40_000 + index * 10_000,
            membership=Membership.MEMBER,
            challenges=["polarisation"],
            labels={"challenges": "green"},
        )
        who = User.objects.create_user(f"steward{index}@city.example", language="de")
        Affiliation.objects.create(
            person=who, authority=city, role="official", standing=Standing.STEWARD
        )
        made.append(city)
    return made
