"""Who may edit a city's page and invite its colleagues, as a table of role and state."""

import pytest
from django.test import Client

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.models import Invitation
from hanse.cities.actions.belonging import belong
from hanse.cities.models import Affiliation, Authority, Membership

pytestmark = pytest.mark.django_db
EDIT, INVITE = "/cities/oslo/edit/", "/cities/oslo/colleagues/"


def _enter(client: Client, part: str, city: Authority | None, standing: str) -> None:
    person = accounts_furnish.furnish()[part]
    if city:
        belong(person, city, role="official", standing=standing)
    client.force_login(person)


@pytest.mark.parametrize(
    ("part", "standing", "edit", "invite"),
    [
        ("adviser", "steward", 200, 200),
        ("adviser", "editor", 200, 404),
        ("adviser", "member", 404, 404),
        ("adviser", "", 404, 404),
        ("policymaker", "", 404, 404),
        ("secretariat", "", 404, 404),
    ],
)
def test_a_city_is_its_own_peoples_to_edit(
    client: Client, oslo: Authority, part: str, standing: str, edit: int, invite: int
) -> None:
    _enter(client, part, oslo if standing else None, standing)

    assert client.get(EDIT).status_code == edit
    assert client.get(INVITE).status_code == invite


def test_another_citys_steward_may_not(client: Client, oslo: Authority) -> None:
    lviv = Authority.objects.create(
        slug="lviv", name="Lviv", country="UA", membership=Membership.MEMBER
    )
    _enter(client, "adviser", lviv, "steward")

    assert oslo.slug in EDIT
    assert client.get(EDIT).status_code == 404


@pytest.mark.parametrize("state", ["suspended", "left"])
def test_rights_end_with_the_next_request(client: Client, oslo: Authority, state: str) -> None:
    _enter(client, "adviser", oslo, "steward")
    Authority.objects.update(membership=state)

    assert client.get(EDIT).status_code == 404


def test_a_part_is_shared_as_its_city_says(client: Client, oslo: Authority) -> None:
    _enter(client, "adviser", oslo, "editor")
    labels = ("summary", "government", "mandate", "strategy", "website", "challenges", "lenses")
    form = {f"label_{name}": "amber+strict" for name in labels}

    client.post(EDIT, {**form, "summary": "Open", "mandate": "Kept", "label_summary": "clear"})

    page = Client().get("/cities/oslo/").content.decode()
    assert "Open" in page
    assert "Kept" not in page
    assert "Kept" in client.get("/cities/oslo/").content.decode()


def test_a_steward_invites_a_colleague(client: Client, oslo: Authority) -> None:
    _enter(client, "adviser", oslo, "steward")
    form = {"name": "B", "email": "b@oslo.example", "role": "mayor", "standing": "member"}

    client.post(INVITE, form)

    assert [one.email for one in Invitation.objects.all()] == ["b@oslo.example"]
    assert Affiliation.objects.count() == 1
