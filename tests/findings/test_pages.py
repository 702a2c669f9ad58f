"""The rooms of findings as a reader meets them."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hanse.dialogues.models import Dialogue
from hanse.findings.actions import Plan, publish_edition
from hanse.findings.brief import words
from hanse.findings.brief.forms import FORMATS
from hanse.findings.models import Edition
from hanse.sharing.labels import SharingLabel

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
ROOMS = ("/findings/2026/", "/findings/2026/1/", "/findings/2026/brief.html")


def words_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


HIDDEN = [{"status": "draft"}]
HIDDEN += [{"sharing_label": label} for label in SharingLabel if label != "clear"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_the_public_meets_only_published_clear_editions(
    hidden: dict[str, str], client: Client, edition: Edition
) -> None:
    Edition.objects.filter(pk=edition.pk).update(**hidden)

    assert [client.get(room).status_code for room in ROOMS] == [404, 404, 404]
    assert "No edition is public yet" in words_of(client, "/findings/")


def test_the_list_leads_to_the_edition(client: Client, edition: Edition) -> None:
    page = client.get("/findings/").content.decode()

    assert f'href="{edition.get_absolute_url()}"' in page
    assert edition.title in page


def test_an_edition_shows_ten_findings_facts_method_and_how_to_cite(
    client: Client, edition: Edition
) -> None:
    page = client.get(edition.get_absolute_url()).content.decode()
    shown = words_of(client, edition.get_absolute_url())

    assert page.count('<article class="finding"') == 10
    assert "People 428" in shown
    assert "Edition 2026, version 1.0. Simulated data. http://testserver/findings/2026/" in shown
    assert edition.findings.get(number=1).data_version in shown


def test_a_finding_shows_every_bloc_and_who_disagrees(client: Client, edition: Edition) -> None:
    shown = words_of(client, f"{edition.get_absolute_url()}1/")

    assert all(bloc in shown for bloc in ("Europe", "Small cities", "Officials", "Public health"))
    assert "Who disagrees" in shown
    assert client.get(f"{edition.get_absolute_url()}11/").status_code == 404


def test_a_disagreement_shows_the_blocs_that_differ_most(client: Client, edition: Edition) -> None:
    finding = edition.findings.filter(kind="disagreement").first()
    assert finding is not None
    blocs = finding.evidence["blocs"]
    spread = {
        name: [b["mean"] for b in blocs if b["attribute"] == name]
        for name in ("side", "city size", "role", "lens")
    }
    widest = max(spread, key=lambda name: max(spread[name]) - min(spread[name]))

    page = words_of(client, edition.get_absolute_url())
    part = page[page.index(str(finding)) :][:900]

    assert all(bloc["level"] in part for bloc in blocs if bloc["attribute"] == widest)


def test_a_brief_is_a_stable_download_in_four_forms(
    client: Client, dialogue: Dialogue, plan: Plan
) -> None:
    edition = publish_edition(dialogue, replace(plan, forms=tuple(FORMATS)))
    address = edition.get_absolute_url()

    for form, start in {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!", "json": b"{"}.items():
        latest = client.get(f"{address}brief.{form}")
        tag = latest.headers["ETag"]

        assert latest.content.lower().startswith(start.lower())
        assert client.get(f"{address}1.0/brief.{form}").content == latest.content
        assert f"findings-2026-v1.0-TLP-CLEAR.{form}" in latest.headers["Content-Disposition"]
        again = client.get(f"{address}brief.{form}", headers={"if-none-match": tag})
        assert again.status_code == 304


@pytest.mark.parametrize("wrong", ["brief.exe", "9.9/brief.pdf"])
def test_a_brief_that_was_never_published_is_not_found(
    wrong: str, client: Client, edition: Edition
) -> None:
    assert client.get(f"{edition.get_absolute_url()}{wrong}").status_code == 404


def test_an_edition_asks_as_often_for_ten_findings_as_for_one(
    client: Client, edition: Edition
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(edition.get_absolute_url())
        return len(seen)

    ten = queries()
    edition.findings.filter(number__gt=1).delete()

    assert queries() == ten <= MOST_QUERIES


def test_an_edition_without_findings_says_so(client: Client, edition: Edition) -> None:
    edition.findings.all().delete()

    assert "This edition has no findings" in words_of(client, edition.get_absolute_url())


def test_quotes_carry_the_same_caption_in_the_room_and_in_the_brief(
    client: Client, edition: Edition
) -> None:
    room = words_of(client, edition.get_absolute_url() + "1/")
    brief = words_of(client, "/findings/2026/brief.html")

    assert words.ALSO_BACKED in room
    assert f"{words.ALSO_BACKED} · statement" in brief


def test_a_german_reader_reads_the_evidence_in_german(client: Client, edition: Edition) -> None:
    assert edition.language == "en"

    page = client.get("/findings/2026/1/", headers={"accept-language": "de"}).content.decode()

    known = re.sub(r"\s+", " ", page[page.index('id="evidence"') :])
    assert "lehnen ab" in known or "lehnt keine ab" in known
    assert "Wiederholungen mit anderen Teilnehmenden" in known
    assert " disagree" not in known
