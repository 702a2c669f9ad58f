"""Before and after erasing, the staff sees where the words of others still carry the name."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.mentions import Sought, sought
from hanse.accounts.models import User
from hanse.cities.models import Authority, Contact, MembershipEvent
from hanse.events.models import Event, Registration, Report, ReportPart, Turn
from hanse.sharing.acting import as_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> dict[str, User]:  # noqa: ARG001 - asks for its effect
    return accounts_furnish.furnish()


@pytest.fixture
def traces(oslo: Authority) -> None:
    """Write the adviser's name, Marek Horvat, into words of others."""
    event = Event.objects.create(
        slug="meeting",
        title="A meeting",
        starts_on=dt.date(2030, 1, 1),
        precision="day",
        online=True,
        summary="Opened by Mr Horvát of Bratislava.",
        sharing_label="green",
    )
    Contact.objects.create(
        authority=oslo, post="Desk", name="M. Horvat", email="x@o.example", sharing_label="green"
    )
    Contact.objects.create(authority=oslo, post="Secret", name="M. Horvat", email="y@o.example")
    MembershipEvent.objects.create(authority=oslo, what="joined", reason="Asked by M. Horvat.")
    with as_system("a test"):
        Registration.objects.create(
            event=event,
            authority=oslo,
            state="declined",
            answered_at="2026-01-01T00:00:00Z",
            reason="Horvat is ill.",
        )
        Turn.objects.create(
            event=event,
            what="moved",
            reason="Horvat asked.",
            starts_on=event.starts_on,
            precision="day",
        )
        report = Report.objects.create(event=event, title="What we ask")
        ReportPart.objects.create(report=report, addressee="cities", text="As Horvat said. (1)")


def staff(cast: dict[str, User]) -> Client:
    browser = Client()
    browser.force_login(cast["secretariat"])
    return browser


def listed(page: Any) -> list[tuple[str, str]]:
    text = re.sub(r"\s+", " ", page.content.decode())
    rows = re.findall(
        r'<th scope="row"> ?<a[^>]*>([^<]*)</a>.*?data-label="What it is"> ?([^<]*)<', text
    )
    return sorted((title.strip(), kind.strip()) for title, kind in rows)


EVERYWHERE = [
    ("A meeting", "Answer to an invitation"),
    ("A meeting", "Events"),
    ("A meeting", "Report"),
    ("A meeting", "Why an event changed"),
    ("Oslo", "Contact of a city"),
    ("Oslo", "Membership"),
]


@pytest.mark.usefixtures("traces")
def test_the_staff_sees_every_place_it_may_read_and_no_contact_a_city_keeps(
    cast: dict[str, User],
) -> None:
    page = staff(cast).get(f"/people/{cast['adviser'].pk}/mentions/")

    assert listed(page) == EVERYWHERE
    assert "y@o.example" not in page.content.decode()


@pytest.mark.usefixtures("traces")
def test_after_erasing_the_list_is_shown_once_and_nothing_was_changed(
    cast: dict[str, User],
) -> None:
    who, browser = cast["adviser"], staff(cast)

    page = browser.post(f"/people/{who.pk}/erase/", {"email": who.email})

    assert listed(page) == EVERYWHERE
    assert "this list is shown this once" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert User.objects.get(pk=who.pk).erased_at is not None
    assert Event.objects.get().summary == "Opened by Mr Horvát of Bratislava."
    assert browser.get(f"/people/{who.pk}/mentions/").status_code == 404


def test_who_is_named_nowhere_is_said_to_be(cast: dict[str, User]) -> None:
    page = staff(cast).get(f"/people/{cast['adviser'].pk}/mentions/")

    assert "The name stands nowhere else" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "whole", "family"),
    [
        ("Marek Horvat (demonstration)", "Marek Horvat", "Horvat"),
        ("Novák, Jan", "Novák, Jan", "Novák"),
        ("Wu Li", "Wu Li", ""),
        ("Xylo", "Xylo", "Xylo"),
        ("", "", ""),
    ],
)
def test_names_are_looked_for_by_their_family_name(name: str, whole: str, family: str) -> None:
    assert sought(User(name=name, email="a@b.example")) == Sought(whole, family, "a@b.example")
