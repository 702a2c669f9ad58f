"""Feelings and forecasts beside the alignment: shown apart, and never in its score."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.threats.conftest import observe

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.threats.counts import WEEK
from hanse.threats.pages.alignment import told

pytestmark = pytest.mark.django_db
RECENT = timezone.localdate() - 4 * WEEK


def test_the_uplift_says_how_much_larger_a_share_becomes(city: Authority, official: User) -> None:
    for label, eep, number in (
        ("antisemitism", "evidenced", 6),
        ("misogyny", "evidenced", 2),
        ("misogyny", "experienced", 5),
        ("misogyny", "potential", 1),
        ("disability", "potential", 2),
    ):
        for _ in range(number):
            observe(city, RECENT, label, eep=eep)
    observe(city, RECENT - 60 * WEEK, "racism", eep="experienced")

    about = told(city, official)

    found = [
        (one.category, one.felt, one.feared, one.share, one.with_tension) for one in about.tensions
    ]
    assert found == [
        ("misogyny", 5, 1, 2 / 8, 8 / 16),
        ("disability", 0, 2, 0.0, 2 / 16),
    ]
    # the score and its shares are made of what happened alone
    shares = {line.category: line.threat for line in about.picture.lines if line.threat}
    assert shares == {"antisemitism": 6 / 8, "misogyny": 2 / 8}
    assert about.picture.incidents == 8


def test_the_page_shows_it_apart_and_only_where_there_is_some(
    client: Client, city: Authority, official: User
) -> None:
    client.force_login(official)
    observe(city, RECENT, "antisemitism")
    without = client.get("/threats/alignment/aarhus/").content.decode()
    observe(city, RECENT, "misogyny", eep="experienced")

    page = " ".join(client.get("/threats/alignment/aarhus/").content.decode().split())

    assert "stay out of the score" not in without
    assert "stay out of the score" in page
    assert '<td class="number" data-label="Uplift in points">+50</td>' in page
