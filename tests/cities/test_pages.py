"""The list and map of members, and a city's page, as strangers see them."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.models import User
from hanse.cities import furnish
from hanse.cities.models import Affiliation, Authority, Contact, Membership
from hanse.cities.queries import active_affiliations

pytestmark = pytest.mark.django_db
LIST = "/cities/"
SIDES = {
    "name": "N",
    "short_name": "N",
    "headline": "",
    "lede": "",
    "sides": [
        {"key": "europe", "name": "Europe", "bloc": 1},
        {"key": "north-america", "name": "North America", "bloc": 2},
    ],
}


@pytest.fixture
def initiative(db: None, settings: Any) -> None:  # noqa: ARG001 - asks for its effect
    settings.HANSE_NETWORK = SIDES
    furnish.enter_initiative()


def _listed(page: str) -> list[str]:
    return re.findall(r'<li id="([^"]+)">', page)


def _mapped(page: str) -> list[str]:
    words = re.findall(r"<title>([^<]+)</title>\s*<circle", page)
    return [name for group in words for name in group.strip().split(", ")]


@pytest.mark.usefixtures("initiative")
def test_the_map_names_every_city_of_the_list() -> None:
    page = Client().get(LIST).content.decode()

    names = list(Authority.objects.values_list("name", flat=True))
    assert len(_listed(page)) == 89
    assert {name for name in names if name not in _mapped(page)} == set()


@pytest.mark.usefixtures("initiative")
@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("kind=combined", ["greater-manchester"]),
        ("country=ZA", ["cape-town"]),
        ("q=halle", ["halle-saale"]),
        ("q=zilina", ["zilina"]),
        ("side=europe&country=US", []),
        ("side=north-america&country=CA", ["edmonton", "toronto"]),
        ("challenge=polarisation", []),
        ("kind=district", ["budavar"]),
    ],
)
def test_filters_live_in_the_address(query: str, slugs: list[str]) -> None:
    page = Client().get(f"{LIST}?{query}").content.decode()

    assert _listed(page) == slugs
    assert ("No member fits" in page) is (slugs == [])


def test_a_house_without_cities_says_so(client: Client) -> None:
    assert "No city has joined yet" in client.get(LIST).content.decode()


def test_the_list_costs_the_same_whatever_its_length(
    client: Client, oslo: Authority, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        client.get(LIST)
    for number in range(3):
        Authority.objects.create(
            slug=f"c{number}", name="C", country=oslo.country, membership=Membership.MEMBER
        )
    with django_assert_num_queries(2):
        client.get(LIST)


def test_a_stranger_reads_only_what_a_city_made_public(client: Client, oslo: Authority) -> None:
    oslo.mandate, oslo.strategy, oslo.summary = "Mandate text", "Strategy text", "Summary text"
    oslo.labels = {"summary": "clear", "strategy": "green"}
    oslo.save()
    Contact.objects.create(authority=oslo, post="Desk", email="desk@oslo.example")

    page = client.get(oslo.get_absolute_url()).content.decode()

    assert "Summary text" in page
    for hidden in ("Mandate text", "Strategy text", "desk@oslo.example"):
        assert hidden not in page


def test_a_challenge_that_is_not_public_cannot_be_found_by_filtering(
    client: Client, oslo: Authority
) -> None:
    address = f"{LIST}?challenge=polarisation"
    assert _listed(client.get(address).content.decode()) == []

    Authority.objects.filter(pk=oslo.pk).update(labels={"challenges": "clear"})

    assert _listed(client.get(address).content.decode()) == ["oslo"]


def test_a_member_of_another_city_reads_what_is_shared_with_members(
    client: Client, oslo: Authority
) -> None:
    oslo.mandate, oslo.strategy = "Mandate text", "Strategy text"
    oslo.labels = {"strategy": "green"}
    oslo.save()
    lviv = Authority.objects.create(
        slug="lviv", name="Lviv", country="UA", membership=Membership.MEMBER
    )
    person = User.objects.create_user("a@lviv.example")
    Affiliation.objects.create(person=person, authority=lviv, role="official")
    client.force_login(person)

    page = client.get(oslo.get_absolute_url()).content.decode()

    assert "Strategy text" in page
    assert "Mandate text" not in page


def test_an_authority_that_never_joined_has_no_page(client: Client, oslo: Authority) -> None:
    Authority.objects.filter(pk=oslo.pk).update(membership=Membership.NONE)

    assert client.get(oslo.get_absolute_url()).status_code == 404
    assert client.get(reverse("cities:city", args=["nowhere"])).status_code == 404


def test_the_demo_lets_its_invented_people_belong_to_a_city(settings: Any) -> None:
    settings.HANSE_NETWORK = SIDES
    cast = accounts_furnish.furnish()

    furnish.furnish()
    furnish.furnish()

    found = [
        (one.authority.slug, one.standing)
        for key in ("adviser", "practitioner", "secretariat")
        for one in active_affiliations(cast[key])
    ]
    assert found == [("bratislava", "steward"), ("stockholm", "member")]
    assert Authority.objects.count() == 89


@pytest.fixture
def many(db: None) -> None:
    del db
    Authority.objects.bulk_create(
        Authority(
            slug=f"town-{number:03}",
            name=f"Town {number:03}",
            country="SE",
            membership=Membership.MEMBER,
            latitude=59.0,
            longitude=18.0,
        )
        for number in range(250)
    )


@pytest.mark.usefixtures("many")
def test_a_long_list_is_paged_and_the_map_stays_whole() -> None:
    first, last = (Client().get(f"{LIST}?country=SE&page={n}").content.decode() for n in (1, 3))

    assert (len(_listed(first)), len(_listed(last))) == (100, 50)
    assert len(_mapped(first)) == len(_mapped(last)) == 250
    assert 'href="#town-000"' in first
    assert 'href="?country=SE&amp;page=1#town-000"' in last
    assert "250 members" in last
    assert "These are 201 to 250 of 250" in re.sub(r"\s+", " ", last)


@pytest.mark.usefixtures("many")
def test_the_whole_list_can_be_had_on_one_page_for_printing() -> None:
    page = Client().get(f"{LIST}?page=all").content.decode()

    assert len(_listed(page)) == 250
    assert "stands on other pages" not in page
    assert "Page by page" in page


@pytest.mark.parametrize("page", ["0", "99", "x", "-1"])
@pytest.mark.usefixtures("many")
def test_a_page_that_is_none_is_the_nearest_one(page: str) -> None:
    assert len(_listed(Client().get(f"{LIST}?page={page}").content.decode())) in {50, 100}


@pytest.mark.usefixtures("many")
def test_the_secretariat_finds_the_cities_out_of_reach_and_nobody_else_may_ask() -> None:
    Contact.objects.create(authority=Authority.objects.get(slug="town-007"), post="Office")
    staff = User.objects.create_user("s@example.org", network_role="secretariat")
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={})
    browser = Client()
    browser.force_login(staff)
    here = User.objects.create_user("h@example.org", last_login=timezone.now())
    Affiliation.objects.create(
        person=here, authority=Authority.objects.get(slug="town-007"), role="official"
    )

    theirs = browser.get(f"{LIST}?reach=out&page=all").content.decode()
    publics = Client().get(f"{LIST}?reach=out&page=all").content.decode()

    assert (len(_listed(theirs)), len(_listed(publics))) == (249, 250)
    assert "nobody has signed in" in theirs
    assert "/cities/town-001/membership/" in theirs
    assert "nobody has signed in" not in publics
