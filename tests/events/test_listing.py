"""The secretariat writes down what is known of an event, row by row, whatever the list."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.accounts.cast import signed_in
from tests.events.cast import Network

from hanse.cities.models import Authority, Membership
from hanse.events.document import as_record
from hanse.events.models import Event
from hanse.sharing.models import AuditEntry

pytestmark = pytest.mark.django_db
LISTS = "/events/oslo-workshop/lists/"
NEW: dict[str, dict[str, Any]] = {
    "sources": {"title": "A letter"},
    "counts": {"what": "cities", "qualifier": "about", "value": "31", "note": "who signed in"},
    "hosts": {"name": "A museum"},
    "funders": {"name": "A foundation", "note": "half of it"},
    "present": {"name": "Efus"},
    "cities": {"name": "Ghent", "kind": "city", "country": "BE", "area": "Flanders"},
    "outputs": {"title": "A declaration"},
    "gaps": {"text": "Who paid for the coffee is not known."},
}


@pytest.fixture
def secretary(network: Network) -> Client:
    return signed_in(network.secretary)


def data() -> dict[str, Any]:
    return as_record(Event.objects.get(slug="oslo-workshop"))


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


@pytest.mark.parametrize("key", NEW)
def test_a_row_is_added_at_the_end_and_stands_on_the_page_of_the_event(
    key: str, secretary: Client
) -> None:
    before = data().get(key, [])

    answer = secretary.post(f"{LISTS}{key}/", NEW[key])

    assert answer.status_code == 302
    assert data()[key][:-1] == before
    assert next(iter(NEW[key].values())) in str(data()[key][-1])
    assert AuditEntry.objects.filter(verb="add to a list of an event").count() == 1
    plain = str(list(NEW[key].values())[2] if key == "counts" else next(iter(NEW[key].values())))
    assert plain in text(Client().get("/events/oslo-workshop/"))


def test_numbers_of_two_sources_that_differ_stand_side_by_side(secretary: Client) -> None:
    source = Event.objects.get(slug="oslo-workshop").source_list.get(title="A newspaper")
    count = {"what": "countries", "scope": "the whole week", "qualifier": "exactly", "value": "11"}

    secretary.post(f"{LISTS}counts/", {**count, "source": source.pk})

    page = text(Client().get("/events/oslo-workshop/"))
    assert "about 9" in page
    assert "exactly 11" in page


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("sources", {"title": "A newspaper"}, "This stands in the list already."),
        ("hosts", {"name": "City of Oslo"}, "This stands in the list already."),
        ("counts", {"what": "cities", "qualifier": "about", "value": "0"}, "greater than or equal"),
        ("cities", {"name": "Ghent", "kind": "city", "country": "XX"}, "valid choice"),
        ("gaps", {"text": ""}, "required"),
    ],
)
def test_what_cannot_be_is_said_and_not_stored(
    key: str, wrong: dict[str, str], said: str, secretary: Client
) -> None:
    before = data()

    answer = secretary.post(f"{LISTS}{key}/", wrong)

    assert said in text(answer)
    assert data() == before


def test_an_authority_of_the_register_is_linked_unless_two_could_be_meant(
    secretary: Client,
) -> None:
    for slug, region in (("athens-ga", "Georgia"), ("athens-oh", "Ohio")):
        Authority.objects.create(
            slug=slug,
            name="Athens",
            country="US",
            region=region,
            membership=Membership.MEMBER,
        )
    city = {"name": "athens", "kind": "city", "country": "US"}

    secretary.post(f"{LISTS}cities/", city)
    secretary.post(f"{LISTS}cities/", {**city, "area": "Georgia"})

    linked = Event.objects.get(slug="oslo-workshop").eventcity_list.order_by("-position")[:2]
    assert [row.authority and row.authority.slug for row in linked] == ["athens-ga", None]


def test_a_row_is_corrected_moved_and_removed(secretary: Client) -> None:
    secretary.post(f"{LISTS}hosts/", NEW["hosts"])
    rows = Event.objects.get(slug="oslo-workshop").organisation_list.filter(part="host")
    page = f"{LISTS}hosts/{rows.get(name='A museum').pk}/"

    secretary.post(page, {"name": "The museum", "note": ""})
    secretary.post(page, {"move": "earlier"})
    moved = [host["name"] for host in data()["hosts"]]
    secretary.post(page, {"remove": "yes"})

    assert moved == ["The museum", "City of Oslo"]
    assert [host["name"] for host in data()["hosts"]] == ["City of Oslo"]


def test_a_source_stays_while_counts_lean_on_it(secretary: Client) -> None:
    source = Event.objects.get(slug="oslo-workshop").source_list.get(title="A newspaper")

    answer = secretary.post(f"{LISTS}sources/{source.pk}/", {"remove": "yes"}, follow=True)

    assert "Counts lean on this source." in text(answer)
    assert "A newspaper" in data()["sources"]


def test_lists_that_are_none_and_rows_of_other_lists_are_not_there(
    secretary: Client, network: Network
) -> None:
    funder = network.event.organisation_list.get(part="funder")

    assert secretary.get(f"{LISTS}sessions/").status_code == 404
    assert secretary.get(f"{LISTS}hosts/{funder.pk}/").status_code == 404
    assert signed_in(network.official["Oslo"]).get(f"{LISTS}hosts/").status_code == 404
