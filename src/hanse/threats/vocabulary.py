"""The words for what happened, on two axes, with the codes of NIBRS and ODIHR beside them.

Ids are kept in records and never reused. A change of the words is a new VERSION; records keep the
version they were labelled with. The community a deed was aimed at is named, never as its source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only

VERSION = 1
EVERYTHING = ""  # the node above both axes: every incident, once


class Axis(StrEnum):
    """Two questions about one incident; either may have several answers, or none."""

    TARGET = "target"
    PHENOMENON = "phenomenon"


class Odihr(StrEnum):
    """The families of bias under which OSCE/ODIHR reports hate crime."""

    RACIST = "racist and xenophobic"
    ROMA = "anti-Roma"
    ANTISEMITIC = "anti-Semitic"
    MUSLIM = "anti-Muslim"
    CHRISTIAN = "anti-Christian"
    RELIGION = "other religion or belief"
    GENDER = "gender-based"
    LGBTI = "anti-LGBTI"
    DISABILITY = "disability"


@dataclass(frozen=True, slots=True)
class Category:
    """One word of the vocabulary.

    `nibrs` is the code of data element 8A and `odihr` the family that it is written out as, empty
    where there is none; `lossy` names the codes that say less, or something wider, than our word.
    `residual` marks what was put under “other” because no word fitted.
    """

    axis: Axis
    label: "_StrPromise"
    parent: str = EVERYTHING
    nibrs: int | None = None
    odihr: str = ""
    lossy: frozenset[str] = frozenset()
    residual: bool = False
    since: int = 1


_NIBRS, _ODIHR = frozenset({"nibrs"}), frozenset({"odihr"})
_BOTH = _NIBRS | _ODIHR
_RACISM = "racism"


def _target(
    label: "_StrPromise",
    nibrs: int | None,
    odihr: str,
    lossy: frozenset[str] = frozenset(),
    *,
    parent: str = EVERYTHING,
    residual: bool = False,
) -> Category:
    return Category(Axis.TARGET, label, parent, nibrs, odihr, lossy, residual)


def _phenomenon(label: "_StrPromise", *, residual: bool = False) -> Category:
    return Category(Axis.PHENOMENON, label, residual=residual)


CATEGORIES: dict[str, Category] = {
    _RACISM: _target(_("Racism, ethnic hate"), 33, Odihr.RACIST, _NIBRS),
    "anti-black": _target(_("Anti-Black racism"), 12, Odihr.RACIST, _ODIHR, parent=_RACISM),
    "anti-asian": _target(_("Anti-Asian racism"), 14, Odihr.RACIST, _ODIHR, parent=_RACISM),
    "anti-arab": _target(_("Anti-Arab racism"), 31, Odihr.RACIST, _ODIHR, parent=_RACISM),
    "anti-latino": _target(_("Anti-Latino racism"), 32, Odihr.RACIST, _ODIHR, parent=_RACISM),
    "anti-roma": _target(_("Anti-Roma racism"), 33, Odihr.ROMA, _NIBRS, parent=_RACISM),
    "anti-indigenous": _target(
        _("Hate against Indigenous people"), 13, Odihr.RACIST, _BOTH, parent=_RACISM
    ),
    "anti-white": _target(_("Anti-White hate"), 11, Odihr.RACIST, _ODIHR, parent=_RACISM),
    "other-ethnicity": _target(
        _("Other ethnicity or origin"), 33, Odihr.RACIST, _ODIHR, parent=_RACISM, residual=True
    ),
    "anti-migrant": _target(_("Anti-migrant hate"), 33, Odihr.RACIST, _BOTH),
    "antisemitism": _target(_("Antisemitism"), 21, Odihr.ANTISEMITIC),
    "anti-muslim": _target(_("Anti-Muslim hate"), 24, Odihr.MUSLIM),
    "anti-christian": _target(_("Anti-Christian hate"), 82, Odihr.CHRISTIAN, _NIBRS),
    "other-religion": _target(_("Other religion or belief"), 25, Odihr.RELIGION, _NIBRS),
    "sexual-orientation": _target(_("Hate by sexual orientation"), 43, Odihr.LGBTI, _BOTH),
    "gender-identity": _target(_("Hate by gender identity"), 72, Odihr.LGBTI, _BOTH),
    "misogyny": _target(_("Misogyny, hate against women"), 62, Odihr.GENDER),
    "disability": _target(_("Hate by disability"), 51, Odihr.DISABILITY, _NIBRS),
    "other-target": _target(_("Another target"), None, "", _BOTH, residual=True),
    "unknown-target": _target(_("Target not known yet"), 99, "", _ODIHR),
    "no-target": _target(_("No bias against a group"), 88, "", _ODIHR),
    "extreme-right": _phenomenon(_("Extreme right")),
    "extreme-left": _phenomenon(_("Extreme left")),
    "religious-extremism": _phenomenon(_("Religious extremism")),
    "anti-government": _phenomenon(_("Anti-government, sovereigntist")),
    "threats-officials": _phenomenon(_("Threats against officials")),
    "conspiracy": _phenomenon(_("Conspiracy belief")),
    "disinformation": _phenomenon(_("Mis- and disinformation")),
    "polarisation": _phenomenon(_("Political polarisation")),
    "protest-tension": _phenomenon(_("Protest and counter-protest")),
    "mixed-unclear": _phenomenon(_("Mixed or unclear ideology")),
    "other-phenomenon": _phenomenon(_("Another phenomenon"), residual=True),
}


def nodes(labels: Iterable[str]) -> frozenset[str]:
    """Return the words an incident counts once under: its own, what stands above, and everything.

    >>> sorted(nodes(["anti-black", "anti-asian"]))
    ['', 'anti-asian', 'anti-black', 'racism']
    """
    own = frozenset(labels)
    above = {CATEGORIES[label].parent for label in own if label in CATEGORIES}
    return own | above | {EVERYTHING}


def label_of(category: str) -> str:
    """Return the word on screen; an id that this version does not know stands for itself."""
    if category == EVERYTHING:
        return str(_("All incidents"))
    known = CATEGORIES.get(category)
    return str(known.label) if known else category


def of_axis(axis: Axis) -> dict[str, Category]:
    """Return the words that answer one of the two questions, in their order."""
    return {key: category for key, category in CATEGORIES.items() if category.axis is axis}
