"""Two events: one with something in every list, one of which next to nothing is known."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.events.cast import NAMES, Network, person

from hanse.accounts.models import NetworkRole
from hanse.cities.models import Authority, Membership, Role
from hanse.events.actions import invite, record_event, record_programme, set_capacity
from hanse.events.models import Event
from hanse.sharing.labels import SharingLabel

if TYPE_CHECKING:
    from tests.events.room import Room, Visit

FULL: dict[str, Any] = {
    "slug": "oslo-workshop",
    "language": "en",
    "starts": "2023-05-08",
    "ends": "2023-05-09",
    "title": "Responding together",
    "precision": "day",
    "date_note": "moved from April",
    "format": "workshop",
    "details": "two days",
    "place": "Oslo",
    "venue": "City Hall",
    "country": "NO",
    "rule": "chatham-house",
    "capacity": 80,
    "simulated": True,
    "summary": "What helped after an attack.",
    "programmes": [
        {"programme": "dialogue", "standing": "part"},
        {"programme": "summits", "standing": "related", "note": "as its preparation"},
    ],
    "sources": ["The workshop's page", "A newspaper"],
    "counts": [
        {"what": "participants", "qualifier": "at-least", "value": 70, "source": "A newspaper"},
        {
            "what": "participants",
            "qualifier": "exactly",
            "value": 78,
            "note": "with partners",
            "source": "The workshop's page",
        },
        {"what": "countries", "scope": "the whole week", "qualifier": "about", "value": 9},
    ],
    "hosts": [{"name": "City of Oslo", "note": "co-host"}],
    "funders": [{"name": "A ministry"}],
    "present": [{"name": "Nordic Safe Cities"}],
    "cities": [
        {"name": "Athens", "kind": "city", "country": "US", "area": "Ohio", "geonames_id": 4505542},
        {"name": "Greater Manchester", "kind": "combined", "country": "GB"},
    ],
    "sessions": [
        {"title": "Opening", "day": "2023-05-08", "starts_at": "09:00:00", "ends_at": "09:30:00"},
        {"title": "A walk", "venue": "The harbour", "summary": "Places of memory."},
    ],
    "outputs": ["A checklist"],
    "gaps": ["Who spoke first is not known."],
}
TURNED: dict[str, Any] = {
    **FULL,
    "slug": "reykjavik-workshop",
    "revision": 2,
    "cancelled": "2023-05-01",
    "turns": [
        {
            "what": "moved",
            "on": "2023-03-02",
            "reason": "The hall is taken.",
            "started": "2023-04-08",
            "ended": "2023-04-09",
            "precision": "day",
        },
        {
            "what": "cancelled",
            "on": "2023-05-01",
            "started": "2023-05-08",
            "ended": "2023-05-09",
            "precision": "day",
        },
    ],
}
BARE: dict[str, Any] = {
    "slug": "brussels-workshop",
    "language": "en",
    "starts": "2022",
    "title": "Brussels workshop",
    "precision": "uncertain",
    "format": "unknown",
    "place": "Brussels",
    "country": "BE",
    "rule": "unknown",
}


@pytest.fixture
def programmes(db: None) -> None:
    del db
    sides = [{"key": "europe", "name": "Europe"}, {"key": "north-america", "name": "North America"}]
    record_programme({"slug": "dialogue", "name": "The dialogue", "began_in": 2021, "sides": sides})
    record_programme({"slug": "summits", "name": "Summits", "aim": "Everybody meets."})


@pytest.fixture
def full(programmes: None) -> Event:
    del programmes
    return record_event(FULL, sharing_label=SharingLabel.CLEAR)


@pytest.fixture
def bare(programmes: None) -> Event:
    del programmes
    return record_event(BARE, sharing_label=SharingLabel.CLEAR)


@pytest.fixture
def network(full: Event) -> Network:
    cities = {
        name: Authority.objects.create(
            slug=name.lower(), name=name, country="NO", membership=Membership.MEMBER
        )
        for name in NAMES
    }
    made = Network(
        event=full,
        secretary=person("secretary", None, network=NetworkRole.SECRETARIAT),
        official={name: person(name.lower(), city) for name, city in cities.items()},
        colleague=person("colleague", cities["Oslo"]),
        partner=person("partner", cities["Oslo"], Role.PARTNER),
    )
    soon = timezone.localdate() + dt.timedelta(days=40)
    Event.objects.filter(pk=full.pk).update(starts_on=soon, ends_on=soon)
    full.refresh_from_db()
    invite(full, cities.values(), made.secretary)
    set_capacity(full, 1, made.secretary)
    return made


@pytest.fixture
def room(programmes: None) -> "Room":
    """Give a Chatham House meeting with people from three cities."""
    from tests.events.room import build_room

    del programmes
    return build_room()


@pytest.fixture
def signed_in(room: "Room") -> "Visit":
    """Give a browser in which somebody of the room is signed in."""

    def visit(name: str) -> Client:
        browser = Client()
        browser.force_login(room.fresh(name))
        return browser

    return visit
