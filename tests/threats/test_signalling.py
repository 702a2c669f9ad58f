"""Signals, “nothing to report”, and taking them back."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.threats.conftest import make_city, make_person

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing.models import AuditEntry
from hanse.threats.models import Confirmation, Effort, Signal

WEDNESDAY = dt.date(2026, 3, 4)


def reading(**changed: Any) -> dict[str, Any]:
    """Return a filled-in signal."""
    return {
        "key": str(uuid.uuid4()),
        "challenges": ["antisemitism", "polarisation"],
        "direction": "rising",
        "intensity": "3",
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-08",
        "basis": "school",
        "confidence": "moderate",
        "note": "Pupils quarrel about a war elsewhere.",
        "sharing_label": "amber+strict",
        "language": "en",
        **changed,
    }


def period(first: str = "2026-03-04", last: str = "2026-03-12") -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "starts_on": first, "ends_on": last}


@pytest.fixture
def at_work(client: Client, official: User) -> Client:
    client.force_login(official)
    return client


def test_a_signal_is_recorded_once_however_often_it_is_sent(
    at_work: Client, city: Authority
) -> None:
    said = reading()
    for _ in range(2):
        page = at_work.post("/threats/signals/new/", said, follow=True).content.decode()

    stored = Signal.objects.get()
    assert (stored.owner, stored.challenges) == (city, ["antisemitism", "polarisation"])
    assert (stored.direction, stored.intensity) == ("rising", 3)
    assert "Antisemitism, Political polarisation" in page
    assert list(Effort.objects.values_list("channel", flat=True)) == ["municipal"]


WRONG = {
    "The period ends before it begins": {"ends_on": "2026-03-01"},
    "Choose a period of a year at most": {"starts_on": "2024-03-01"},
    "This day is still to come": {"ends_on": "2199-03-01"},
    "looks like the name of a person": {"note": "Mr Miller told us."},
    "This field is required": {"challenges": []},
}


@pytest.mark.parametrize(("sentence", "changed"), WRONG.items(), ids=WRONG)
def test_a_signal_is_refused(sentence: str, changed: dict[str, Any], at_work: Client) -> None:
    page = at_work.post("/threats/signals/new/", reading(**changed)).content.decode()

    assert sentence in page
    assert Signal.objects.count() == 0


def test_nothing_to_report_confirms_every_week_the_days_touch(
    at_work: Client, city: Authority
) -> None:
    at_work.post("/threats/signals/nothing-to-report/", period())

    stored = Confirmation.objects.get()
    assert stored.owner == city
    assert (stored.first_week, stored.last_week) == (dt.date(2026, 3, 2), dt.date(2026, 3, 9))


def test_what_was_sent_can_be_taken_back_by_its_own_city_alone(
    at_work: Client, client: Client, city: Authority, official: User
) -> None:
    at_work.post("/threats/signals/new/", reading())
    at_work.post("/threats/signals/nothing-to-report/", period())
    addresses = [
        f"/threats/signals/{one.record}/take-back/"
        for one in (Signal.objects.get(), Confirmation.objects.get())
    ]
    client.force_login(make_person(make_city("Boston"), "bea"))
    refused = [client.post(address).status_code for address in addresses]
    client.force_login(official)
    done = [client.post(address).status_code for address in addresses]

    assert (refused, done) == ([404, 404], [302, 302])
    assert Signal.objects.filter(withdrawn_at__lte=timezone.now()).count() == 1
    assert Confirmation.objects.filter(withdrawn_at=None).count() == 0
    assert city.name not in client.get("/threats/signals/").content.decode()


def test_reading_the_signals_is_written_down(at_work: Client) -> None:
    page = at_work.get("/threats/signals/").content.decode()

    assert "No signal yet" in page
    assert AuditEntry.objects.filter(target__startswith="threats.").get().verb == "read signals"
