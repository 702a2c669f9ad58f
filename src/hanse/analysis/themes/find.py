"""Topics and near-duplicates of short texts, from the texts themselves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.themes.duplicates import near_duplicates
from hanse.analysis.themes.results import Themes
from hanse.analysis.themes.topics import group_topics
from hanse.analysis.themes.vocabulary import build_vocabulary, scale_columns, unit_rows
from hanse.analysis.themes.weights import topical_weights, with_companions
from hanse.analysis.themes.words import content_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

TERMS = 5


def find_themes(texts: Sequence[str]) -> Themes:
    """Topics, their words, and near-duplicates of N short texts in any language.

    No model and no vote is used: words that recur, weighted by how much the texts that use them
    resemble each other, link the texts; a tree of likeness is cut into topics. The result is the
    same to the bit for any order of the texts.

    Parameters
    ----------
    texts
        N texts of a sentence to a paragraph, in any mixture of scripts.

    Returns
    -------
    Themes
        Topics by size, the words that mark them, near-duplicate clusters.

    Notes
    -----
    Words are taken at face value: synonyms that never share a text with each other or with a
    third word stay apart, and texts in two languages on one subject form two topics. Under about
    thirty texts most words occur once and many texts stand alone.

    References
    ----------
    Ward, J. H. (1963); Dhillon, I. S., Modha, D. S. (2001), spherical k-means.

    Examples
    --------
    >>> themes = find_themes(
    ...     [
    ...         "cheap fast internet",
    ...         "potholes in the road",
    ...         "internet is slow",
    ...         "mend the road",
    ...         "slow internet, cheap cable",
    ...         "the road has potholes",
    ...     ]
    ... )
    >>> themes.topic.tolist()
    [0, 1, 0, 1, 0, 1]
    """
    unique = sorted(set(texts))
    at = {text: row for row, text in enumerate(unique)}
    rows = np.fromiter((at[text] for text in texts), np.int64, len(texts))
    vocabulary = build_vocabulary(unique)
    narrow = unit_rows(scale_columns(vocabulary.uses, topical_weights(vocabulary.uses)))
    wide = with_companions(narrow)
    labels = group_topics(narrow, wide)
    labels = _canonical(labels, np.bincount(rows, minlength=len(unique)))
    return Themes(
        topic=labels[rows].astype(np.int32),
        terms=_with_own_words(_terms(labels, narrow, vocabulary.shown), labels, unique),
        rows=scipy.sparse.csr_array(wide[rows]),
        duplicates=near_duplicates(unique)[rows],
    )


def _canonical(labels: NDArray[np.int64], copies: NDArray[np.int64]) -> NDArray[np.int64]:
    """Topics numbered by texts, most first, then by first text in alphabetical order."""
    if not len(labels):
        return labels
    found, first = np.unique(labels, return_index=True)
    size = np.bincount(labels, weights=copies)[found]
    rank = np.empty(len(found), np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(found))
    return rank[np.searchsorted(found, labels)]


def _terms(
    labels: NDArray[np.int64], rows: "csr_array", shown: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Words whose weight in the topic most exceeds what its share of all words would give."""
    count = int(labels.max()) + 1 if len(labels) else 0
    members = scipy.sparse.csr_array(
        (np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=(count, len(labels))
    )
    mass = scipy.sparse.csr_array(members @ rows)
    total = np.asarray(mass.sum(axis=0)).ravel()
    found = []
    for topic in range(count):
        row = slice(mass.indptr[topic], mass.indptr[topic + 1])
        word, weight = mass.indices[row], mass.data[row]
        share = weight.sum() / max(total.sum(), 1e-12)
        lift = np.log(np.maximum(weight, 1e-12) / np.maximum(total[word] * share, 1e-12))
        score = weight * np.maximum(lift, 0.0)
        best = np.lexsort((word, -score))[:TERMS]
        found.append(tuple(shown[w] for w in word[best]))
    return tuple(found)


def _with_own_words(
    terms: tuple[tuple[str, ...], ...], labels: NDArray[np.int64], texts: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Complete the terms of a text that stands alone with its other content words, in order."""
    size = np.bincount(labels, minlength=len(terms))
    found = list(terms)
    for text, topic in zip(texts, labels.tolist(), strict=True):
        if size[topic] == 1:
            own = dict.fromkeys((*terms[topic], *content_words(text)))
            found[topic] = tuple(own)[:TERMS]
    return tuple(found)
