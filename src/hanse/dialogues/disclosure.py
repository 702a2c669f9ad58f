"""Which blocs may be shown, so that nobody's vote can be read from a number."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from hanse.dialogues.insights import BlocRates

FEWEST_VOICES = 10


def shown_blocs(rates: "BlocRates", everyone: "BlocRates") -> NDArray[np.bool_]:
    """(C, B) True where a bloc's numbers may be shown.

    A bloc needs ten voices. Where taking the shown blocs from the total would still leave fewer
    than ten, the next smallest bloc is hidden too.
    """
    voices, total = rates.voices, everyone.voices[:, 0]
    shown = voices >= FEWEST_VOICES
    for _ in range(voices.shape[1]):
        small = (voices * ~shown).sum(axis=1)
        rest = total - (voices * shown).sum(axis=1)
        exposed = (small > 0) & (rest < FEWEST_VOICES) & shown.any(axis=1)
        if not exposed.any():
            break
        candidates = np.where(shown, voices, np.iinfo(np.int64).max)
        shown[exposed, candidates.argmin(axis=1)[exposed]] = False
    return shown
