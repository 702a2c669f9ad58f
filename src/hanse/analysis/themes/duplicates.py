"""Texts that say nearly the same in nearly the same words."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.themes import words
from hanse.analysis.themes.function_words import (
    FUNCTION_WORDS,
    NEGATING_CHARACTERS,
    NEGATIONS,
)

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Share of character n-grams (cosine) that two near-duplicates have in common.
ALIKE = 0.7
#: Share of content words that may be exchanged: *medical* for *recreational* is another demand.
SWAPPED = 0.15
STEM = 5
GRAM = 4
GRAM_UNSPACED = 2
_NUMBER = re.compile(r"\d+")


def near_duplicates(texts: Sequence[str]) -> NDArray[np.int32]:
    """Cluster ids; the same id for texts that are nearly the same.

    Conservative: the texts must share most of their character n-grams, nearly all content words
    of the shorter one, every number, and every negation, since "should" and "should not" are one
    word apart and say opposite things.

    Examples
    --------
    >>> near_duplicates(["Fix the road!", "fix the road", "Do not fix the road"]).tolist()
    [0, 0, 1]
    """
    if not texts:
        return np.zeros(0, np.int32)
    grams = _gram_matrix([_normal(text) for text in texts])
    likeness = scipy.sparse.triu(grams @ grams.T, k=1, format="coo")
    near = likeness.data >= ALIKE
    one, other = likeness.row[near], likeness.col[near]
    fixed = [_must_match(text) for text in texts]
    content = [_content(text) for text in texts]
    same = np.fromiter(
        (
            fixed[i] == fixed[j] and _swaps(content[i], content[j]) <= SWAPPED
            for i, j in zip(one, other, strict=True)
        ),
        bool,
    )
    one, other = one[same], other[same]
    order = np.lexsort((other, one, -likeness.data[near][same]))
    return _clusters(len(texts), list(zip(one[order].tolist(), other[order].tolist(), strict=True)))


def _clusters(count: int, pairs: Sequence[tuple[int, int]]) -> NDArray[np.int32]:
    """Clusters in which every two texts are a pair, the most alike joined first."""
    near = set(pairs)
    cluster = [{text} for text in range(count)]
    for one, other in pairs:
        a, b = cluster[one], cluster[other]
        if a is not b and all((min(i, j), max(i, j)) in near for i in a for j in b):
            a |= b
            for text in b:
                cluster[text] = a
    first = [min(members) for members in cluster]
    return np.unique(first, return_inverse=True)[1].astype(np.int32)


def _normal(text: str) -> str:
    return " ".join(words.plain(run) for run in words.runs(text)) or text


def _must_match(text: str) -> tuple[frozenset[str], ...]:
    """Numbers and negations, which near-duplicates must have in common."""
    used = {words.plain(run) for run in words.runs(text)}
    return (
        frozenset(_NUMBER.findall(text)),
        frozenset(used & NEGATIONS),
        frozenset(text) & NEGATING_CHARACTERS,
    )


def _content(text: str) -> frozenset[str]:
    """Beginnings of the words that carry content; pairs of characters in unspaced scripts."""
    found: set[str] = set()
    for run in words.runs(text):
        if words.is_unspaced(run):
            found |= {run[i : i + 2] for i in range(len(run) - 1)}
        elif words.plain(run) not in FUNCTION_WORDS:
            found.add(words.plain(run)[:STEM])
    return frozenset(found)


def _swaps(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter text's content exchanged for other content, not merely left out."""
    return min(len(one - other), len(other - one)) / max(min(len(one), len(other)), 1)


def _gram_matrix(texts: Sequence[str]) -> "csr_array":
    """Character n-grams of each text, in rows of length one."""
    column: dict[str, int] = {}
    found = [sorted(column.setdefault(g, len(column)) for g in _grams(text)) for text in texts]
    start = np.cumsum([0, *map(len, found)])
    columns = np.fromiter((c for row in found for c in row), np.int32, int(start[-1]))
    size = np.diff(start)
    weight = np.repeat(1.0 / np.sqrt(np.maximum(size, 1)), size)
    return scipy.sparse.csr_array((weight, columns, start), shape=(len(texts), len(column)))


def _grams(text: str) -> set[str]:
    size = GRAM_UNSPACED if words.is_unspaced(text) else GRAM
    padded = f" {text} "
    return {padded[i : i + size] for i in range(max(1, len(padded) - size + 1))}
