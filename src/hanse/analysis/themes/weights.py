"""How much each word says about what a text is about, learned from the texts alone."""

from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.themes.vocabulary import column_sums, dot, row_sums, scale_columns, unit_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Pairs of texts worth of doubt: a word seen in few texts is taken to be ordinary until shown.
DOUBT = 15.0
FLOOR = 0.6
CEILING = 1.5
#: A word in more than a tenth of the texts (and in more than 20) is what the whole dialogue is
#: about, such as the name of the city, and marks no topic in it.
COMMON_SHARE = 0.1
COMMON_TEXTS = 20


def topical_weights(uses: "csr_array") -> NDArray[np.float64]:
    """Weight of each word: rare words, and words whose texts resemble each other, count more.

    The texts that use *broadband* share other words too; the texts that use *better* share no
    more than any two texts do. The weight is the inverse document frequency times the logarithm
    of that ratio of resemblances plus 0.6, kept between 0.6 and 1.5.

    Parameters
    ----------
    uses
        (N, W) CSR of ones.

    Returns
    -------
    (W,) float64, 0 for words that nearly everybody uses.

    Notes
    -----
    With few texts there is little to compare and every weight stays near its inverse frequency.

    References
    ----------
    Salton, G., Wong, A., Yang, C. S. (1975). A vector space model for automatic indexing
    (term discrimination value). Communications of the ACM 18(11).
    """
    texts = uses.shape[0]
    spread = column_sums(uses)
    rarity = np.log(texts / spread)
    rows = unit_rows(scale_columns(uses, rarity))
    pairs = spread * (spread - 1)
    alike = _resemblance(uses, rows)
    overall = _overall(rows)
    if overall <= 0:
        return rarity
    ratio = (alike + overall * DOUBT) / (pairs + DOUBT) / overall
    weight = np.clip(np.log(np.maximum(ratio, 1e-9)) + FLOOR, FLOOR, CEILING)
    common = spread > max(COMMON_SHARE * texts, COMMON_TEXTS)
    return np.where(common, 0.0, rarity * weight)


def _resemblance(uses: "csr_array", rows: "csr_array") -> NDArray[np.float64]:
    """(W,) sum, over ordered pairs of texts with the word, of their cosine in all other words."""
    gathered = dot(scipy.sparse.csr_array(uses.T), rows)
    gathered.setdiag(0.0)
    squares = scipy.sparse.csr_array(rows.multiply(rows))
    own = uses.T @ row_sums(squares) - column_sums(squares)
    together = row_sums(scipy.sparse.csr_array(gathered.multiply(gathered)))
    return np.asarray(together - own, np.float64)


def _overall(rows: "csr_array") -> float:
    """Mean cosine of two different texts."""
    texts = rows.shape[0]
    total = column_sums(rows)
    apart = float(np.sum(total * total) - np.sum(rows.data * rows.data))
    return apart / max(texts * (texts - 1), 1)


def with_companions(rows: "csr_array", share: float = 0.5, least: float = 0.1) -> "csr_array":
    """Rows that also hold, at half weight, the words that keep company with their own words.

    So a text on *fibre* and one on *broadband* resemble each other when other texts use both.
    Associations under `least` (cosine of two words over the texts) are left out.
    """
    by_word = unit_rows(scipy.sparse.csr_array(rows.T))
    company = dot(by_word, scipy.sparse.csr_array(by_word.T))
    company.setdiag(0.0)
    company.data[company.data < least] = 0.0
    company.eliminate_zeros()
    widened = scipy.sparse.csr_array(rows + share * dot(rows, company))
    widened.sort_indices()
    return unit_rows(widened)
