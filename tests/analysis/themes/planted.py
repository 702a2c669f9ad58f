"""Short texts with planted topics, and how well a grouping matches them."""

import numpy as np
from numpy.typing import NDArray

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def planted_texts(*, texts: int, topics: int, seed: int) -> tuple[list[str], NDArray[np.int64]]:
    """Texts of about twelve invented words: half from the topic's twenty, half from all others."""
    rng = np.random.default_rng(seed)
    words = sorted({"".join(rng.choice(SYLLABLES, 3)) for _ in range(40 * topics + 400)})
    rng.shuffle(words)
    own = [words[20 * t : 20 * t + 20] for t in range(topics)]
    shared = words[20 * topics : 20 * topics + 120]
    often = 1.0 / np.arange(1, 21)
    meant = rng.integers(topics, size=texts)
    made = []
    for topic in meant:
        marks = rng.choice(own[topic], rng.integers(4, 8), p=often / often.sum())
        fill = rng.choice(shared, rng.integers(4, 8))
        made.append(" ".join(rng.permutation(np.concatenate((marks, fill)))))
    return made, meant


def adjusted_rand_index(one: NDArray[np.integer], other: NDArray[np.integer]) -> float:
    """1 for the same grouping, about 0 for chance (Hubert and Arabie 1985)."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    pairs = [float((n * (n - 1) / 2).sum()) for n in (table, table.sum(1), table.sum(0))]
    chance = pairs[1] * pairs[2] / (len(one) * (len(one) - 1) / 2)
    return (pairs[0] - chance) / ((pairs[1] + pairs[2]) / 2 - chance)


def purity(found: NDArray[np.integer], meant: NDArray[np.integer]) -> float:
    """Share of texts whose planted topic is the commonest one in the topic found for them."""
    table = np.zeros((int(found.max()) + 1, int(meant.max()) + 1))
    np.add.at(table, (found, meant), 1)
    return float(table.max(axis=1).sum() / len(found))
