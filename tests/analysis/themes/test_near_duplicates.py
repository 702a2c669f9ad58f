"""Near-duplicates are found conservatively: hand-checked pairs, after statements people made."""

import pytest

from hanse.analysis.themes.duplicates import near_duplicates

SAME = [
    ("Please mend the road!", "please mend the road"),
    ("We need a WHOLE FOOD store.", "We need a whole food store here."),
    ("Businesses need to pick up the litter they and their customers generate.",
     "Require businesses to pick up litter they and their customers generate."),
    ("All parties have self-interest biases.", "I think all parties have self-interest biases."),
    ("Older quarters change from owner occupied to rental. Stronger tenant laws needed!",
     "Older quarters change from owner occupied to rentals. Stronger tenant laws needed!"),
    ("Die Raumordnungsgesetze müssten strenger werden.",
     "Klimarat: Die Raumordnungsgesetze müssten strenger werden."),
    ("我覺得UBER提供了更便利及高品質的乘車環境", "我覺得Uber提供了更便利及更高品質的乘車環境。"),
]  # fmt: skip
DIFFERENT = [
    ("The city should pay for a bus line.", "The city should not pay for a bus line."),
    ("Medical marijuana should be legal.", "Recreational marijuana should be legal."),
    ("I consider myself middle class.", "I consider myself working class."),
    ("No smoking within 25 feet of a business.", "No smoking within 50 feet of a business."),
    ("Bowling Green needs more competitive cable rates.",
     "Bowling Green needs more competitive internet rates."),
    ("Leash laws should be enacted and enforced in the county as they are in the city.",
     "Noise ordinances should be enacted and enforced in the county as they are in the city."),
    ("Ich lebe im Osten von Österreich.", "Ich lebe im Westen von Österreich."),
    ("Eine Frage zu deiner Person: Ich bin Mieterin.",
     "Eine Frage zu deiner Person: Ich bin Vermieterin."),
    ("I am in favour of more police downtown.", "I am against more police downtown."),
    ("我覺得應該開放", "我覺得不應該開放"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_demand_in_nearly_the_same_words_is_one_cluster(one: str, other: str) -> None:
    assert near_duplicates([one, other]).tolist() == [0, 0]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_one_telling_word_makes_another_demand(one: str, other: str) -> None:
    assert near_duplicates([one, other]).tolist() == [0, 1]


def test_no_hand_checked_pair_is_joined_wrongly_among_all_texts() -> None:
    texts = [text for pair in (*SAME, *DIFFERENT) for text in pair]

    cluster = near_duplicates(texts)

    joined = {(i, j) for i in range(len(texts)) for j in range(i) if cluster[i] == cluster[j]}
    assert joined == {(2 * n + 1, 2 * n) for n in range(len(SAME))}


def test_a_statement_that_asks_for_both_does_not_chain_two_demands() -> None:
    both = "Cycle lanes and quiet parks should be built in every part of the town this year."
    lanes = "Cycle lanes should be built in every part of the town this year."
    parks = "Quiet parks should be built in every part of the town this year."

    cluster = near_duplicates([both, lanes, parks])

    assert cluster[1] != cluster[2]
