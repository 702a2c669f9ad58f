"""A Chatham House meeting with people from three cities, and readers outside it."""

import html
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from tests.events.conftest import FULL

from hanse.accounts.models import NetworkRole, User
from hanse.cities.models import Affiliation, Authority, Membership, Role
from hanse.events.actions import record_event
from hanse.events.actions.writing import Said, write_note
from hanse.events.models import Event, Note, Rapporteur, Registration
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import actor_of
from hanse.sharing.labels import SharingLabel

CITIES = ("Lublin", "Bergen", "Reno", "Tartu")
HOME = "/events/oslo-workshop/"
WORDS = "We called the neighbours before we called the press."

Visit = Callable[[str], Client]


@dataclass(frozen=True)
class Room:
    """Of Lublin, Bergen and Reno one person each is in the room; Tartu stayed away."""

    event: Event
    people: dict[str, User]

    def write(self, name: str = "lena of Lublin", **said: Any) -> Note:
        """Let somebody in the room write a note."""
        person = self.fresh(name)
        key = said.pop("key", None) or uuid.uuid4()
        with acting(actor_of(person)):
            return write_note(
                self.event, Said(words=said.pop("words", WORDS), **said), person, key=key
            )

    def fresh(self, name: str) -> User:
        """Return somebody as a request finds them."""
        return User.objects.get(pk=self.people[name].pk)


def text_of(response: Any) -> str:
    """Return the words of a page."""
    words = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", words)


def build_room(rule: str = "chatham-house", **changes: Any) -> Room:
    """Store the meeting, its cities and everybody."""
    with as_system("a test"):
        event = record_event(FULL | {"rule": rule} | changes, sharing_label=SharingLabel.CLEAR)
        cities = {
            name: Authority.objects.create(
                slug=name.lower(), name=name, country="NO", membership=Membership.MEMBER
            )
            for name in CITIES
        }
        people = {
            "lena of Lublin": _person("lena of Lublin", cities["Lublin"], Role.PRACTITIONER),
            "boris of Bergen": _person("boris of Bergen", cities["Bergen"]),
            "rita of Reno": _person("rita of Reno", cities["Reno"], Role.MAYOR),
            "romy of Reno": _person("romy of Reno", cities["Reno"]),
            "tom of Tartu": _person("tom of Tartu", cities["Tartu"]),
            "rapporteur": _person("rapporteur", None),
            "secretariat": _person("secretariat", None, network=NetworkRole.SECRETARIAT),
            "observer": _person("observer", None, network=NetworkRole.OBSERVER),
        }
        for name in ("lena of Lublin", "boris of Bergen", "rita of Reno"):
            Registration.objects.create(
                event=event,
                authority=cities[name.rpartition(" ")[2]],
                person=people[name],
                state="accepted",
                answered_at="2023-04-01T00:00:00Z",
            )
        Rapporteur.objects.create(event=event, person=people["rapporteur"])
    return Room(event, people)


def _person(
    name: str, city: Authority | None, role: str = Role.OFFICIAL, network: str = ""
) -> User:
    made = User.objects.create_user(
        f"{name.replace(' ', '.')}@example.org", name=name, network_role=network
    )
    Authenticator.objects.create(user=made, type=Authenticator.Type.TOTP, data={})
    if city:
        Affiliation.objects.create(person=made, authority=city, role=role)
    return made
