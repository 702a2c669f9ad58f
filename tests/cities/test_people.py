"""Stewards of the network keep somebody out, let them back in, and erase them on request."""

import pytest
from tests.accounts.cast import signed_in

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.models import User
from hanse.cities.actions.belonging import belong
from hanse.cities.models import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> dict[str, User]:  # noqa: ARG001 - asks for its effect
    return accounts_furnish.furnish()


@pytest.mark.parametrize(
    ("part", "status"),
    [("secretariat", 200), ("adviser", 404), ("practitioner", 404), ("policymaker", 404)],
)
def test_people_are_looked_after_by_staff_alone(
    cast: dict[str, User], part: str, status: int
) -> None:
    other = cast["adviser" if part != "adviser" else "practitioner"]
    browser = signed_in(cast[part])

    for page in ("/people/", f"/people/{other.pk}/", f"/people/{other.pk}/erase/"):
        assert browser.get(page).status_code == status


def test_nobody_is_listed_without_being_asked_for(cast: dict[str, User]) -> None:
    browser = signed_in(cast["secretariat"])

    assert "horvat" not in browser.get("/people/").content.decode().lower()
    assert "Marek Horvat" in browser.get("/people/?q=horvát").content.decode()
    assert "Nobody of that name" in browser.get("/people/?q=zzz").content.decode()


def test_a_suspended_person_is_out_with_their_next_click_and_comes_back(
    cast: dict[str, User], oslo: Authority
) -> None:
    belong(cast["adviser"], oslo, role="official", standing="steward")
    staff, theirs = signed_in(cast["secretariat"]), signed_in(cast["adviser"])
    page = f"/people/{cast['adviser'].pk}/"
    assert theirs.get("/cities/oslo/edit/").status_code == 200

    staff.post(page, {"suspend": "1"})

    assert theirs.get("/cities/oslo/edit/").headers["Location"].startswith("/account/login/")
    assert "Suspended" in staff.get(page).content.decode()
    staff.post(page, {"reinstate": "1"})
    assert signed_in(cast["adviser"]).get("/cities/oslo/edit/").status_code == 200


def test_nobody_suspends_or_erases_themselves(cast: dict[str, User]) -> None:
    own = cast["secretariat"]
    browser = signed_in(own)

    browser.post(f"/people/{own.pk}/", {"suspend": "1"})

    assert browser.get(f"/people/{own.pk}/erase/").status_code == 404
    assert User.objects.get(pk=own.pk).is_active


def test_erasing_asks_for_the_address_first(cast: dict[str, User]) -> None:
    staff, who = signed_in(cast["secretariat"]), cast["adviser"]
    page = f"/people/{who.pk}/erase/"

    answer = staff.post(page, {"email": "else@demo.example"})
    assert "This is not the address of this person." in answer.content.decode()
    assert User.objects.get(pk=who.pk).erased_at is None

    answer = staff.post(page, {"email": who.email.upper()}, follow=True)
    assert "a person who was erased" in answer.content.decode()
    assert "Horvat" not in answer.content.decode()
    assert staff.get(page).status_code == 404
