"""What the labels of a statement say on screen, and the icon that goes with each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A label in plain words; `meaning` is the sentence that explains it."""

    words: "_StrPromise"
    meaning: "_StrPromise"
    icon: str


WORDS = {
    "consensus": LabelWords(
        _("Agreed on every side"),
        _("Every bloc agrees; we are at least 95 per cent sure."),
        "check-check",
    ),
    "likely": LabelWords(
        _("Probably agreed"),
        _("Every bloc seems to agree; we are 80 to 95 per cent sure."),
        "circle-check",
    ),
    "split": LabelWords(
        _("Blocs differ"),
        _("The blocs differ by more than a fifth."),
        "split",
    ),
    "open": LabelWords(
        _("Still open"),
        _("The votes neither show agreement nor a clear difference."),
        "circle-dashed",
    ),
    "insufficient": LabelWords(
        _("Not enough voices"),
        _("A bloc has fewer than ten voices, so nothing is claimed about it."),
        "users",
    ),
    "moderated": LabelWords(
        _("Taken out by a moderator"),
        _("The votes are kept, but stand outside every figure."),
        "circle-slash",
    ),
}
