"""Texts into topics: a tree of likeness, cut, tidied by nearest centre, close topics joined."""

from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.themes.vocabulary import column_sums, dot, row_sums, scale_rows, unit_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Labels = NDArray[np.int64]
#: Texts that may build the tree, which needs memory for every pair; others join the nearest topic.
TREE = 2_500
#: Starting topics per square root of the number of texts.
GRAIN = 1.25
#: Topics whose centres, net of what all texts share, have this cosine are one topic.
JOINED = 0.2
#: Share of a topic's texts that must use its commonest word.
COMMON_WORD = 0.4
#: A text below this cosine with the other texts of its topic stands alone.
LEAST_FIT = 0.15
#: A topic gives up its centre under this many texts; fewer in small dialogues.
SMALLEST_CENTRE = 4
TEXTS_PER_CENTRE = 40
ROUNDS = 20


def group_topics(narrow: "csr_array", wide: "csr_array") -> Labels:
    """Topic of each text, in arbitrary numbering.

    Parameters
    ----------
    narrow, wide
        (N, W) unit rows: words alone, and words with their companions.

    Returns
    -------
    (N,) int64 labels.
    """
    texts = wide.shape[0]
    if texts < 2:  # noqa: PLR2004 - one text is one topic
        return np.zeros(texts, np.int64)
    labels = _grown(wide, max(2, round(GRAIN * texts**0.5)))
    labels = _nearest(labels, narrow, ROUNDS)
    labels = _join_close(labels, wide)
    labels = _nearest(labels, wide, 3)
    labels = _split_loose(labels, narrow, wide)
    labels = _to_company(labels, wide)
    return _set_apart(labels, wide)


def _grown(wide: "csr_array", count: int) -> Labels:
    """Ward's tree over (a spread of) the texts, cut into `count` topics."""
    texts = wide.shape[0]
    chosen = np.unique(np.linspace(0, texts - 1, min(texts, TREE)).round().astype(np.int64))
    some = scipy.sparse.csr_array(wide[chosen])
    likeness = _likeness(some, some)
    distance = np.sqrt(np.clip(2.0 - 2.0 * likeness, 0.0, 4.0))
    tree = scipy.cluster.hierarchy.linkage(distance[np.triu_indices(len(chosen), 1)], "ward")
    labels = np.full(texts, -1, np.int64)
    labels[chosen] = _dense(scipy.cluster.hierarchy.fcluster(tree, count, "maxclust"))
    if len(chosen) < texts:
        centres = _centres(labels, wide)
        labels = _likeness(wide, centres).argmax(axis=1).astype(np.int64)
    return labels


def _dense(labels: NDArray[np.integer]) -> Labels:
    return np.asarray(np.unique(labels, return_inverse=True)[1], np.int64)


def _members(labels: Labels) -> "csr_array":
    placed = np.flatnonzero(labels >= 0)
    shape = (int(labels.max()) + 1, len(labels))
    return scipy.sparse.csr_array((np.ones(len(placed)), (labels[placed], placed)), shape=shape)


def _centres(labels: Labels, rows: "csr_array") -> "csr_array":
    return unit_rows(dot(_members(labels), rows))


def _likeness(one: "csr_array", other: "csr_array") -> NDArray[np.float64]:
    """Dense inner products of the rows of two matrices."""
    return np.asarray(dot(one, scipy.sparse.csr_array(other.T)).toarray(), np.float64)


def _nearest(labels: Labels, rows: "csr_array", rounds: int) -> Labels:
    """Spherical k-means from given topics; the smallest topics give up their centre."""
    smallest = min(SMALLEST_CENTRE, 1 + len(labels) // TEXTS_PER_CENTRE)
    for _ in range(rounds):
        sizes = np.bincount(labels)
        likeness = _likeness(rows, _centres(labels, rows))
        if sizes.max() >= smallest:
            likeness[:, sizes < smallest] = -1.0
        likeness[np.arange(len(labels)), labels] += 1e-12
        moved = _dense(likeness.argmax(axis=1))
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _join_close(labels: Labels, rows: "csr_array") -> Labels:
    """Average-linkage tree over the topics' centres net of the mean text, cut at `JOINED`."""
    sizes = np.bincount(labels)
    if len(sizes) < 2:  # noqa: PLR2004 - nothing to join
        return labels
    means = scale_rows(dot(_members(labels), rows), 1.0 / sizes)
    overall = column_sums(rows) / len(labels)
    cross = _likeness(means, means)
    shared = means @ overall
    inner = cross - shared[:, None] - shared[None, :] + np.sum(overall * overall)
    length = np.sqrt(np.maximum(np.diag(inner), 1e-12))
    cosine = inner / length[:, None] / length[None, :]
    distance = np.clip(1.0 - cosine, 0.0, 2.0)[np.triu_indices(len(sizes), 1)]
    tree = scipy.cluster.hierarchy.linkage(distance, "average")
    return _dense(scipy.cluster.hierarchy.fcluster(tree, 1.0 - JOINED, "distance"))[labels]


def _split_loose(labels: Labels, narrow: "csr_array", wide: "csr_array") -> Labels:
    """Halve topics that no one word holds together, until one does."""
    to_check = [np.flatnonzero(labels == topic) for topic in range(int(labels.max()) + 1)]
    found = np.empty_like(labels)
    count = 0
    while to_check:
        texts = to_check.pop()
        halves = np.zeros(len(texts), np.int64)
        if not _held_together(scipy.sparse.csr_array(narrow[texts])):
            halves = _grown(scipy.sparse.csr_array(wide[texts]), 2)
        if halves.any():
            to_check += [texts[halves == 0], texts[halves == 1]]
        else:
            found[texts] = count
            count += 1
    return found


def _held_together(rows: "csr_array") -> bool:
    texts = rows.shape[0]
    used = np.bincount(rows.indices[rows.data > 0], minlength=1)
    return texts == 1 or bool(used.max() >= COMMON_WORD * texts)


def _to_company(labels: Labels, rows: "csr_array") -> Labels:
    """Move each text once to the topic whose *other* texts it resembles most."""
    likeness = _likeness(rows, _centres(labels, rows))
    likeness[np.arange(len(labels)), labels] = _fit(labels, rows)
    return _dense(likeness.argmax(axis=1))


def _set_apart(labels: Labels, rows: "csr_array") -> Labels:
    """Give texts that hardly resemble the rest of their topic a topic of their own."""
    apart = _fit(labels, rows) < LEAST_FIT
    labels = labels.copy()
    labels[apart] = labels.max() + 1 + np.arange(int(apart.sum()))
    return _dense(labels)


def _fit(labels: Labels, rows: "csr_array") -> NDArray[np.float64]:
    """(N,) cosine of each text with the sum of the other texts of its topic."""
    sums = dot(_members(labels), rows)
    own = row_sums(scipy.sparse.csr_array(sums[labels].multiply(rows)))
    weight = row_sums(scipy.sparse.csr_array(rows.multiply(rows)))
    length = row_sums(scipy.sparse.csr_array(sums.multiply(sums)))[labels]
    rest = np.sqrt(np.maximum(length - 2 * own + weight, 1e-12))
    return np.asarray((own - weight) / rest, np.float64)
