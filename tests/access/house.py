"""The house behind the doors: the cast, two cities, and a record of every kind for every shelf."""

import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.access.cast import OTHER, OWN, READERS, Reader
from tests.access.kinds import Case, Kind, Visit
from tests.access.rule_table import STAFF
from tests.careful import CarefulClient
from tests.sharing.house import give_second_factor, sign, suspend
from tests.sharing.rule import Something, World

FEATURES = Path(__file__).parent / "features"
Words = Callable[[str], str]


def _gathered(name: str) -> dict[str, Any]:
    """Join what every module of `features` says under a name."""
    found: dict[str, Any] = {}
    for path in sorted(FEATURES.glob("*.py")):
        module = importlib.import_module(f"tests.access.features.{path.stem}")
        found |= getattr(module, name, {})
    return found


def addresses() -> dict[str, Visit]:
    """Return what the features tell of their addresses, by name."""
    return _gathered("ADDRESSES")


def kinds() -> dict[str, Kind]:
    """Return the kinds of record the features store."""
    return _gathered("KINDS")


@dataclass
class House:
    """What is stored, the plain description of the same, and who may read which token."""

    world: World
    cities: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    browsers: dict[str, CarefulClient] = field(default_factory=dict)
    cases: dict[str, Mapping[str, Case]] = field(default_factory=dict)
    readers: list[frozenset[str]] = field(default_factory=list)  # by number of token
    _stored: dict[tuple[str, str], Any] = field(default_factory=dict)

    def key(self, kind: str, shelf: str) -> str:
        """Name a record in the world of sharing."""
        return f"{kind}: {shelf}"

    def shelves(self, kind: str) -> Mapping[str, Something]:
        """Return the ways in which a kind of record can be shared."""
        return kinds()[kind].shelves

    def inside(self, city: str) -> frozenset[str]:
        """Return the own people of a city, its partners left out."""
        people = self.world.people.items()
        return frozenset(n for n, who in people if who.homes.get(city, "partner") != "partner")

    def record(self, kind: str, shelf: str) -> Any:
        """Return the record of a kind on a shelf; stored when first asked for."""
        place = kind, shelf
        if place not in self._stored:
            about = self.world.records[self.key(kind, shelf)] = self.shelves(kind)[shelf]
            seen = frozenset(n for n in READERS if self.key(kind, shelf) in self.world.sees(n))
            self._stored[place] = kinds()[kind].store(self, about, self.words(seen))
        return self._stored[place]

    def words(self, readers: frozenset[str]) -> Words:
        """Return what makes unique words that only these readers may ever be shown."""
        self.readers.append(readers)
        number = len(self.readers) - 1
        return lambda field: f"zqx{number:04d}{field}"

    def share(self, row: Any, about: Something) -> Any:
        """Store a shareable row with the owner, label, guests and audience of its shelf."""
        from hanse.sharing import actions
        from hanse.sharing.labels import SharingLabel
        from hanse.sharing.models import Invited

        row.owner = self.cities.get(about.owner)
        row.sharing_label = SharingLabel(about.label.lower())
        if about.author:
            sign(row, self.people[about.author])
        if about.audience:
            actions.address(row.record, [self.people[name] for name in sorted(about.audience)])
        row.save()
        for name in sorted(about.invited):
            Invited.objects.create(record=row.record, authority=self.cities[name])
        return row


def build() -> House:
    """Store everything; what was deleted is stored, looked at, and deleted."""
    house = House(World({n: who for n, who in READERS.items() if who}, {OWN, OTHER}))
    _build_cities(house)
    for name, who in READERS.items():
        house.browsers[name] = _browser(_build_person(house, name, who) if who else None)
    for kind in kinds():
        for shelf in house.shelves(kind):
            house.record(kind, shelf)
    house.cases = {name: visit.cases(house) for name, visit in addresses().items()}
    for (kind, shelf), row in reversed(house._stored.items()):
        if shelf == "deleted":
            kinds()[kind].delete(row)
    for who in READERS:
        if READERS[who] and READERS[who].suspended:
            suspend(house.people[who])
    return house


def _build_cities(house: House) -> None:
    from hanse.cities.models import Authority, Membership

    for name in (OWN, OTHER):
        house.cities[name] = Authority.objects.create(
            slug=name.lower(), name=name, country="DK", membership=Membership.MEMBER
        )
    Authority.objects.create(slug="never-joined", name="Never joined", country="DK")


def _build_person(house: House, name: str, who: Reader) -> Any:
    from hanse.accounts.actions import add_person
    from hanse.cities.models import Affiliation, Role

    word = house.words(_who_may_know(name))
    person = add_person(
        email=f"{word('mail')}@example.org", name=word("name"), network_role=who.job
    )
    for home, role in who.homes.items():
        standing = who.standings.get(home, "member")
        Affiliation.objects.create(
            person=person, authority=house.cities[home], role=Role(role), standing=standing
        )
    if who.two_factors:
        give_second_factor(person)
    house.people[name] = person
    return person


def _who_may_know(name: str) -> frozenset[str]:
    """Let people be known to themselves, to those inside their cities, and to the network's staff.

    Records that name people, with consent or to an audience, put words of their own there.
    """
    welcome = {other: who for other, who in READERS.items() if who and not who.suspended}
    inside = {other for other, who in welcome.items() if who.homes and other != "partner"}
    return frozenset({name} | inside | {o for o, who in welcome.items() if who.job in STAFF})


def _browser(person: Any) -> CarefulClient:
    browser = CarefulClient()
    if person:
        browser.force_login(person)
        session = browser.session
        session["account_authentication_methods_user"] = str(person.pk)
        session["account_authentication_methods"] = [
            {"method": "code", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
        browser.get("/style/")  # from now on a click writes nothing of its own
    return browser
