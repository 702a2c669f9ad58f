"""Reading observations from a STIX 2.1 bundle, our own or somebody else's."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.threats.exchange import strict
from hanse.threats.exchange.markings import check_marks
from hanse.threats.exchange.meanings import Reading
from hanse.threats.exchange.stix import EXTENSION
from hanse.threats.exchange.strict import WrongError
from hanse.threats.exchange.told import credibility_of
from hanse.threats.importing.incidents import Incident, name_in_source
from hanse.threats.importing.profiles import EEP, KINDS_OF_SOURCE, PRECISIONS
from hanse.threats.importing.reading import LONGEST_TEXT

READ = ("report", "grouping", "incident")
_ID = re.compile(rf"[a-z0-9-]+--{strict.UUID.pattern}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
LETTERS = tuple("ABCDEF")


def objects_of(document: object, name: str) -> list[Any]:
    """Return the objects of a bundle.

    Raises
    ------
    InputError
        This is no bundle, or too large a one.
    """
    if not isinstance(document, dict) or document.get("type") != "bundle":
        raise InputError(name, None, _("this is no STIX bundle"), _("Export a bundle"))
    objects = document.get("objects", [])
    if not isinstance(objects, list):
        raise InputError(name, None, _("the bundle holds no list"), _("Export a bundle"))
    if len(objects) > strict.MOST_OBJECTS:
        raise strict.too_many(name)
    return objects


def is_told(thing: object) -> bool:
    """Tell whether an object is one that tells of an incident."""
    return isinstance(thing, dict) and thing.get("type") in READ


def read_object(thing: object, number: int, reading: Reading) -> Incident | None:
    """Return the incident an object tells of; None for one that was revoked."""
    found = strict.mapping(thing, "objects")
    key = strict.text(found, "id")
    if not _ID.fullmatch(key):
        raise WrongError("id", _("this is no id of STIX"), _("Correct it"))
    if found.get("spec_version") != "2.1":
        raise WrongError("spec_version", _("only STIX 2.1 is read"), _("Export it as STIX 2.1"))
    check_marks(found, reading.markings)
    if found.get("revoked") is True:
        reading.outcome.left_out += 1
        return None
    return _incident(found, key, number, reading)


def _incident(found: Mapping[str, Any], key: str, number: int, reading: Reading) -> Incident:
    extensions = strict.mapping(found.get("extensions", {}), "extensions")
    own = strict.mapping(extensions.get(EXTENSION, {}), "extensions")
    published = found.get("published", found.get("created"))
    occurred = strict.day(own.get("occurred_on", published), "occurred_on")
    confidence = strict.whole(found, "confidence", 0, 100, 0)
    source = strict.text(own, "external_id", needed=False)
    words = strict.text(found, "description", needed=False) or strict.text(
        found, "name", needed=False
    )
    return Incident(
        external_id=source or name_in_source("stix", key),
        rows=[number],
        occurred_on=occurred,
        reported_on=strict.day(own.get("reported_on", published), "reported_on"),
        precision=strict.one_of(own, "precision", PRECISIONS, "day"),
        labels=reading.labels(strict.texts(found, "labels"), "labels", number),
        severity=strict.whole(own, "severity", 1, 4, 2),
        text="" if own and "description" not in found else words[:LONGEST_TEXT],
        language=_language(found),
        eep=strict.one_of(own, "eep", EEP, "evidenced"),
        source_class=strict.one_of(own, "source_class", KINDS_OF_SOURCE, "ngo"),
        reliability=strict.one_of(own, "reliability", LETTERS, "F"),
        credibility=strict.whole(own, "credibility", 1, 6, credibility_of(confidence)),
    )


def _language(found: Mapping[str, Any]) -> str:
    said = strict.text(found, "lang", needed=False) or "en"
    if not _LANGUAGE.fullmatch(said):
        raise WrongError("lang", _("this is no language tag"), _("Write it as en or de"))
    return said[:35]
