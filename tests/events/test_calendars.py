"""Everybody's own calendar: by file for one event, by a secret address for all."""

import pytest
from django.test import Client
from icalendar import Calendar
from tests.accounts.cast import signed_in
from tests.events.cast import Network

from hanse.accounts.actions import suspend
from hanse.accounts.erasing import erase
from hanse.events.actions import accept, share
from hanse.events.models import CalendarKey, Event
from hanse.shared.tokens import hash_of
from hanse.sharing.labels import SharingLabel

pytestmark = pytest.mark.django_db
PAGE = "/events/my-calendar/"


def new_address(browser: Client) -> str:
    """Make an address and return its path."""
    page = browser.post(PAGE)
    return f"{PAGE}{page.context['token']}.ics"


def entries(browser: Client, path: str) -> list[tuple[str, str]]:
    """Return title and status of what a calendar holds."""
    calendar = Calendar.from_ical(browser.get(path).content)
    return [(str(entry["summary"]), str(entry["status"])) for entry in calendar.walk("VEVENT")]


def test_the_address_opens_the_calendar_without_signing_in(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    accept(network.place("Reno"), network.official["Reno"])
    oslo, reno = (new_address(signed_in(network.official[name])) for name in ("Oslo", "Reno"))

    assert entries(Client(), oslo) == [("Responding together", "CONFIRMED")]
    assert entries(Client(), reno) == [("Responding together", "TENTATIVE")]


def test_the_address_is_shown_once_and_only_its_fingerprint_is_kept(network: Network) -> None:
    browser = signed_in(network.official["Oslo"])

    path = new_address(browser)
    token = path.removeprefix(PAGE).removesuffix(".ics")

    assert len(token) == 22
    assert bytes(CalendarKey.objects.get().token_hash) == hash_of(token)
    assert token not in browser.get(PAGE).content.decode()


def test_a_new_address_and_revoking_end_the_old_one(network: Network) -> None:
    browser = signed_in(network.official["Oslo"])
    first, second = new_address(browser), new_address(browser)
    before = Client().get(second).status_code

    browser.post(PAGE, {"revoke": "yes"})

    assert (Client().get(first).status_code, before) == (404, 200)
    assert Client().get(second).status_code == 404
    assert not CalendarKey.objects.exists()


def test_a_suspended_persons_address_leads_nowhere(network: Network) -> None:
    path = new_address(signed_in(network.official["Oslo"]))

    suspend(network.official["Oslo"])

    assert Client().get(path).status_code == 404


def test_what_is_not_shared_with_the_network_stands_in_it_with_its_days_alone(
    network: Network,
) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    path = new_address(signed_in(network.official["Oslo"]))

    share(network.event, SharingLabel.AMBER, network.secretary)

    text = Client().get(path).content.decode()
    assert entries(Client(), path) == [("A meeting of Hanse", "CONFIRMED")]
    assert "DTSTART" in text
    assert "oslo-workshop" not in text
    assert "City Hall" not in text


def test_the_file_for_one_event_is_for_who_comes(network: Network) -> None:
    path = "/events/oslo-workshop/invitations/oslo/event.ics"
    browser = signed_in(network.official["Oslo"])
    before = browser.get(path).status_code

    accept(network.place("Oslo"), network.official["Oslo"])
    share(network.event, SharingLabel.AMBER, network.secretary)

    assert before == 404
    assert entries(browser, path) == [("Responding together", "CONFIRMED")]
    assert signed_in(network.official["Reno"]).get(path).status_code == 404


def test_an_event_without_a_day_is_left_out_and_that_is_said(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    path = new_address(signed_in(network.official["Oslo"]))
    Event.objects.update(starts_on="2999-01-01", ends_on=None, precision="year")

    assert entries(Client(), path) == []
    assert "1 event is not in the calendar" in Client().get(path).content.decode()


def test_erasing_a_person_leaves_the_citys_place_and_ends_their_calendar(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"], named=True)
    path = new_address(signed_in(network.official["Oslo"]))

    erase(network.official["Oslo"], by=network.secretary)

    place = network.place("Oslo")
    assert (place.state, place.person, place.named) == ("accepted", None, False)
    assert Client().get(path).status_code == 404
