"""A city applies, proves its mailbox, is decided on, and the applicant always sees where it is."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.models import Invitation, User
from hanse.cities.actions import applying
from hanse.cities.models import Application, Authority, Membership
from hanse.cities.purposes import accepted
from hanse.cities.queries import active_affiliations
from hanse.cities.tasks import send_code, send_decision
from hanse.shared import letters
from hanse.shared.models import Letter

pytestmark = pytest.mark.django_db
FILLED = {
    "name": "Köln",
    "kind": "city",
    "country": "DE",
    "region": "North Rhine-Westphalia",
    "applicant": "Eva Muster",
    "role": "official",
    "post": "Prevention",
    "email": "Eva@Stadt.example",
}
KOLN = "/cities/join/?place=2886242"


@pytest.fixture
def private(client: Client, places: None) -> str:  # noqa: ARG001 - asks for its effect
    return str(client.post(KOLN, FILLED).headers["Location"])


@pytest.fixture
def secretariat(db: None) -> User:  # noqa: ARG001 - asks for its effect
    return accounts_furnish.furnish()["secretariat"]


def _code() -> str:
    send_code(application=str(Application.objects.get().pk))
    found = re.search(r"\b\d{8}\b", str(mail.outbox[-1].body))
    assert found
    return found[0]


def _decide(client: Client, person: User, **form: str) -> Any:
    client.force_login(person)
    return client.post(reverse("cities:decide", args=[Application.objects.get().pk]), form)


def test_the_picker_leads_to_a_form_that_knows_the_place(client: Client, places: None) -> None:  # noqa: ARG001 - asks for its effect
    page = client.get("/cities/join/?q=athens").content.decode()

    assert re.findall(r'href="\?place=(\d+)"', page) == ["264371", "4180386", "4505542"]
    assert 'value="Köln"' in client.get(KOLN).content.decode()


def test_a_city_applies_is_approved_and_its_steward_is_invited(
    client: Client, private: str, secretariat: User
) -> None:
    assert "Waiting for your e-mail code" in client.get(private).content.decode()
    client.post(private, {"code": _code()})
    assert "Waiting for a decision" in client.get(private).content.decode()

    _decide(client, secretariat, decision="approve", reason="Welcome.", verify_domain="on")

    page = Client().get(private).content.decode()
    koln = Authority.objects.get(slug="koln")
    assert "Approved" in page
    assert "Welcome." in page
    assert (koln.membership, koln.verified_domains) == (Membership.MEMBER, ["stadt.example"])
    assert [event.what for event in koln.membership_events.all()] == ["joined"]
    invitation = Invitation.objects.get()
    assert invitation.email == "eva@stadt.example"
    eva = User.objects.create_user(invitation.email)
    assert accepted(invitation, eva) == "/desk/"
    assert [(one.standing, one.role) for one in active_affiliations(eva)] == [
        ("steward", "official")
    ]


def test_a_refusal_says_why_on_the_page_and_in_the_letter(
    client: Client, private: str, secretariat: User
) -> None:
    client.post(private, {"code": _code()})
    _decide(client, secretariat, decision="refuse", reason="Not an authority.")
    send_decision(application=str(Application.objects.get().pk))
    letters.send(str(Letter.objects.get().pk))

    assert "Not an authority." in Client().get(private).content.decode()
    assert "Not an authority." in str(mail.outbox[-1].body)
    assert not Authority.objects.exists()


def test_a_decision_without_a_reason_is_not_taken(
    client: Client, private: str, secretariat: User
) -> None:
    client.post(private, {"code": _code()})

    _decide(client, secretariat, decision="approve", reason=" ")

    assert Application.objects.get().state == Application.State.WAITING


def test_nobody_decides_before_the_mailbox_is_proved(
    client: Client, private: str, secretariat: User
) -> None:
    assert private
    assert _decide(client, secretariat, decision="approve", reason="x").status_code == 404


def test_wrong_codes_run_out(client: Client, private: str) -> None:
    right = _code()
    for _ in range(applying.MOST_TRIES):
        client.post(private, {"code": "0"})

    page = client.post(private, {"code": right}).content.decode()

    assert Application.objects.get().state == Application.State.UNCONFIRMED
    assert "Too many wrong codes" in page


def test_a_code_lasts_a_quarter_of_an_hour(client: Client, private: str) -> None:
    code = _code()
    issued = Application.objects.get().code_expires_at
    assert issued
    assert dt.timedelta(minutes=15) == applying.CODE_LASTS
    Application.objects.update(code_expires_at=issued - applying.CODE_LASTS)

    client.post(private, {"code": code})

    assert Application.objects.get().state == Application.State.UNCONFIRMED


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(("domain", "verified"), [("oslo.example", True), ("else.example", False)])
def test_only_a_verified_domain_counts(
    client: Client, oslo: Authority, domain: str, *, verified: bool
) -> None:
    form = {**FILLED, "name": oslo.name, "country": "NO", "email": f"a@{domain}"}
    private = client.post("/cities/join/?place=3143244", form).headers["Location"]

    client.post(private, {"code": _code()})

    assert Application.objects.get().domain_verified is verified
    assert Application.objects.get().authority == oslo


@pytest.mark.usefixtures("places")
def test_a_former_member_comes_back_as_rejoined(
    client: Client,
    oslo: Authority,
    secretariat: User,
) -> None:
    oslo.membership_events.create(what="joined")
    oslo.membership_events.create(what="left")
    Authority.objects.update(membership=Membership.LEFT)
    form = {**FILLED, "name": "Oslo", "country": "NO"}
    private = client.post("/cities/join/?place=3143244", form).headers["Location"]
    client.post(private, {"code": _code()})

    _decide(client, secretariat, decision="approve", reason="Back again.")

    assert [one.what for one in oslo.membership_events.all()] == ["joined", "left", "rejoined"]


def test_an_application_can_be_taken_back(client: Client, private: str) -> None:
    client.post(private, {"withdraw": "1"})

    assert "Withdrawn" in client.get(private).content.decode()


def test_one_mailbox_cannot_flood_the_stewards(client: Client, places: None) -> None:  # noqa: ARG001 - asks for its effect
    for _ in range(applying.MOST_A_DAY + 1):
        page = client.post(KOLN, FILLED)

    assert "Too many applications today" in page.content.decode()
    assert Application.objects.count() == applying.MOST_A_DAY


def test_neither_token_nor_code_is_stored_or_queued(client: Client, private: str) -> None:
    code = _code()
    row = Application.objects.values().get()

    assert private.split("/")[-2] not in str(row)
    assert code not in str(row)
    assert client.get(private).headers["Referrer-Policy"] == "same-origin"
    assert client.get("/cities/join/guess/").status_code == 404


@pytest.mark.parametrize("part", ["adviser", "practitioner", "policymaker"])
def test_others_find_no_desk_of_applications(client: Client, part: str) -> None:
    client.force_login(accounts_furnish.furnish()[part])

    assert client.get("/cities/applications/").status_code == 404


def test_strangers_are_led_to_sign_in(client: Client) -> None:
    assert client.get("/cities/applications/").status_code == 302


def test_the_letter_with_the_code_leaves_by_a_job(
    work_off_jobs: Callable[[], None], client: Client
) -> None:
    client.post("/cities/join/?by-hand", FILLED)

    work_off_jobs()

    assert [letter.to for letter in mail.outbox] == [["eva@stadt.example"]]


def test_every_letter_leads_the_applicant_to_every_state(
    client: Client, private: str, secretariat: User
) -> None:
    code = _code()
    client.post(private, {"code": code})
    _decide(client, secretariat, decision="refuse", reason="Not an authority.")
    send_decision(application=str(Application.objects.get().pk))
    letters.send(str(Letter.objects.get().pk))

    for letter in mail.outbox:
        address = re.search(r"https?://[^/\s]+(/cities/join/\S+)", str(letter.body))
        assert address
        assert address[1] == private
        assert "Refused" in Client().get(address[1]).content.decode()
