"""The house behind the doors: the cast, two cities, and a record of every kind for every shelf."""

import hashlib
import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.access.cast import NETWORK, OTHER, OWN, READERS, Reader
from tests.access.kinds import Case, Kind, Visit
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


def letters() -> dict[str, Callable[["House"], object]]:
    """Return what makes the features write letters, by occasion."""
    return _gathered("LETTERS")


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
    readers: list[frozenset[str]] = field(default_factory=list)  # by the number of a word
    origins: list[str] = field(default_factory=list)  # the same, of what the word speaks
    words_made: list[set[str]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)  # by the code that words begin with
    _shared: dict[str, Any] = field(default_factory=dict)
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
            self._stored[place] = kinds()[kind].store(
                self, about, self.words(seen, self.key(kind, shelf))
            )
        return self._stored[place]

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what several records share, made when first asked for."""
        if name not in self._shared:
            self._shared[name] = make()
        return self._shared[name]

    def stored(self) -> Mapping[tuple[str, str], Any]:
        """Return every record by kind and shelf."""
        return self._stored

    def words(self, readers: frozenset[str], origin: str = "something else") -> Words:
        """Return what makes unique words that only these readers may ever be shown."""
        number, made = len(self.readers), set[str]()
        self.readers.append(readers)
        self.origins.append(origin)
        self.words_made.append(made)
        self.numbers[code_of(number)] = number

        def word(field: str) -> str:
            made.add(code_of(number) + _letters(field, 4))
            return code_of(number) + _letters(field, 4)

        return word

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


def code_of(number: int) -> str:
    """Return what all words of a number begin with; no two look alike to a search."""
    return f"zq{_letters(str(number), 6)}"


def _letters(of: str, count: int) -> str:
    digest = hashlib.sha256(of.encode()).digest()
    return "".join(chr(97 + byte % 26) for byte in digest[:count])


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
    for (kind, shelf), row in reversed(house.stored().items()):
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

    # members find members by name; an address is for colleagues and staff
    named = NETWORK if who.homes and not who.suspended else _close_to(name)
    name_word = house.words(named, f"the name of: {name}")
    mail_word = house.words(_close_to(name), f"the address of: {name}")
    person = add_person(
        email=f"{mail_word('mail')}@example.org", name=name_word("name"), network_role=who.job
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


def _close_to(name: str) -> frozenset[str]:
    """Return who may know more of somebody: themselves, their cities' own people, and staff."""
    known = {other for other in NETWORK if other != "partner"}
    return frozenset(known | {name})


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
