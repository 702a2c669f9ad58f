"""In which language the sentences of a brief are said, and how its numbers are written."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations


@dataclass(frozen=True, slots=True)
class Tongue:
    """What turns English sentences and numbers into a reader's; shares are in 0..1."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    whole: Callable[[int], str]
    percent: Callable[[float], str]


_AS_WRITTEN = NullTranslations()
ENGLISH = Tongue(
    gettext=_AS_WRITTEN.gettext,
    ngettext=_AS_WRITTEN.ngettext,
    whole=lambda number: f"{number:,}",
    percent=lambda share: f"{round(100 * share)}%",
)
