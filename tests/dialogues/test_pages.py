"""The rooms of a dialogue as a reader meets them: full, empty, narrow, wrongly addressed."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from django.test import Client

from hanse.analysis.opinions.groups import _no_candidate
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.models import Dialogue, StoredAnalysis
from hanse.dialogues.queries import bridging
from hanse.sharing.labels import SharingLabel

pytestmark = pytest.mark.django_db
ROOMS = ("", "statements/", "statements/3/", "analysis.json", "statements.csv")
Store = Callable[..., Dialogue]


def words_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("label", [label for label in SharingLabel if label != "clear"])
@pytest.mark.parametrize("room", ROOMS)
def test_the_public_meets_only_clear_dialogues(
    label: SharingLabel, room: str, client: Client, store: Store, workshop_folder: DialogueFolder
) -> None:
    store(workshop_folder, label=label)

    assert client.get(f"/dialogues/workshop/{room}").status_code == 404
    assert "workshop" not in client.get("/dialogues/").content.decode()


@pytest.mark.parametrize("room", ROOMS)
def test_a_stranger_and_a_wrong_address_get_the_same_answer(room: str, client: Client) -> None:
    assert client.get(f"/dialogues/nothing/{room}").status_code == 404


def test_without_a_public_dialogue_the_list_says_what_will_come(client: Client) -> None:
    assert "No dialogue is public yet" in words_of(client, "/dialogues/")


def test_the_list_shows_people_statements_and_votes(client: Client, workshop: Dialogue) -> None:
    shown = words_of(client, "/dialogues/")

    assert workshop.title in shown
    assert "38 people · 12 statements" in shown
    assert "Simulated" in shown


def test_the_result_says_there_is_a_spectrum_and_marks_what_is_simulated(
    client: Client, workshop: Dialogue
) -> None:
    shown = words_of(client, workshop.get_absolute_url())

    assert "One continuous spectrum" in shown
    assert "Simulated: a generator invented these people" in shown
    assert workshop.analyses.get().data_version[:12] in shown


def test_the_map_has_a_view_per_attribute_in_the_address(
    client: Client, prevention: Dialogue
) -> None:
    address = prevention.get_absolute_url()

    assert "Side explains" in words_of(client, address)
    assert "Role explains" in words_of(client, f"{address}?map=role")
    assert "Opinion is one continuous spectrum" in words_of(client, f"{address}?map=everyone")
    assert words_of(client, f"{address}?map=nonsense") == words_of(client, address)
    assert "Show as a map" in words_of(client, f"{address}?map=role&as=line")


def test_a_bloc_under_ten_voices_is_named_and_its_numbers_are_not(
    client: Client, workshop: Dialogue
) -> None:
    shown = words_of(client, f"{workshop.get_absolute_url()}statements/3/")
    elected = shown[shown.index("Elected leaders") : shown.index("Officials 10")]

    assert "Not enough voices" in elected
    assert "%" not in elected


def test_the_statements_are_paged_by_fifty(client: Client, prevention: Dialogue) -> None:
    first = client.get(f"{prevention.get_absolute_url()}statements/").content.decode()
    second = client.get(f"{prevention.get_absolute_url()}statements/?page=2").content.decode()

    assert (first.count('scope="row"'), second.count('scope="row"')) == (50, 22)


def refs(client: Client, address: str) -> list[str]:
    """Return the references of the statements a page lists, in its order."""
    return re.findall(r'statements/([^/"?]+)/"', client.get(address).content.decode())


def test_filters_and_order_live_in_the_address(client: Client, prevention: Dialogue) -> None:
    address = f"{prevention.get_absolute_url()}statements/"
    results = prevention.analyses.get().results.order_by("-mean")

    by_agreement = refs(client, f"{address}?order=-agree")
    split = refs(client, f"{address}?label=split&order=rank")

    assert by_agreement == [r.statement.ref for r in results[:50]]
    assert set(split) == {r.statement.ref for r in results if r.label == "split"}


def test_words_are_found_whatever_their_case(client: Client, prevention: Dialogue) -> None:
    found = refs(client, f"{prevention.get_absolute_url()}statements/?q=RUMOUR")

    texts = prevention.statements.filter(ref__in=found).values_list("text", flat=True)
    assert len(found) == 2
    assert all("rumour" in text for text in texts)


def test_the_divide_sorts_by_the_attribute_that_is_shown(
    client: Client, prevention: Dialogue
) -> None:
    address = f"{prevention.get_absolute_url()}statements/?order=-divide&by="
    results = prevention.analyses.get().results.all()

    for attribute in ("side", "role"):
        widest = max(results, key=lambda r, name=attribute: r.lenses[name]["divide"] or 0)
        assert refs(client, address + attribute)[0] == widest.statement.ref


def test_a_search_without_result_says_so_and_offers_a_way_out(
    client: Client, workshop: Dialogue
) -> None:
    shown = words_of(client, f"{workshop.get_absolute_url()}statements/?q=zzz")

    assert "Nothing fits" in shown
    assert "Start over" in shown


@pytest.mark.parametrize("query", ["topic=999", "label=odd", "by=odd", "order=odd", "page=999"])
def test_an_old_or_wrong_link_still_opens(query: str, client: Client, workshop: Dialogue) -> None:
    words_of(client, f"{workshop.get_absolute_url()}statements/?{query}")


def test_a_statement_that_is_not_there_is_not_found(client: Client, workshop: Dialogue) -> None:
    words_of(client, f"{workshop.get_absolute_url()}statements/999/", status=404)


def test_a_reference_may_hold_any_sign(
    client: Client, store: Store, workshop_folder: DialogueFolder
) -> None:
    odd = replace(workshop_folder.statements[0], id="a/b ?ü")
    folder = replace(workshop_folder, statements=(odd, *workshop_folder.statements[1:]))
    statement = store(folder).statements.get(ref="a/b ?ü")

    assert odd.text in words_of(client, statement.get_absolute_url())


def test_while_the_numbers_are_computed_the_page_says_so_and_looks_again(
    client: Client, workshop: Dialogue
) -> None:
    StoredAnalysis.objects.all().delete()

    response = client.get(workshop.get_absolute_url())
    page = response.content.decode()

    assert response.status_code == 202
    assert "The numbers are being computed" in page
    assert 'hx-trigger="every 2s"' in page
    assert '<meta http-equiv="refresh" content="5">' in page
    assert "The numbers are being computed" in words_of(client, "/dialogues/")


def test_the_table_for_spreadsheets_holds_every_statement_and_no_formula(
    client: Client, store: Store, workshop_folder: DialogueFolder
) -> None:
    sly = replace(workshop_folder.statements[0], text="=1+1")
    store(replace(workshop_folder, statements=(sly, *workshop_folder.statements[1:])))

    page = client.get("/dialogues/workshop/statements.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(page)))

    assert len(rows) == 12
    assert [row["text"] for row in rows if "1+1" in row["text"]] == ["'=1+1"]
    assert {row["role=Elected leaders agree"] for row in rows} == {""}


def test_methods_explain_every_figure_that_links_to_them(client: Client) -> None:
    page = client.get("/methods/").content.decode()

    assert all(f'id="{part}"' in page for part in ("intervals", "map", "labels", "findings"))


def test_what_is_agreed_names_no_statement_whose_blocs_are_hidden(
    client: Client, prevention: Dialogue
) -> None:
    analysis = prevention.analyses.get()
    first = bridging(analysis, "side")[0]
    agreed = bridging(analysis, "side").count()
    first.lenses["side"]["label"] = "insufficient"
    first.save()

    shown = words_of(client, prevention.get_absolute_url())

    assert f"Agreed on every side {agreed - 1}" in shown
    assert first.statement.text not in shown


def test_too_few_people_for_groups_are_not_called_a_spectrum(
    client: Client, workshop: Dialogue
) -> None:
    analysis = workshop.analyses.get()
    analysis.summary["groups"]["reason"] = _no_candidate(np.zeros((3, 2)))
    analysis.save()

    shown = words_of(client, workshop.get_absolute_url())

    assert "Too little to tell groups by" in shown
    assert "people differ by degrees" not in shown
