"""Who said something is told as the speaker chose, and in no other way."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db.models.base import ModelState
from tests.sharing.conftest import House

from hanse.cities.models import Affiliation
from hanse.sharing import quotes
from hanse.sharing.acting import acting
from hanse.sharing.actors import actor_of
from hanse.sharing.models import Attribution, Authorship

WORDS = "We called the mosque before the press."
OTHERS = (
    "a stranger",
    "bea of Boston",
    "sam of the secretariat",
    "anders of Aarhus, password only",
)


@dataclass
class Saying:
    """A contribution as its table would hold it."""

    attribution: str
    record: uuid.UUID = field(default_factory=uuid.uuid4)
    credit: dict[str, str] = field(default_factory=dict)
    _state: ModelState = field(default_factory=ModelState)


def say(house: House, rule: str) -> Any:
    """Let Aino of Aarhus say something under a rule."""
    aino = house.people["aino of Aarhus"]
    saying = Saying(rule)
    quotes.sign(saying, aino, Affiliation.objects.get(person=aino))  # type: ignore[arg-type]
    return saying


def read(house: House, saying: Any, name: str) -> quotes.Quote:
    """Quote it to somebody, reading as them."""
    person = house.person(name)
    with acting(actor_of(person)):
        return quotes.quote(saying, WORDS, person)


@pytest.mark.parametrize(
    ("rule", "line", "kept"),
    [
        ("named", "aino of Aarhus, Official, Aarhus", {"name", "role", "city"}),
        ("role", "Official, City", {"role", "kind"}),
        ("chatham", "a participant", set()),
    ],
)
def test_the_line_says_what_the_rule_allows(
    rule: str, line: str, kept: set[str], full_house: House
) -> None:
    saying = say(full_house, rule)

    assert set(saying.credit) == kept
    for name in OTHERS:
        assert read(full_house, saying, name) == quotes.Quote(WORDS, line, own=False)


def test_words_not_for_quotation_are_not_repeated(full_house: House) -> None:
    saying = say(full_house, Attribution.NO_QUOTE)

    for name in OTHERS:
        with pytest.raises(quotes.NotForQuotationError):
            read(full_house, saying, name)
    assert saying.credit == {}


def test_authors_know_their_own_and_stay_unnamed_even_to_themselves(full_house: House) -> None:
    saying = say(full_house, Attribution.CHATHAM)

    assert read(full_house, saying, "aino of Aarhus") == quotes.Quote(
        WORDS, "a participant", own=True
    )


def test_a_rule_that_turned_stricter_hides_a_credit_written_before(full_house: House) -> None:
    saying = say(full_house, Attribution.NAMED)
    saying.attribution = Attribution.CHATHAM

    assert read(full_house, saying, "bea of Boston").by == "a participant"


def test_an_author_may_choose_another_rule_and_nobody_else_may(full_house: House) -> None:
    saying = say(full_house, Attribution.NAMED)
    aino, bea = full_house.people["aino of Aarhus"], full_house.people["bea of Boston"]
    saying.attribution = Attribution.ROLE

    with pytest.raises(quotes.NotTheAuthorError):
        quotes.sign_again(saying, bea, None)
    quotes.sign_again(saying, aino, Affiliation.objects.get(person=aino))

    assert saying.credit == {"role": "Official", "kind": "City"}


def test_nothing_but_the_sealed_row_holds_the_author(full_house: House) -> None:
    saying = say(full_house, Attribution.CHATHAM)

    assert saying.credit == {}
    with acting(actor_of(full_house.person("aino of Aarhus"))):
        assert Authorship.objects.get(record=saying.record).person.name == "aino of Aarhus"
    with acting(actor_of(full_house.person("sam of the secretariat"))):
        assert not Authorship.objects.filter(record=saying.record).exists()
