"""The words for what happened keep their ids, codes and parents."""

import pytest

from hanse.threats.nibrs import CODES
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING, Axis, Odihr, nodes, of_axis


def test_every_code_of_nibrs_is_read_as_a_word_about_the_target() -> None:
    assert len(CODES) == 34 + 2
    assert {code.category for code in CODES.values()} <= set(of_axis(Axis.TARGET))


@pytest.mark.parametrize("number", [n for n, code in CODES.items() if not code.lossy])
def test_a_code_that_is_not_lossy_is_written_out_as_it_was_read(number: int) -> None:
    assert CATEGORIES[CODES[number].category].nibrs == number


def test_a_lossy_code_is_not_given_back() -> None:
    lossy = {n: CATEGORIES[code.category].nibrs for n, code in CODES.items() if code.lossy}

    assert [number for number, written in lossy.items() if written == number] == []


def test_anti_migrant_hate_has_no_code_of_its_own_and_says_so() -> None:
    word = CATEGORIES["anti-migrant"]

    assert (word.nibrs, word.odihr, "nibrs" in word.lossy) == (33, Odihr.RACIST, True)


def test_codes_shared_by_several_words_are_flagged_on_all_but_the_one_read_back() -> None:
    for key, word in CATEGORIES.items():
        if word.nibrs is not None and CODES[word.nibrs].category != key:
            assert "nibrs" in word.lossy, key


def test_every_word_stands_under_a_word_of_its_own_axis() -> None:
    parents = {word.parent for word in CATEGORIES.values()} - {EVERYTHING}

    assert parents == {"racism"}
    assert all(CATEGORIES[p].axis is Axis.TARGET for p in parents)


def test_an_incident_with_two_words_of_one_family_counts_once_in_the_family() -> None:
    assert nodes(["anti-black", "anti-asian", "extreme-right"]) == {
        "",
        "racism",
        "anti-black",
        "anti-asian",
        "extreme-right",
    }


def test_none_and_unknown_are_two_different_words() -> None:
    assert CODES[88].category != CODES[99].category
