"""Whose desk shows what: each part stands for something that somebody has to do or may read."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from tests.accounts.cast import person, signed_in
from tests.threats.conftest import observe

from hanse.accounts.models import NetworkRole, User
from hanse.cities.actions.belonging import belong
from hanse.cities.actions.membership import invite
from hanse.cities.models import Application, Authority, Contact, Membership
from hanse.events.models import Event, Note, Registration, Report
from hanse.home.desk_parts import Desk, Section
from hanse.shared.models import Letter
from hanse.sharing.acting import as_system
from hanse.threats.models import Confirmation, Signal
from hanse.threats.queries import newest_weeks, weekly_counts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def oslo(db: None) -> Authority:
    del db
    return Authority.objects.create(
        slug="oslo", name="Oslo", country="NO", membership=Membership.MEMBER
    )


@pytest.fixture
def steward(oslo: Authority) -> User:
    made = person(factor=True)
    belong(made, oslo, role="official", standing="steward")
    return made


def meeting(slug: str = "soon", days: int = 30, label: str = "green") -> Event:
    return Event.objects.create(
        slug=slug,
        title=f"Meeting {slug}",
        starts_on=TODAY + dt.timedelta(days=days),
        precision="day",
        format="workshop",
        rule="members",
        online=True,
        sharing_label=label,
    )


def desk_of(who: User, query: str = "") -> Desk:
    answer = signed_in(who).get(f"/desk/{query}")
    assert answer.status_code == 200
    found: Desk = answer.context["desk"]
    return found


def part(desk: Desk, key: str) -> Section:
    return next(one for one in (*desk.main, *desk.beside) if one.key == key)


def words(desk: Desk, key: str) -> list[str]:
    return [line.words for line in part(desk, key).lines]


def test_a_stranger_is_led_to_sign_in_and_from_there_to_the_desk(client: Client) -> None:
    assert client.get("/desk/")["Location"] == "/account/login/?next=/desk/"


def test_a_newcomer_is_told_to_add_a_second_proof_first(oslo: Authority) -> None:
    new = person()
    belong(new, oslo, role="official", standing="steward")

    desk = desk_of(new)

    assert [(step.words, bool(step.address)) for step in desk.steps] == [
        ("Add a passkey or an authenticator app", True),
        ("Write the page of Oslo", False),
        ("Invite your colleagues", False),
    ]
    assert part(desk, "waiting").lines == ()
    assert desk.beside == ()


def test_who_has_done_the_first_steps_sees_none(steward: User, oslo: Authority) -> None:
    Authority.objects.update(summary="A port.")
    belong(person(email="jo@oslo.example"), oslo, role="mayor", standing="member")

    assert desk_of(steward).steps == ()


def test_an_invitation_without_an_answer_waits(steward: User, oslo: Authority) -> None:
    for slug, state in (("soon", "invited"), ("later", "declined")):
        with as_system("a test invites"):
            row = {"state": state, "answered_at": timezone.now() if state == "declined" else None}
            Registration.objects.create(event=meeting(slug), authority=oslo, **row)

    desk = desk_of(steward)

    assert "Meeting soon" in words(desk, "waiting")
    assert "Meeting later" not in words(desk, "waiting")
    assert words(desk, "events") == ["Meeting later"]
    answer = part(desk, "waiting").lines[0]
    assert (answer.act, answer.act_address) == (
        "Answer the invitation",
        "/events/soon/invitations/oslo/",
    )


def test_weeks_without_a_report_are_those_of_the_threat_picture(
    steward: User, oslo: Authority
) -> None:
    newest, second, third, fourth = newest_weeks(oslo)
    with as_system("a test reports"):
        observe(oslo, second + dt.timedelta(days=6))
        observe(oslo, newest, eep="potential")
        Confirmation.objects.create(owner=oslo, first_week=third, last_week=third)
        counted = weekly_counts(oslo)
    on_the_page = signed_in(steward).get("/threats/").context["open_weeks"]

    known = dict(zip(counted.names, counted.counts, strict=True))[""]
    by_count = {counted.begin(n) for n, value in enumerate(known) if value is not None}
    assert on_the_page == [newest, fourth]
    assert by_count == {second, third}
    (line,) = [
        one for one in part(desk_of(steward), "waiting").lines if "Weeks without" in one.words
    ]
    assert line.words == "Weeks without a report: " + ", ".join(
        date_format(week, "SHORT_DATE_FORMAT") for week in (fourth, newest)
    )


def test_a_signal_is_due_when_the_last_one_is_a_month_old(steward: User, oslo: Authority) -> None:
    def is_due() -> bool:
        return any("signal is due" in line for line in words(desk_of(steward), "waiting"))

    assert is_due()
    with as_system("a test signals"):
        Signal.objects.create(
            owner=oslo,
            challenges=["polarisation"],
            starts_on=TODAY,
            ends_on=TODAY,
            direction="steady",
            intensity=1,
            basis="staff",
            confidence="low",
        )
    assert not is_due()


def test_gaps_lead_to_the_field_that_mends_them(steward: User, oslo: Authority) -> None:
    desk = desk_of(steward)
    gaps = {line.words: line.address for line in part(desk, "gaps-oslo").lines}
    form = signed_in(steward).get("/cities/oslo/edit/").content.decode()

    assert gaps["In short"] == "/cities/oslo/edit/#id_summary"
    assert gaps["A contact others can write to"] == "/cities/oslo/contacts/"
    fields = [address.split("#")[1] for address in gaps.values() if "#" in address]
    assert [field for field in fields if f'id="{field}"' not in form] == []
    Contact.objects.create(authority=oslo, post="Press")
    Authority.objects.update(summary="A port.")
    assert {"In short", "A contact others can write to"}.isdisjoint(
        words(desk_of(steward), "gaps-oslo")
    )


def test_colleagues_who_have_not_come_yet_are_named_to_stewards(
    steward: User, oslo: Authority
) -> None:
    invite(
        oslo,
        name="Berit",
        email="berit@oslo.example",
        role="mayor",
        standing="member",
        invited_by=steward,
        language="en",
    )
    member = person(factor=True, email="jo@oslo.example")
    belong(member, oslo, role="official", standing="member")

    assert words(desk_of(steward), "invited") == ["Berit"]
    assert desk_of(member).beside == ()


def test_partners_answer_for_nobody(oslo: Authority) -> None:
    partner = person(factor=True)
    belong(partner, oslo, role="partner", standing="member")
    with as_system("a test invites"):
        Registration.objects.create(event=meeting(), authority=oslo)

    assert part(desk_of(partner), "waiting").lines == ()


def test_the_secretariat_sees_what_waits_and_who_is_silent(oslo: Authority) -> None:
    staff = person(NetworkRole.SECRETARIAT, factor=True)
    long_ago = timezone.now() - dt.timedelta(days=9, hours=1)
    Application.objects.create(
        token_hash=b"1", name="Bergen", country="NO", applicant="A", role="official",
        email="a@bergen.example", state="waiting", confirmed_at=long_ago,
    )  # fmt: skip
    Letter.objects.create(occasion="x", email="a@b.example", subject="Hello", claimed_at=long_ago)
    past, drafted = meeting("past", -20), meeting("drafted", -10)
    with as_system("a test writes"):
        Registration.objects.create(event=meeting(), authority=oslo)
        Note.objects.create(event=past, addressee="cities", words="Talk.")
        Report.objects.create(event=drafted, title="What we ask")

    desk = desk_of(staff)

    (application,) = part(desk, "applications").lines
    assert (application.words, application.meta) == ("Bergen", "Norway · waits for 9 days")
    (soon,) = part(desk, "events").lines
    assert "no answer from Oslo" in soon.meta
    assert words(desk, "unreported") == ["Meeting past"]
    assert words(desk, "drafts") == ["What we ask"]
    assert words(desk, "letters") == ["Hello"]
    (unreached,) = part(desk, "unreached").lines
    assert unreached.meta == "no contact · nobody has signed in"


def test_staff_without_a_second_proof_see_how_to_add_one_and_no_application() -> None:
    desk = desk_of(person(NetworkRole.SECRETARIAT))

    assert len(desk.steps) == 1
    assert [one.key for one in (*desk.main, *desk.beside)] == ["events"]


def test_staff_of_a_city_have_both_desks(steward: User) -> None:
    User.objects.filter(pk=steward.pk).update(network_role=NetworkRole.STEWARD)
    steward.refresh_from_db()

    assert desk_of(steward).other_address == "?of=city"
    assert desk_of(steward, "?of=city").other_address == "/desk/"


def test_observers_see_what_is_published_and_nothing_else() -> None:
    observer = person(NetworkRole.OBSERVER, factor=True)
    meeting("open", label="clear")
    meeting("shut", label="green")

    desk = desk_of(observer)

    assert words(desk, "events") == ["Meeting open"]
    assert desk.label == "clear"


def test_who_belongs_nowhere_is_told_how_to_begin() -> None:
    desk = desk_of(person(factor=True))

    assert [step.address for step in desk.steps] == ["/cities/", "/cities/join/"]
    assert desk_of(person(email="b@b.example"), "?of=city").steps == desk.steps


@pytest.mark.parametrize("role", ["", "secretariat", "steward", "observer"])
def test_a_desk_costs_at_most_twelve_queries(role: str, steward: User) -> None:
    who = person(role, factor=True, email="b@b.example") if role else steward
    browser = signed_in(who)
    browser.get("/desk/")  # notes where the person is signed in

    with CaptureQueriesContext(connection) as asked:
        browser.get("/desk/")

    assert sum("SAVEPOINT" not in one["sql"] for one in asked.captured_queries) <= 12


def test_what_no_page_holds_is_unfolded_on_the_desk_and_cities_out_of_reach_have_a_page() -> None:
    staff = person(NetworkRole.SECRETARIAT, factor=True)
    for number in range(9):
        Letter.objects.create(
            occasion=f"o:{number}",
            email=f"{number}@example.org",
            subject="S",
            claimed_at=timezone.now() - dt.timedelta(hours=1),
        )
        Authority.objects.create(
            slug=f"c-{number}", name=f"C {number}", country="NO", membership=Membership.MEMBER
        )

    desk = desk_of(staff)

    letters, unreached = part(desk, "letters"), part(desk, "unreached")
    assert (len(letters.lines), len(letters.rest), letters.number) == (6, 3, "9")
    led_to = signed_in(staff).get(unreached.more_address)
    assert str(led_to.context["count"]) == unreached.number == "9"
    assert "8@example.org" in signed_in(staff).get("/desk/").content.decode()
