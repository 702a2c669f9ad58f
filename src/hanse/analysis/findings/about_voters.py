"""Statements in which voters describe themselves: useful for knowing who came, no finding."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LONGEST = 14
#: How such statements begin, in the languages most likely to be heard; what follows must be a
#: state (a person, a place, a number), so that "I am in favour of ..." is left alone.
_OPENINGS = (
    r"(i am|i'm) (not )?(an? |\d|from |of |between |over |under |aged |male|female|married)",
    r"i (live|grew up|was born|identify|consider myself|voted|work|worked|rent|own|belong) ",
    r"(i am|i'm) eligible |\w+ is my (first |native )?language",
    r"i (have|had) (no )?(children|kids|\d|a (car|house|dog|degree|disability))",
    r"are you (an? |\d|from |between |over |under )",
    r"ich bin (?-i:[A-ZÄÖÜ])\w+|ich bin (ein|eine|keine?|über|unter|zwischen) ",
    r"ich (lebe|wohne|arbeite|besitze|wählte) |ich habe (keine )?kinder",
    r"je suis (une? |né)|j'habite |je (vis|travaille|loue|possède) |j'ai \d+ ans",
    r"(yo )?(soy (una? |de )|vivo (en|con) |trabajo (en|de) |tengo \d+ años)",
    r"(io )?(sono (una? |nat)|vivo (in|a) |abito |lavoro (in|a|come) |ho \d+ anni)",
    r"ik (ben (een|\d)|woon|werk (in|bij|als)) ?|jag (är en|bor|arbetar) ?|(mieszkam|jestem) ",
)
#: "A question about you: I live in a city." A short heading may come first.
_SELF = re.compile(rf"\W*([^:.!?]{{1,40}}:\s*)?({'|'.join(_OPENINGS)})", re.IGNORECASE)


def about_voters(texts: Sequence[str]) -> NDArray[np.bool_]:
    """(N,) short statements that begin by saying who or where the speaker is.

    Examples
    --------
    >>> about_voters(["I live in a large city.", "I am in favour of trams."]).tolist()
    [True, False]
    """
    return np.array(
        [_SELF.match(text) is not None and len(text.split()) <= LONGEST for text in texts], bool
    )
