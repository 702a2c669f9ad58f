"""Topics of short texts: planted ones are found, order never matters, hard cases are calm."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.themes.planted import adjusted_rand_index, planted_texts, purity

from hanse.analysis.opinions.simulation import Plan, simulate
from hanse.analysis.themes import find_themes

ENGLISH = {
    "net": ["Cable internet is too slow", "Fibre internet is too costly",
            "We need fast broadband internet",
            "Broadband by fibre or cable", "Slow internet costs us jobs"],
    "road": ["Mend the potholes in the road", "The traffic lights on this road are too long",
             "Traffic on the road to school", "Widen the road, the traffic is dense"],
    "park": ["Plant trees in the park", "More shade trees in every park",
             "Benches and trees, please"],
}  # fmt: skip
CHINESE = {
    "insurance": ["乘客保險很重要", "沒有保險就沒有保障", "乘客的保險和保障", "保險要保障乘客"],
    "fares": ["車資計費要透明", "計費方式不透明", "這樣的車資太貴", "透明的車資和計費"],
}


def together(groups: dict[str, list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Topics found, and topics meant."""
    texts = [text for group in groups.values() for text in group]
    meant = [topic for topic, group in enumerate(groups.values()) for _ in group]
    return find_themes(texts).topic, np.array(meant)


@pytest.mark.parametrize("groups", [ENGLISH, CHINESE])
def test_texts_that_share_words_share_a_topic(groups: dict[str, list[str]]) -> None:
    found, meant = together(groups)

    assert adjusted_rand_index(found, meant) == 1.0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_topics_are_recovered(seed: int) -> None:
    texts, meant = planted_texts(texts=400, topics=12, seed=seed)

    found = find_themes(texts).topic

    assert adjusted_rand_index(found, meant) >= 0.95


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_simulated_statements_join_their_topic_far_more_often_than_by_chance(
    language: str,
) -> None:
    made = simulate(Plan(participants=5, statements=400, languages=((language, 1.0),)))

    found = find_themes(made.texts)

    assert purity(found.topic, made.truth.topic) >= 0.5
    mixed = np.random.default_rng(1).permutation(made.truth.topic)
    assert purity(found.topic, mixed) <= 0.3


def test_near_duplicates_of_simulated_statements_are_true_repeats() -> None:
    made = simulate(Plan(participants=5, statements=200, duplicates=0.2))

    found = find_themes(made.texts).duplicates

    same = found[:, None] == found[None, :]
    repeats = made.truth.repeats[:, None] == made.truth.repeats[None, :]
    assert same.sum() > len(found)
    assert not (same & ~repeats).any()


def test_a_topic_is_named_by_its_own_words() -> None:
    texts = [text for group in ENGLISH.values() for text in group]

    themes = find_themes(texts)

    assert "internet" in themes.terms[themes.topic[0]]
    assert "road" in themes.terms[themes.topic[5]]


@given(st.permutations(range(60)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_texts_changes_nothing(order: list[int]) -> None:
    texts, _ = planted_texts(texts=60, topics=5, seed=4)

    shuffled = find_themes([texts[i] for i in order])
    straight = find_themes(texts)

    assert shuffled.terms == straight.terms
    assert shuffled.topic.tolist() == straight.topic[order].tolist()
    assert shuffled.duplicates.tolist() == straight.duplicates[order].tolist()


@given(st.lists(st.text(max_size=40), max_size=12))
@settings(max_examples=80, deadline=None)
def test_any_text_at_all_gets_a_topic(texts: list[str]) -> None:
    themes = find_themes(texts)

    assert themes.topic.shape == themes.duplicates.shape == (len(texts),)
    assert set(themes.topic.tolist()) == set(range(len(themes.terms)))


@pytest.mark.parametrize("texts", [[], [""], ["😊"], ["one"], ["same", "same"], ["", " ", "!"]])
def test_hard_cases_have_topics_too(texts: list[str]) -> None:
    themes = find_themes(texts)

    assert len(themes.topic) == len(texts)


def test_equal_texts_share_topic_and_duplicate_cluster() -> None:
    themes = find_themes(["more buses", "fewer cars", "more buses"])

    assert themes.topic[0] == themes.topic[2]
    assert themes.duplicates.tolist() == [1, 0, 1]


def test_texts_beyond_the_tree_join_the_nearest_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanse.analysis.themes.topics.TREE", 150)
    texts, meant = planted_texts(texts=400, topics=8, seed=5)

    found = find_themes(texts).topic

    assert adjusted_rand_index(found, meant) >= 0.8
