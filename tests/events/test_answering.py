"""A city answers its invitation on a page, and hears by letter when a place becomes free."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.accounts.cast import signed_in
from tests.events.cast import Network

from hanse.events.actions import accept, set_capacity
from hanse.events.models import Event, Registration
from hanse.shared.models import Letter
from hanse.sharing.acting import as_system
from hanse.sharing.labels import SharingLabel

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
LIST = "/events/invitations/"


def address(city: str) -> str:
    return f"/events/oslo-workshop/invitations/{city.lower()}/"


def letters(kind: str) -> list[str]:
    """Return who got a letter of this kind."""
    found = Letter.objects.filter(occasion__startswith=f"event-{kind}:")
    return sorted(found.values_list("email", flat=True))


def said(client: Client, path: str, status: int = 200) -> str:
    """Return a page without what every page has of its own: the token of its forms."""
    response = client.get(path)
    assert response.status_code == status
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"\s+", " ", text)


def test_an_adviser_accepts_in_two_clicks_and_agrees_to_be_listed(network: Network) -> None:
    adviser = signed_in(network.official["Oslo"])
    assert address("Oslo") in said(adviser, LIST)

    adviser.post(address("Oslo"), {"send": "yes", "answer": "me", "named": "on"})

    place = network.place("Oslo")
    assert (place.state, place.person, place.named) == ("accepted", network.official["Oslo"], True)
    assert "You come for Oslo." in said(adviser, address("Oslo"))


def test_an_adviser_declines_with_a_reason_and_may_come_after_all(network: Network) -> None:
    adviser = signed_in(network.official["Oslo"])

    adviser.post(address("Oslo"), {"send": "yes", "answer": "nobody", "reason": "Elections"})
    declined = network.place("Oslo")
    adviser.post(address("Oslo"), {"send": "yes", "answer": "me"})

    assert (declined.state, declined.reason) == ("declined", "Elections")
    assert (network.place("Oslo").state, network.place("Oslo").reason) == ("accepted", "")


def test_a_colleague_who_is_sent_gets_a_letter_and_decides_on_the_name(network: Network) -> None:
    adviser, colleague = signed_in(network.official["Oslo"]), signed_in(network.colleague)
    choice = {"send": "yes", "answer": "colleague", "colleague": str(network.colleague.pk)}

    adviser.post(address("Oslo"), {**choice, "named": "on"})
    sent = network.place("Oslo")
    refused = adviser.post(address("Oslo"), {"consent": "yes", "named": "on"})
    colleague.post(address("Oslo"), {"consent": "yes", "named": "on"})

    assert (sent.person, sent.named, refused.status_code) == (network.colleague, False, 404)
    assert letters("sent") == ["colleague@example.org"]
    assert network.place("Oslo").named


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({}, "Choose who comes, or that nobody can."),
        ({"answer": "colleague"}, "Choose who comes."),
        ({"answer": "colleague", "colleague": "partner"}, "Select a valid choice."),
        ({"answer": "nobody", "reason": "x" * 501}, "at most 500 characters"),
    ],
)
def test_an_answer_that_says_too_little_is_asked_again(
    sent: dict[str, str], complaint: str, network: Network
) -> None:
    if sent.get("colleague") == "partner":
        sent = {**sent, "colleague": str(network.partner.pk)}
    answer = signed_in(network.official["Oslo"]).post(address("Oslo"), {"send": "yes", **sent})

    assert complaint in answer.content.decode()
    assert re.search(r"<title>\s*Error:", answer.content.decode())
    assert network.states()["Oslo"] == "invited"


def test_who_waits_sees_the_turn_and_gets_one_letter_when_a_place_becomes_free(
    network: Network,
) -> None:
    for name in ("Oslo", "Reno", "Lublin"):
        accept(network.place(name), network.official[name])
    reno, lublin = (signed_in(network.official[name]) for name in ("Reno", "Lublin"))
    before = said(reno, address("Reno")), said(lublin, address("Lublin"))

    signed_in(network.official["Oslo"]).post(address("Oslo"), {"send": "yes", "answer": "nobody"})
    set_capacity(network.event, 1, network.secretary)

    assert "the next in turn" in before[0]
    assert "1 city is before you" in before[1]
    assert "You come for Reno." in said(reno, address("Reno"))
    assert letters("place") == ["reno@example.org"]


def test_an_invitation_of_another_city_is_not_there(network: Network) -> None:
    for who in (network.official["Reno"], network.secretary, network.partner):
        browser = signed_in(who)
        missing = said(browser, address("nowhere"), 404).replace("nowhere", "oslo")

        assert said(browser, address("Oslo"), 404) == missing
        assert browser.post(address("Oslo"), {"send": "y", "answer": "me"}).status_code == 404


def test_a_stranger_signs_in_first(network: Network, client: Client) -> None:
    del network

    assert client.get(address("Oslo"))["Location"].startswith("/account/login/?next=")


def test_when_the_event_is_over_the_answer_stays(network: Network) -> None:
    Event.objects.update(starts_on="2023-05-08", ends_on="2023-05-09")
    adviser = signed_in(network.official["Oslo"])

    adviser.post(address("Oslo"), {"send": "yes", "answer": "me"})

    assert network.states()["Oslo"] == "invited"
    assert "The event is over" in said(adviser, address("Oslo"))


def test_an_event_that_only_its_cities_see_is_seen_by_the_cities_invited(network: Network) -> None:
    from hanse.events.actions import share

    share(network.event, SharingLabel.AMBER, network.secretary)

    assert signed_in(network.official["Oslo"]).get(address("Oslo")).status_code == 200
    assert signed_in(network.official["Oslo"]).get("/events/oslo-workshop/").status_code == 200
    assert Client().get("/events/oslo-workshop/").status_code == 404


def test_the_event_says_that_ones_city_is_invited(network: Network) -> None:
    page = said(signed_in(network.official["Oslo"]), "/events/oslo-workshop/")

    assert "Answer the invitation for Oslo" in page
    assert "Answer the invitation" not in said(Client(), "/events/oslo-workshop/")


def test_nobody_invited_reads_what_will_stand_here(network: Network) -> None:
    with as_system("a test takes the invitation away"):
        Registration.objects.all().delete()

    assert "not invited to anything yet" in said(signed_in(network.official["Oslo"]), LIST)


@pytest.mark.parametrize("path", [LIST, address("Oslo")])
def test_the_pages_take_few_queries(path: str, network: Network) -> None:
    accept(network.place("Reno"), network.official["Reno"])
    accept(network.place("Oslo"), network.official["Oslo"])
    browser = signed_in(network.official["Oslo"])
    browser.get(path)

    with CaptureQueriesContext(connection) as caught:
        browser.get(path)

    asked = [query["sql"] for query in caught if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= MOST_QUERIES, "\n".join(query[:150] for query in asked)
