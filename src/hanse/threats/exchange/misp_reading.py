"""Reading observations from MISP events, our own or somebody else's."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.threats.exchange import strict
from hanse.threats.exchange.markings import check_tags
from hanse.threats.exchange.meanings import Reading
from hanse.threats.exchange.misp import OWN, THREAT_LEVEL
from hanse.threats.exchange.strict import WrongError
from hanse.threats.importing.incidents import Incident, name_in_source
from hanse.threats.importing.profiles import EEP, KINDS_OF_SOURCE, PRECISIONS
from hanse.threats.importing.reading import LONGEST_TEXT

_TAG = re.compile(r'(?P<space>[^:"]+):(?P<name>[^=":]+)="(?P<value>[^"]*)"')
_SEVERITY = {level: severity for severity, level in THREAT_LEVEL.items()}
LETTERS = tuple("ABCDEF")
# vocabularies of MISP that speak of the file, its sender or its machine, not of what happened
TECHNICAL = frozenset(
    (
        "tlp", "pap", "admiralty-scale", "estimative-language", "misp", "misp-galaxy", "misp-tool",
        "type", "source", "osint", "workflow", "circl", "kill-chain", "veris", "enisa", "retention",
        "priority-level", "false-positive", "iep", "cssa", "malware_classification", "rsit",
        "csirt", "ecsirt", "europol-event", "collaborative-intelligence", "dfrlab-source", OWN,
    )
)  # fmt: skip


def events_of(document: object, name: str) -> list[Any]:
    """Return the events of an export: one, a list, or an answer that holds a list.

    Raises
    ------
    InputError
        There are no events in it, or too many.
    """
    found = document.get("response", [document]) if isinstance(document, dict) else document
    if not isinstance(found, list) or not all(isinstance(o, dict) and "Event" in o for o in found):
        raise InputError(name, None, _("this holds no MISP events"), _("Export events as JSON"))
    if len(found) > strict.MOST_OBJECTS:
        raise strict.too_many(name)
    return [one["Event"] for one in found]


def read_event(thing: object, number: int, reading: Reading) -> Incident | None:
    """Return the incident an event tells of."""
    event = strict.mapping(thing, "Event")
    key = strict.text(event, "uuid").lower()
    if not strict.UUID.fullmatch(key):
        raise WrongError("uuid", _("this is no UUID"), _("Correct it"))
    tags = list(_tags(event))
    check_tags(tags)
    occurred = strict.day(event.get("date"), "date")
    own = _of(tags, OWN)
    scale = _of(tags, "admiralty-scale")
    own_labels = [value for tag in tags if (value := _value(tag, OWN, "label"))]
    words = own_labels or [_word(tag, reading) for tag in tags if _speaks(tag)]
    # MISP knows a G for whoever deceives on purpose, which for us cannot be relied on
    letter = {"letter": scale.get("source-reliability", "f").upper().replace("G", "E")}
    severity = _SEVERITY.get(str(event.get("threat_level_id", "3")), 2)
    own_numbers = {k: int(v) if v.isdecimal() else v for k, v in (own | scale).items()}
    return Incident(
        external_id=own.get("external-id", "").replace("%22", '"') or name_in_source("misp", key),
        rows=[number],
        occurred_on=occurred,
        reported_on=strict.day(own.get("reported-on", occurred.isoformat()), "reported-on"),
        precision=strict.one_of(own, "precision", PRECISIONS, "day"),
        labels=reading.labels(words, "Tag", number, beside=not own_labels),
        severity=strict.whole(own_numbers, "severity", 1, 4, severity),
        text=_text(event, ours=bool(own))[:LONGEST_TEXT],
        language=own.get("language", "en")[:35],
        eep=strict.one_of(own, "eep", EEP, "evidenced"),
        source_class=strict.one_of(own, "source-class", KINDS_OF_SOURCE, "ngo"),
        reliability=strict.one_of(letter, "letter", LETTERS, "F"),
        credibility=strict.whole(own_numbers, "information-credibility", 1, 6, 6),
    )


def _speaks(tag: str) -> bool:
    """Tell whether a stranger's tag may say what an incident was about, rather than of its file."""
    return tag.partition(":")[0].strip().lower() not in TECHNICAL


def _word(tag: str, reading: Reading) -> str:
    """Return the value of a tag where it is known, else the whole tag, for a person to read."""
    value = tag.rpartition("=")[2].strip('"')
    return tag if reading.meanings.of(value)[1] else value


def _tags(event: Mapping[str, Any]) -> Iterator[str]:
    tags = event.get("Tag", [])
    if not isinstance(tags, list):
        raise WrongError("Tag", _("a list of tags is expected here"), _("Correct it"))
    for tag in tags:
        yield strict.text(strict.mapping(tag, "Tag"), "name")


def _of(tags: list[str], space: str) -> dict[str, str]:
    found = (_TAG.fullmatch(tag) for tag in tags)
    return {one["name"]: one["value"] for one in found if one and one["space"] == space}


def _value(tag: str, space: str, name: str) -> str:
    found = _TAG.fullmatch(tag)
    return found["value"] if found and (found["space"], found["name"]) == (space, name) else ""


def _text(event: Mapping[str, Any], *, ours: bool) -> str:
    """Return what happened: our own attribute, or the title of a stranger's event."""
    attributes = event.get("Attribute", [])
    if not isinstance(attributes, list):
        raise WrongError("Attribute", _("a list is expected here"), _("Correct it"))
    for one in attributes:
        told = strict.mapping(one, "Attribute")
        if ours and told.get("type") == "text":
            check_tags(_tags(told))
            return strict.text(told, "value")
    return "" if ours else strict.text(event, "info")
