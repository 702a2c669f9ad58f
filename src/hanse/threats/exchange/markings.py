"""Whom a stranger's file allows to read a thing: the strictest of its markings, unknown ones most.

Whatever is allowed, what comes in stays with the city's own people; what is for named people alone
does not come in at all.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.exchange import strict
from hanse.threats.exchange.stix import TLP, TLP_EXTENSION
from hanse.threats.exchange.strict import WrongError

NAMES = {label.value: label for label in SharingLabel} | {"white": SharingLabel.CLEAR}
# fixed by OASIS for the four labels of the first TLP
_FIRST_TLP = {
    "613f2e26-407d-48c7-9eca-b8e91df99dc9": SharingLabel.CLEAR,
    "34098fce-860f-48ae-8e50-ebd3cc5e41da": SharingLabel.GREEN,
    "f88d31f6-486f-44da-b317-01333bde0b82": SharingLabel.AMBER,
    "5e57c739-391a-4eb3-b6be-7d15ca92d5ed": SharingLabel.RED,
}
_FIXED: Mapping[str, SharingLabel | None] = {key: label for label, key in TLP.items()} | {
    f"marking-definition--{key}": label for key, label in _FIRST_TLP.items()
}
Markings = Mapping[str, SharingLabel | None]  # None where a marking says nothing of readers
_UNKNOWN = "?"


def markings_of(objects: Iterable[object]) -> Markings:
    """Return what the markings mean that a bundle defines, and those that are fixed."""
    own = {}
    for thing in objects:
        if isinstance(thing, dict) and thing.get("type") == "marking-definition":
            label = _defined(thing)
            if label != _UNKNOWN and isinstance(thing.get("id"), str):
                own[thing["id"]] = NAMES.get(label)
    return own | dict(_FIXED)


def check_marks(found: Mapping[str, Any], markings: Markings) -> None:
    """Refuse an object that only named people may read, or of which nobody can tell who may.

    Raises
    ------
    WrongError
        It is TLP:RED, as a whole or in part, or carries a marking that nobody knows.
    """
    marks = strict.texts(found, "object_marking_refs")
    parts = found.get("granular_markings", [])
    if not isinstance(parts, list):
        raise WrongError("granular_markings", _("a list is expected here"), _("Correct it"))
    for part in parts:
        told = strict.mapping(part, "granular_markings")
        if "marking_ref" in told:  # others name a language
            marks = [*marks, strict.text(told, "marking_ref")]
    for mark in marks:
        if mark not in markings:
            raise unknown("object_marking_refs", mark)
        if markings[mark] == SharingLabel.RED:
            raise red("object_marking_refs")


def check_tags(tags: Iterable[str]) -> None:
    """Refuse what tags mark as TLP:RED, or with a label of the TLP that nobody knows.

    Raises
    ------
    WrongError
        One of the tags does.
    """
    for tag in tags:
        space, _colon, name = tag.strip().lower().partition(":")
        if space == "tlp" and name not in NAMES:
            raise unknown("Tag", tag)
        if space == "tlp" and NAMES[name] == SharingLabel.RED:
            raise red("Tag")


def red(column: str) -> WrongError:
    """Refuse what is for named people."""
    return WrongError(column, _("TLP:RED is for named people"), _("Leave it out of the file"))


def unknown(column: str, mark: str) -> WrongError:
    """Refuse what carries a marking that nobody knows: it might be for named people."""
    problem = _("“%(mark)s” is a marking nobody knows here, so it counts as TLP:RED")
    mend = _("Ask whom it came from for a label of the TLP, or leave it out of the file")
    return WrongError(column, problem % {"mark": mark[:80]}, mend)


def _defined(thing: Mapping[str, Any]) -> str:
    """Return the name of the label a definition stands for; empty if it is about something else."""
    extensions, definition = thing.get("extensions"), thing.get("definition")
    extension = extensions.get(TLP_EXTENSION) if isinstance(extensions, dict) else None
    if isinstance(extension, dict):
        name = extension.get("tlp_2_0")
    elif thing.get("definition_type") == "statement":
        return ""
    else:
        name = definition.get("tlp") if isinstance(definition, dict) else None
    return name if isinstance(name, str) and name in NAMES else _UNKNOWN
