"""Wording for simulated statements: unique, by topic and language, with planted repetitions."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.simulation.opinions import Opinions
from hanse.analysis.opinions.simulation.phrases import CONTENTIOUS, PHRASES
from hanse.analysis.opinions.simulation.plan import Plan, Planted
from hanse.analysis.opinions.simulation.voting import quota

Ints = NDArray[np.int32]
TRIES = 10_000


@dataclass(frozen=True, slots=True)
class Texts:
    """One sentence per statement and what it is about.

    `topic`: (C,) index into `TOPICS`. `repeats`: (C,) first statement that asks for the same in
    the same language.
    """

    text: tuple[str, ...]
    language: tuple[str, ...]
    topic: Ints
    repeats: Ints


def word_statements(plan: Plan, opinions: Opinions, rng: np.random.Generator) -> Texts:
    """Give each statement a measure of its own while there are any, then other words for it."""
    language = _languages(plan, opinions.copy_of, rng)
    writers = {code: _Writer(code, rng) for code, _ in plan.languages}
    text: list[str] = []
    measure: list[int] = []
    for code, source, kind in zip(language, opinions.copy_of.tolist(), opinions.kinds, strict=True):
        measure.append(measure[source] if source >= 0 else writers[code].next_measure(kind))
        text.append(writers[code].write(measure[-1]))
    pairs = list(zip(language, measure, strict=True))
    first = {pair: j for j, pair in reversed(list(enumerate(pairs)))}
    return Texts(
        text=tuple(text),
        language=tuple(language),
        topic=_topics()[measure] if measure else np.empty(0, np.int32),
        repeats=np.array([first[pair] for pair in pairs], dtype=np.int32),
    )


class _Writer:
    """Hands out measures and never writes the same sentence twice in one language."""

    def __init__(self, code: str, rng: np.random.Generator) -> None:
        words = PHRASES[code]
        self._words = words
        self._measures = [m for topic in words.measures for m in topic] + list(words.refused)
        self._rng = rng
        wanted = len(self._measures) - len(words.refused)
        contentious = {topic * len(words.measures[0]) + place for topic, place in CONTENTIOUS}
        self._pools = {
            "refused": list(range(wanted, len(self._measures))),
            "contentious": sorted(contentious),
            "shared": sorted(set(range(wanted)) - contentious),
        }
        self._waiting: dict[str, list[int]] = {pool: [] for pool in self._pools}
        self._written: set[str] = set()

    def next_measure(self, kind: Planted) -> int:
        pool = {Planted.REJECTED: "refused", Planted.DIVIDE: "contentious"}.get(kind, "shared")
        if not self._waiting[pool]:
            self._waiting[pool] = self._rng.permutation(self._pools[pool]).tolist()
        return self._waiting[pool].pop()

    def write(self, measure: int) -> str:
        words, rng = self._words, self._rng
        for attempt in range(TRIES):
            sentence = f"{rng.choice(words.openings)} {self._measures[measure]}"
            if attempt >= len(words.openings) * len(words.endings):
                sentence += f"{words.conjunction}{rng.choice(self._measures)}"
            sentence += f"{rng.choice(words.endings) if attempt else ''}."
            if sentence not in self._written:
                self._written.add(sentence)
                return sentence
        raise ValueError("too many statements for the phrases there are; use more languages")


def _languages(plan: Plan, copy_of: Ints, rng: np.random.Generator) -> list[str]:
    """(C,) language codes; a repetition keeps the language of what it repeats."""
    counts = quota(np.array([share for _, share in plan.languages]), plan.statements)
    codes = [code for (code, _), n in zip(plan.languages, counts, strict=True) for _ in range(n)]
    mixed = [codes[j] for j in rng.permutation(plan.statements)]
    return [mixed[j if source < 0 else source] for j, source in enumerate(copy_of.tolist())]


def _topics() -> Ints:
    """Topic of each measure: those wanted, row by row, then one refused per topic."""
    words = PHRASES["en"]
    topics = np.arange(len(words.measures), dtype=np.int32)
    return np.concatenate((np.repeat(topics, [len(row) for row in words.measures]), topics))
