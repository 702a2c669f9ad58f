"""Words that point at a person are refused, and plain words about deeds are not."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hanse.shared.personal_data import find
from hanse.threats.neutral import PATTERNS, refuse_people

REFUSED = {
    "a telephone number": "Call 030 1234567 for more.",
    "an e-mail address": "Write to someone@example.org.",
    "a number plate": "A car with B-AB 1234 drove away.",
    "a number plate of France": "A van, AB-123-CD, stopped.",
    "a number plate of Slovakia": "A car, BA123AB, was seen.",
    "an address": "It happened at 12 Market Street.",
    "an address in German": "In der Hauptstraße 12 wurde geschmiert.",
    "an address in French": "Devant le 4, rue Victor, un tag.",
    "a person with a title": "Mrs Miller was shouted at.",
    "a person with a title in German": "Herr Müller wurde beschimpft.",
    "a person who is named": "A man named Karl shouted.",
    "a person with an initial": "Then Karl M. shouted, and others joined.",
    "a person with a first initial": "The speaker J. Smith was booed.",
    "an account": "It began with @somebody_else.",
    "a link to an account": "See facebook.com/somebody for it.",
    "a date of birth": "A pupil, born 12 May 2010, was hurt.",
}
PLAIN = (
    "Words against Muslims were sprayed on the wall of a mosque on 12.05.2026.",
    "About 1 200 people came to City Hall Square; 300 of them shouted at the others.",
    "In 2023-2024 there were 14 such leaflets. The United States flag was burnt.",
    "A teacher of a school in the north of the city was threatened by letter.",
    "Die Synagoge wurde beschmiert; in der Innenstadt lagen Flugblätter.",
    "After COVID 19 a rumour about the E 40 motorway and EU 2016 law went round.",
    "Les habitants de la place du marché ont peur.",
)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_the_words_are_refused_because_of(text: str) -> None:
    with pytest.raises(ValidationError):
        refuse_people(text)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_pass(text: str) -> None:
    refuse_people(text)


def test_the_refusal_quotes_the_words_and_says_what_to_write() -> None:
    with pytest.raises(ValidationError) as refused:
        refuse_people("Mrs Miller was shouted at.")

    assert refused.value.messages == [
        "“Mrs Miller” looks like the name of a person: write what they are, such as “a teacher”."
    ]


@given(st.text(st.sampled_from("aA é.ß/1٣@+-,JBM")) | st.sampled_from(list(REFUSED.values())))
def test_looking_only_where_a_sign_stands_refuses_the_same(text: str) -> None:
    refused = any(pattern.search(text) for pattern in PATTERNS.values())

    try:
        refuse_people(text)
    except ValidationError:
        assert refused or find(text)
    else:
        assert not refused
