"""The house of every kind, stored once for each test that asks."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.sharing import house
from tests.sharing.rule import World

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.dialogues.models import Dialogue


@dataclass(frozen=True)
class House:
    """What is stored, and the plain description of the same."""

    world: World
    cities: dict[str, Authority]
    people: dict[str, User]
    records: dict[str, Dialogue]

    def person(self, name: str) -> User | None:
        """Return somebody fresh from the database, as every request does; None is the public."""
        known = self.people.get(name)
        return User.objects.get(pk=known.pk) if known else None


@pytest.fixture
def full_house(db: None) -> House:
    del db
    return build_house()


def build_house() -> House:
    """Store every kind of person and record."""
    world = house.world_of_every_kind()
    cities = house.build_cities()
    people = {name: house.build_person(name, who, cities) for name, who in world.people.items()}
    records = {
        key: house.store(key, something, cities, people) for key, something in world.records.items()
    }
    return House(world, cities, people, records)


Build = Callable[[], House]
