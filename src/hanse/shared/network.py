"""Who runs this house: the network's name, purpose and the sides it compares, from settings."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Side:
    """One part of the world a network compares.

    `bloc` picks one of the six tested pairs of colour and shape, so that a network never has to
    prove contrast itself.
    """

    key: str
    name: str
    bloc: int


@dataclass(frozen=True, slots=True)
class Network:
    """What a visitor is told about the network.

    `purpose`: one short sentence each. `contact`: where to write, an address or a page.
    `source`: where the running version's source can be read. `simulated`: this house shows
    invented people and votes, and must say so on every page.
    """

    name: str
    short_name: str
    lede: str
    purpose: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    run_by: str = ""
    contact: str = ""
    source: str = ""
    sides: tuple[Side, ...] = ()
    simulated: bool = False


NOBODY_YET = {
    "name": "Hanse",
    "short_name": "Hanse",
    "lede": "What one city learned, every city can use.",
}


def read_network(record: dict[str, Any]) -> Network:
    """Return the network a settings record describes."""
    sides = tuple(Side(**side) for side in record.get("sides", ()))
    lines = {key: tuple(record.get(key, ())) for key in ("purpose", "about")}
    return Network(**{**record, **lines, "sides": sides})


def current_network() -> Network:
    """Return the network that `HANSE_NETWORK` describes."""
    return read_network(getattr(settings, "HANSE_NETWORK", NOBODY_YET))
