"""The secretariat invites thirty cities by what is known of them, and reminds the silent once."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.accounts.cast import signed_in
from tests.events.cast import NAMES, Network, cities, text

from hanse.cities.models import Affiliation, Authority, Contact
from hanse.events.actions import accept, inviting
from hanse.events.models import Event, Registration
from hanse.events.tasks import write_invitations
from hanse.shared.models import Letter
from hanse.sharing.acting import as_system
from hanse.sharing.models import AuditEntry

pytestmark = pytest.mark.django_db
PLAN, INVITE = "/events/oslo-workshop/plan/", "/events/oslo-workshop/invite/"


@pytest.fixture
def secretary(network: Network) -> Client:
    return signed_in(network.secretary)


def test_thirty_cities_are_invited_in_four_clicks(secretary: Client, network: Network) -> None:
    cities(30)
    shown = secretary.get(f"{INVITE}?challenge=polarisation&all=1")
    ticked = re.findall(r'value="([0-9a-f-]{36})"\s+id="city-[^"]+"\s+checked', text(shown))

    preview = secretary.post(INVITE, {"city": ticked, "preview": "yes"})
    before = Registration.objects.count()
    secretary.post(INVITE, {"city": ticked, "send": "yes"})

    assert (len(ticked), before) == (30, len(NAMES))
    assert "steward0@city.example" in text(preview)
    assert Registration.objects.count() == 30 + len(NAMES)
    assert AuditEntry.objects.filter(verb="invite to an event").count() == 30 + len(NAMES)
    del network


def test_invitations_are_written_once_in_the_language_of_the_steward(network: Network) -> None:
    (city,) = cities(1)
    made = inviting.invite(network.event, [city], network.secretary)

    for _ in range(2):
        write_invitations(registrations=[row.pk for row in made])

    (letter,) = Letter.objects.all()
    assert (letter.email, letter.language) == ("steward0@city.example", "de")
    assert f"/events/oslo-workshop/invitations/{city.slug}/" in letter.text


def test_a_city_without_people_is_written_to_at_its_contact(network: Network) -> None:
    shy, open_ = cities(2)
    Affiliation.objects.filter(authority__in=[shy, open_]).delete()
    for city, label in ((shy, "amber+strict"), (open_, "green")):
        Contact.objects.create(
            authority=city, post="Mayor's office", email="office@city.example", sharing_label=label
        )
    made = inviting.invite(network.event, [shy, open_], network.secretary)

    write_invitations(registrations=[row.pk for row in made])

    assert [letter.occasion for letter in Letter.objects.all()] == [
        f"event-invitation:{made[1].pk}"
    ]


def test_each_filter_finds_its_cities(secretary: Client, network: Network) -> None:
    cities(3)
    with as_system("a test remembers last year"):
        year = network.event.starts_on.year - 1
        before = Event.objects.create(
            slug="before", title="Before", starts_on=f"{year}-05-01", precision="day", place="X"
        )
        oslo = Authority.objects.get(slug="oslo")
        Registration.objects.create(
            event=before, authority=oslo, state="accepted", answered_at=timezone.now()
        )

    def found(query: str) -> list[str]:
        page = secretary.get(f"{INVITE}?{query}")
        return [city.name for city in page.context["cities"]]

    assert found("q=city+0") == ["City 00", "City 01", "City 02"]
    assert found("size=small") == ["City 00"]
    assert found("country=NO") == ["Lublin", "Oslo", "Reno"]
    assert found("side=europe&country=NO&history=never") == []
    assert found("history=never") == ["City 00", "City 01", "City 02"]
    assert found("history=last-year") == ["Oslo"]
    assert "Oslo" not in found("history=not-last-year")
    assert found("lens=nonsense") != []


def test_nobody_ticked_is_asked_again(secretary: Client) -> None:
    assert "Tick at least one city." in text(secretary.post(INVITE, {"preview": "yes"}))


def test_the_silent_are_reminded_once(secretary: Client, network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    remind = "/events/oslo-workshop/remind/"

    for _ in range(2):
        secretary.post(remind)

    emails = Letter.objects.filter(occasion__startswith="event-reminder:")
    assert sorted(emails.values_list("email", flat=True)) == [
        "lublin@example.org",
        "reno@example.org",
    ]
    assert "Nobody is left to remind" in text(secretary.get(remind))


def test_the_plan_says_who_has_not_answered(secretary: Client, network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])

    page = text(secretary.get(PLAN))

    assert "Remind 2 cities that have not answered" in page
    assert page.index("Lublin") < page.index("Reno") < page.index("Oslo</a>")
