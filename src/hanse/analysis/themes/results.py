"""What is known of a set of short texts: topics, their words, near-duplicates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class Themes:
    """Topics and near-duplicates of N texts.

    Attributes
    ----------
    topic
        (N,) int32 index into `terms`. Topics are numbered by size, largest first, then by their
        first text in alphabetical order, so the order of the texts never changes a number. A text
        that resembles no other is a topic of its own.
    terms
        Per topic up to five words that mark it, the most telling first, as written in the texts.
        Empty for a topic of texts without any word, such as a lone emoji.
    rows
        (N, W) CSR of length-one rows, words weighted by what they tell with their companions: the
        inner product of two rows is the likeness of two texts, 0 to 1.
    duplicates
        (N,) int32 cluster ids; texts that say nearly the same in nearly the same words share one.
    """

    topic: NDArray[np.int32]
    terms: tuple[tuple[str, ...], ...]
    rows: "csr_array"
    duplicates: NDArray[np.int32]
