"""One page for a mayor: trend, alarm and gap of one challenge."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.threats.conftest import make_city, make_person
from tests.threats.rising import rise

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared.documents.paper import paper_pdf
from hanse.threats.actions import alarms
from hanse.threats.pages.mayors_brief import brief_of, brief_paper

pytestmark = pytest.mark.django_db
PAGE = "/threats/brief/aarhus/antisemitism/"


def test_it_says_trend_alarm_and_gap(client: Client, city: Authority, official: User) -> None:
    rise(city)
    alarms.evaluate(city)
    client.force_login(official)

    page = client.get(PAGE).content.decode()

    assert "9 in the newest week, about 1.5 expected." in page
    assert "9 reported, 1.5 expected. State: New." in page
    assert "Share of the threat in twelve months: 100%." in page
    assert "in the last twelve months, " in page
    assert client.get(PAGE + "brief.pdf").content.startswith(b"%PDF")


def test_on_paper_it_is_one_page_however_much_there_is_to_say(
    city: Authority, official: User
) -> None:
    rise(city)
    alarms.evaluate(city)
    brief = brief_of(city, "antisemitism", official)
    long = tuple(f"{number}. " + "A sentence that is rather long. " * 4 for number in range(5))

    made = paper_pdf(brief_paper(replace(brief, alarms=long[:3], gap=long)))

    assert len(PdfReader(BytesIO(made)).pages) == 1


def test_a_category_of_which_nothing_is_known_says_so(
    client: Client, city: Authority, official: User
) -> None:
    assert city.slug in PAGE
    client.force_login(official)

    page = client.get(PAGE).content.decode()

    assert "No week is known yet." in page
    assert "nothing has a share" in page
    assert "0%" not in page
    assert client.get("/threats/brief/aarhus/no-such-word/").status_code == 404


def test_nobody_else_reads_it(client: Client, city: Authority) -> None:
    assert city.slug in PAGE
    client.force_login(make_person(make_city("Boston"), "bea"))

    assert {client.get(PAGE + rest).status_code for rest in ("", "brief.pdf")} == {404}
