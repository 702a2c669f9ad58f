"""Names of what the analysis numbers: lenses, blocs and topics in words people know."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.shared.labels import WORDS

ALONE = {"consensus": _("A majority agrees"), "likely": _("A majority probably agrees")}
EVERYONE, GROUPS = "everyone", "emergent"
WORDS_IN_A_NAME = 3


def lens_name(attribute: str, kind: str) -> str:
    """Return how a way of dividing people is called on screen."""
    if kind == EVERYONE:
        return gettext("Everyone")
    if kind == GROUPS:
        return gettext("Groups")
    return str(capfirst(attribute.replace("_", " ").replace("-", " ")))


def bloc_name(level: str, kind: str) -> str:
    """Return how a bloc is called on screen."""
    return gettext("Everyone") if kind == EVERYONE else str(capfirst(level))


def label_words(label: str, lenses: int) -> str:
    """Return what may be said; where everyone is one bloc there are no sides to speak of."""
    if lenses == 1 and label in ALONE:
        return str(ALONE[label])
    return str(WORDS[label].words)


def topic_name(terms: Sequence[str]) -> str:
    """Return a topic as the words that mark it."""
    return str(capfirst(", ".join(terms[:WORDS_IN_A_NAME]))) or gettext("Other")
