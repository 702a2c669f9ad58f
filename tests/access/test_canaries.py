"""Words that only some may read: they are where they should be, and found where they should not.

That no address hands one to the wrong reader is checked with every visit of the matrix.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import models, transaction
from django.test import override_settings
from django.urls import include, path, reverse
from tests.access.canaries import eyes, forbidden, numbers_in, numbers_told
from tests.access.house import House, addresses, code_of, kinds, letters
from tests.access.visiting import visit

from hanse.shared.access import access

SHORTEST = 30  # columns of codes are shorter than a word of ours
NOT_SAID = {
    *("category", "detector", "failure", "fingerprint", "language", "method", "place", "recompute"),
    *("sha256", "source_digest", "status", "withdrawn_because"),
}


@access("anyone")
def leak(_request: Any) -> Any:
    from django.http import HttpResponse

    code = code_of(1)  # the word of the second reader of the cast, broken at the end of a line
    return HttpResponse(f"The secret is {code[:4]}&shy;{code[4:]}.")


urlpatterns = [path("leak/", leak), path("", include("hanse.config.urls"))]


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_text_of_every_record_carries_a_word(kind: str, house: House) -> None:
    rows = [row for (what, _shelf), row in house.stored().items() if what == kind]

    assert {name for row in rows for name in silent_texts(house, row)} == set(), (
        'the builder leaves texts empty: put word("field") into each of them'
    )


def silent_texts(house: House, row: models.Model) -> Iterator[str]:
    """Yield the texts of a row in which no word stands."""
    for field in row._meta.concrete_fields:
        plain = isinstance(field, models.CharField | models.TextField) and not field.choices
        if not plain or (field.max_length or SHORTEST) < SHORTEST or field.name in NOT_SAID:
            continue
        if not numbers_in(house, str(getattr(row, field.attname)).encode()):
            yield field.name


@pytest.fixture
def shown(house: House) -> set[str]:
    """Return of what two readers see words on the pages about what is near to them."""
    return house.once("what is shown", lambda: _origins_shown(house))


def _origins_shown(house: House) -> set[str]:
    near = {"the page", "own", "there", "for everybody", "written by the member"}
    told: set[int] = set()
    for name, cases in house.cases.items():
        for label in sorted((near | {"a city's, for members"}) & cases.keys()):
            path = reverse(name, kwargs=cases[label].named)
            for reader in ("city steward", "member"):
                told |= numbers_told(house, visit(house, reader, "GET", path))
    return {house.origins[number] for number in told}


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_records_of_every_kind_are_shown_to_somebody(
    kind: str, house: House, shown: set[str]
) -> None:
    """Without this, words that stand nowhere would prove nothing."""
    assert shown & {house.key(kind, shelf) for shelf in house.shelves(kind)}


@override_settings(ROOT_URLCONF=__name__)
def test_a_leak_is_noticed(house: House) -> None:
    told = numbers_told(house, visit(house, "public", "GET", "/leak/"))

    assert forbidden(house, "public", told) == [house.origins[1]]
    assert forbidden(house, "secretariat", told) == []


SEARCHES = [(name, told.search) for name, told in addresses().items() if told.search]


@pytest.mark.parametrize(("name", "asked"), SEARCHES)
def test_asking_for_what_is_hidden_is_asking_for_nothing(
    name: str, asked: str, house: House
) -> None:
    for reader in ("public", "partner", "member", "secretariat"):
        if visit(house, reader, "GET", reverse(name)).outcome != "open":
            continue
        unknown = answer_to(house, reader, name, asked, code_of(9999) + "none")
        for number, readers in enumerate(house.readers):
            if eyes(reader) in readers:
                continue
            for word in sorted(house.words_made[number])[:2]:
                answer = answer_to(house, reader, name, asked, word)

                assert answer == unknown, (reader, house.origins[number], word)


def answer_to(house: House, reader: str, name: str, asked: str, word: str) -> bytes:
    """Return what a search finds, without the word that was asked for."""
    answer = visit(house, reader, "GET", f"{reverse(name)}?{asked}={word}")
    assert answer.status == 200
    return answer.stripped()[2].replace(word.encode(), b"")


@pytest.mark.parametrize("occasion", sorted(letters()))
def test_no_letter_says_more_than_its_reader_may_know(occasion: str, house: House) -> None:
    from hanse.shared.models import Letter

    with transaction.atomic():
        letters()[occasion](house)
        posted = [(row.email, f"{row.subject} {row.text}") for row in Letter.objects.all()]
        sent = [(one.to[0], one.message().as_string()) for one in mail.outbox]
        transaction.set_rollback(True)

    assert posted + sent
    for address, text in posted + sent:
        (reader,) = [name for name, who in house.people.items() if who.email == address]
        assert forbidden(house, reader, numbers_in(house, text.encode())) == []
