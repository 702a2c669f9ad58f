"""The vocabulary is public, with every code and what it loses."""

import csv

from django.test import Client

from hanse.threats.disarm import pack, techniques
from hanse.threats.vocabulary import CATEGORIES


def test_the_table_lists_every_word_with_its_codes(db: None, client: Client) -> None:
    del db
    answer = client.get("/threats/vocabulary/vocabulary.csv")

    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [row["id"] for row in rows] == list(CATEGORIES)
    migrant = next(row for row in rows if row["id"] == "anti-migrant")
    assert (migrant["nibrs_written"], migrant["nibrs_lossy"]) == ("33", "yes")


def test_the_page_names_words_codes_and_the_pack_with_its_licence(db: None, client: Client) -> None:
    del db
    text = client.get("/threats/vocabulary/").content.decode()

    assert "Antisemitism" in text
    assert "21 Jewish" in text
    assert "CC BY-SA 4.0" in text
    assert client.get("/threats/methods/").status_code == 200


def test_the_pack_of_techniques_says_whose_it_is() -> None:
    assert "T0140.003" in techniques()
    assert "DISARM Foundation" in pack()["attribution"]
