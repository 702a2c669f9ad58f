"""Who runs this house: the network's name, purpose and the sides it compares, from settings."""

from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Side:
    """One part of the world a network compares.

    `bloc` (1 to 6) picks one of the tested pairs of colour and shape, so that a network never has
    to prove contrast itself.
    """

    key: str
    name: str
    bloc: int


@dataclass(frozen=True, slots=True)
class Network:
    """What a visitor is told about the network.

    `headline`: the front page's claim. `lede`: what the network is, in a sentence or two.
    `purpose`: what it wants, a short line each. `about`: paragraphs for the page about it.
    `imprint`: a sentence on who answers for this site. `contact`, `source`: where to write, and
    where the running version's source is. `simulated`: people and votes here are invented, which
    every page says.
    """

    name: str
    short_name: str
    headline: str
    lede: str
    purpose: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    imprint: str = ""
    contact: str = ""
    source: str = ""
    sides: tuple[Side, ...] = ()
    simulated: bool = False


NOBODY_YET: dict[str, Any] = {
    "name": "Hanse",
    "short_name": "Hanse",
    "headline": "What one city learned, every city can use",
    "lede": "Hanse is free software for networks of cities that prevent hate, extremism and "
    "polarisation.",
}


def read_network(record: dict[str, Any], language: str) -> Network:
    """Return the network a record describes, in a language where the record has it.

    A record is flat; its table `translations` holds the same keys again per language.
    """
    words = {**record, **record.get("translations", {}).get(language, {})}
    known = {field.name for field in fields(Network)}
    values = {key: value for key, value in words.items() if key in known}
    for key in ("purpose", "about"):
        values[key] = tuple(values.get(key, ()))
    values["sides"] = tuple(Side(**side) for side in values.get("sides", ()))
    return Network(**values)


def current_network() -> Network:
    """Return the network that `HANSE_NETWORK` describes, in the reader's language."""
    record = getattr(settings, "HANSE_NETWORK", None) or NOBODY_YET
    return read_network(record, (get_language() or settings.LANGUAGE_CODE).partition("-")[0])
