"""The web and the command line say the same, byte for byte, and cheaply."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hanse import cli
from hanse.dialogues.folders import write_folder
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.models import Dialogue

pytestmark = pytest.mark.django_db
Store = Callable[..., Dialogue]
MOST_QUERIES = 12


def test_the_web_serves_the_bytes_the_command_line_writes(
    tmp_path: Path, client: Client, workshop: Dialogue, workshop_folder: DialogueFolder
) -> None:
    write_folder(workshop_folder, tmp_path / "folder")

    assert cli.main(["analyse", str(tmp_path / "folder"), "--json", str(tmp_path / "a.json")]) == 0
    response = client.get(f"{workshop.get_absolute_url()}analysis.json")

    assert response.content == (tmp_path / "a.json").read_bytes()
    assert json.loads(response.content)["data_version"] == workshop.analyses.get().data_version


def test_the_packed_answer_holds_the_same_bytes(client: Client, workshop: Dialogue) -> None:
    address = f"{workshop.get_absolute_url()}analysis.json"

    packed = client.get(address, headers={"accept-encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == client.get(address).content


@pytest.mark.parametrize("room", ["", "statements/", "analysis.json", "statements.csv"])
def test_who_has_the_data_already_is_not_sent_it_again(
    room: str, client: Client, workshop: Dialogue
) -> None:
    address = f"{workshop.get_absolute_url()}{room}"
    tag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_what_is_hidden_on_the_page_is_hidden_in_the_data(
    client: Client, workshop: Dialogue
) -> None:
    document = json.loads(client.get(f"{workshop.get_absolute_url()}analysis.json").content)
    blocs = [b for s in document["statements"] for lens in s["lenses"][1:] for b in lens["blocs"]]

    assert any(not bloc["shown"] for bloc in blocs)
    assert all(bloc["agree"] is None for bloc in blocs if not bloc["shown"])
    assert all(bloc["agree"] + bloc["disagree"] >= 10 for bloc in blocs if bloc["shown"])


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_list_asks_as_often_for_three_dialogues_as_for_one(
    client: Client, store: Store, workshop_folder: DialogueFolder
) -> None:
    store(workshop_folder, slug="one")
    alone = queries(client, "/dialogues/")

    for slug in ("two", "three"):
        store(replace(workshop_folder, title=slug), slug=slug)

    assert queries(client, "/dialogues/") == alone <= MOST_QUERIES


@pytest.mark.parametrize("room", ["", "statements/", "statements/3/"])
def test_a_long_dialogue_asks_the_database_as_often_as_a_short_one(
    room: str, client: Client, workshop: Dialogue, prevention: Dialogue
) -> None:
    addresses = [f"{d.get_absolute_url()}{room}" for d in (workshop, prevention)]
    for address in addresses:
        client.get(address)  # maps are drawn once and remembered

    short, long = (queries(client, address) for address in addresses)

    assert short == long <= MOST_QUERIES


@pytest.mark.parametrize("room", ["", "?as=line", "statements/?by=lens", "statements/3/"])
def test_no_page_is_heavy(room: str, client: Client, prevention: Dialogue) -> None:
    page = client.get(f"{prevention.get_absolute_url()}{room}").content

    assert len(gzip.compress(page)) <= 40_000
