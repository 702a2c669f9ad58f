"""Names of what the analysis numbers: lenses, blocs and topics in words people know."""

import re
from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from hanse.shared.labels import WORDS

ALONE = {"consensus": _("A majority agrees"), "likely": _("A majority probably agrees")}
EVERYONE, GROUPS = "everyone", "emergent"
WORDS_IN_A_NAME = 3
SPECTRUM = (
    gettext_noop("Opinion is one continuous spectrum: only a handful of people stand apart."),
    gettext_noop(
        "Opinion is one continuous spectrum: people stand between the camps as densely as in them."
    ),
    gettext_noop(
        "Opinion is one continuous spectrum: the groups change when other participants are drawn."
    ),
    gettext_noop("Opinion is one continuous spectrum: votes dealt at random part just as clearly."),
)
OTHER_REASONS = (
    gettext_noop("Only {} participants voted enough to be placed; two groups need at least {}."),
    gettext_noop("Everybody placed voted alike, so there is nothing to tell groups by."),
    gettext_noop(
        "{} groups: few people stand in between, the groups stay when participants are drawn anew,"
        " and votes dealt at random part less clearly."
    ),
)


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


def group_reason(reason: str) -> str:
    """Return in the reader's language why groups are, or are not, reported."""
    return gettext(re.sub(r"\d+", "{}", reason)).format(*re.findall(r"\d+", reason))
