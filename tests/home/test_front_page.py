"""The front page shows what is published, and says plainly when nothing is."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from hanse.dialogues.models import Dialogue, Statement
from hanse.findings.models import Edition, Finding
from hanse.findings.pages import leading_rows
from hanse.home.queries import FINDINGS_SHOWN, front_page

pytestmark = pytest.mark.django_db

EVIDENCE = {
    "kind": "agreement",
    "figure_title": "Nine in ten agree",
    "in_top_ten": 0.9,
    "missing": [],
    "withheld": [],
    "blocs": [
        {
            "attribute": "side",
            "level": level,
            "agree": 90,
            "disagree": 10,
            "passed": 5,
            "mean": 0.9,
            "low": 0.83,
            "high": 0.95,
        }
        for level in ("Europe", "North America")
    ],
}


def dialogue(slug: str = "table", label: str = "clear") -> Dialogue:
    """Store a dialogue."""
    return Dialogue.objects.create(slug=slug, title=f"Title {slug}", sharing_label=label)


def edition(findings: int, year: int = 2026, label: str = "clear", **changes: Any) -> Edition:
    """Store a published edition with some findings."""
    values = {"status": Edition.Status.PUBLISHED, "published_on": dt.date(year, 2, 24), **changes}
    stored = Edition.objects.create(
        initiative="TDI", year=year, title=f"Findings of {year}", sharing_label=label, **values
    )
    held = dialogue(f"d{year}")
    for number in range(1, findings + 1):
        statement = Statement.objects.create(
            dialogue=held, ref=str(number), position=number, text=f"Words {number}", language="en"
        )
        Finding.objects.create(
            edition=stored,
            number=number,
            dialogue=held,
            statement=statement,
            kind="agreement",
            label="consensus",
            evidence=EVIDENCE,
            data_version="0" * 64,
        )
    return stored


def test_an_empty_house_says_that_nothing_is_published_yet(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "No findings yet" in page
    assert "No dialogues yet" in page


def test_the_newest_edition_leads_with_its_first_findings() -> None:
    edition(2, 2025)
    newest = edition(10, 2026)

    shown = front_page(None)

    assert shown.edition == newest
    assert shown.lead == newest.findings.get(number=1)
    assert [line.finding.number for line in shown.headlines] == [2, 3, 4, 5]
    assert shown.more == 10 - FINDINGS_SHOWN


def test_drafts_and_narrower_labels_stay_out() -> None:
    edition(1, 2025, status=Edition.Status.DRAFT, published_on=None)
    edition(1, 2026, label="amber")
    dialogue("inside", "green")

    shown = front_page(None)

    assert shown.edition is None
    assert {held.slug for held in shown.dialogues} == {"d2025", "d2026"}


def test_a_side_keeps_its_mark_when_the_other_side_is_hidden() -> None:
    finding = edition(1).findings.get()
    finding.evidence = {**EVIDENCE, "blocs": EVIDENCE["blocs"][1:], "missing": [["side", "Europe"]]}

    marks = {row.name: (row.bloc, row.enough) for row in leading_rows(finding)}

    assert marks == {"Europe": (1, False), "North America": (2, True)}


def test_the_page_names_findings_and_dialogues(client: Client) -> None:
    edition(1)

    page = client.get("/").content.decode()

    assert "Words 1" in page
    assert "Findings of 2026" in page
    assert "Title d2026" in page
    assert "90% agree in every bloc" in page


@pytest.mark.parametrize("count", [1, 4])
def test_the_front_page_asks_the_database_equally_often_for_one_and_for_many(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    edition(count)
    for number in range(count):
        dialogue(f"more-{number}")

    with django_assert_num_queries(4):
        client.get("/")


@pytest.mark.parametrize("address", ["/about/", "/accessibility/"])
def test_pages_about_the_site_need_no_database(
    client: Client, address: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200
