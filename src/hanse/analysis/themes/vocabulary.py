"""The words of a set of texts as one sparse matrix, with the form in which to show each word."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.themes import words
from hanse.analysis.themes.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which text uses which word.

    `uses`: (N, W) CSR of ones. `shown`: per word the form that people wrote most often. Words of
    a single text are kept out: they cannot link two texts.
    """

    uses: "csr_array"
    shown: tuple[str, ...]


def build_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """Vocabulary of N texts: families of words, parts of compounds, pieces of unspaced scripts.

    >>> vocabulary = build_vocabulary(["A quiet road", "the road", "Mend the Road!"])
    >>> vocabulary.shown, vocabulary.uses.toarray().tolist()
    (('road',), [[1.0], [1.0], [1.0]])
    """
    found = [words.runs(text) for text in texts]
    spelled = [[run for run in runs if not words.is_unspaced(run)] for runs in found]
    unspaced = words.pieces([[run for run in runs if words.is_unspaced(run)] for runs in found])
    family = words.word_families(Counter(words.plain(run) for runs in spelled for run in runs))
    heads = Counter(head for runs in spelled for head in {family[words.plain(r)] for r in runs})
    parts = words.compound_parts(heads)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    per_text = []
    for runs, chunks in zip(spelled, unspaced, strict=True):
        keys = set(chunks)
        for run in runs:
            head = family[words.plain(run)]
            forms[head][run] += 1
            keys |= {head, *(family.get(part, part) for part in parts.get(head, ()))}
        per_text.append({key for key in keys if _tells(key)})
    return _as_matrix(per_text, forms)


def _tells(word: str) -> bool:
    return word not in FUNCTION_WORDS and len(word) > 1 and not word.isdecimal()


def _as_matrix(per_text: Sequence[set[str]], forms: dict[str, Counter[str]]) -> Vocabulary:
    spread = Counter(word for keys in per_text for word in keys)
    kept = sorted(word for word, count in spread.items() if count > 1)
    column = {word: at for at, word in enumerate(kept)}
    used = [sorted(column[word] for word in keys if word in column) for keys in per_text]
    start = np.cumsum([0, *map(len, used)])
    columns = np.fromiter((c for row in used for c in row), np.int32, int(start[-1]))
    return Vocabulary(
        uses=scipy.sparse.csr_array(
            (np.ones(len(columns)), columns, start), shape=(len(per_text), len(kept))
        ),
        shown=tuple(_shown_form(word, forms.get(word)) for word in kept),
    )


def _shown_form(word: str, forms: Counter[str] | None) -> str:
    """Most frequent spelling; of equals the one with fewest capitals, then the shortest."""
    if not forms:
        return word
    return min(forms, key=lambda f: (-forms[f], sum(map(str.isupper, f)), len(f), f))


def unit_rows(matrix: "csr_array") -> "csr_array":
    """Rows scaled to length one; empty rows stay empty."""
    length = np.sqrt(row_sums(_same_cells(matrix, matrix.data**2)))
    return scale_rows(matrix, 1.0 / np.where(length > 0, length, 1.0))


def scale_rows(matrix: "csr_array", factor: NDArray[np.float64]) -> "csr_array":
    """(N, W) rows, each multiplied by its one of N factors."""
    return _same_cells(matrix, matrix.data * np.repeat(factor, np.diff(matrix.indptr)))


def scale_columns(matrix: "csr_array", factor: NDArray[np.float64]) -> "csr_array":
    """(N, W) columns, each multiplied by its one of W factors."""
    return _same_cells(matrix, matrix.data * factor[matrix.indices])


def _same_cells(matrix: "csr_array", data: NDArray[np.float64]) -> "csr_array":
    return scipy.sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def row_sums(matrix: "csr_array") -> NDArray[np.float64]:
    """(N,) sum of each row."""
    return np.asarray(matrix.sum(axis=1), np.float64).ravel()


def column_sums(matrix: "csr_array") -> NDArray[np.float64]:
    """(W,) sum of each column."""
    return np.asarray(matrix.sum(axis=0), np.float64).ravel()


def dot(left: "csr_array", right: "csr_array") -> "csr_array":
    """Sparse product; one thread and a fixed order, so the same bits everywhere."""
    return scipy.sparse.csr_array(left @ right)
