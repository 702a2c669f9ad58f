"""What a site says about its network comes from the operator's record, never from code."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hanse.config.network import DEMO_NETWORK, network_record
from hanse.shared.network import NOBODY_YET, Side, read_network

RECORD = {
    "name": "Baltic Towns",
    "short_name": "Baltic",
    "headline": "Towns by one sea",
    "lede": "Forty towns compare notes.",
    "purpose": ["Compare notes."],
    "sides": [{"key": "north", "name": "North", "bloc": 2}],
    "translations": {"de": {"headline": "Städte an einem Meer"}},
}


def test_a_record_becomes_the_network() -> None:
    network = read_network(RECORD, "en")

    assert network.headline == "Towns by one sea"
    assert network.purpose == ("Compare notes.",)
    assert network.sides == (Side("north", "North", 2),)


def test_a_translation_replaces_only_what_it_names() -> None:
    network = read_network(RECORD, "de")

    assert (network.headline, network.name) == ("Städte an einem Meer", "Baltic Towns")


def test_a_house_without_a_record_is_called_hanse() -> None:
    assert network_record(demo=False) is None
    assert read_network(NOBODY_YET, "de").name == "Hanse"


def test_the_operator_names_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "network.toml"
    file.write_text('name = "Žilina and friends"', encoding="utf-8")
    monkeypatch.setenv("HANSE_NETWORK_FILE", str(file))

    assert network_record(demo=True) == {"name": "Žilina and friends"}


def test_the_demo_says_it_is_simulated_in_both_languages() -> None:
    record = network_record(demo=True)

    assert record
    assert DEMO_NETWORK.exists()
    for language in ("en", "de"):
        network = read_network(record, language)
        assert network.simulated
        assert len(network.sides) == 2
        assert len(network.about) == len(network.purpose) == 3


@pytest.mark.django_db
def test_the_front_page_speaks_for_the_network_of_the_settings(
    client: Client, settings: Any
) -> None:
    settings.HANSE_NETWORK = RECORD

    page = client.get("/").content.decode()

    assert re.search(r"<h1>\s*Towns by one sea\s*</h1>", page)
    assert "Transatlantic" not in page
