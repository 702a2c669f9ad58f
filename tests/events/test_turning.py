"""An event is cancelled, reinstated or moved, an invitation is taken back, and everybody hears."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from tests.accounts.cast import signed_in
from tests.events.cast import NAMES, Network, text

from hanse.events import actions
from hanse.events.actions import accept, decline, invite, inviting, planning, share, turning
from hanse.events.actions.inviting import CancelledError, NotYoursError
from hanse.events.document import as_record
from hanse.events.models import Event, Registration, Turn
from hanse.events.tasks import write_of_a_turn
from hanse.shared.models import Letter
from hanse.sharing.acting import as_system
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import AuditEntry, Invited

pytestmark = pytest.mark.django_db
EVENT, PLAN = "/events/oslo-workshop/", "/events/oslo-workshop/plan/"


def told(turn: Turn) -> list[str]:
    """Write the letters about a turn twice, and return who got one."""
    for _ in range(2):
        write_of_a_turn(turn=turn.pk)
    letters = Letter.objects.filter(occasion__startswith=f"event-turn:{turn.pk}:")
    return sorted(letters.values_list("email", flat=True))


def entry(browser: Client, path: str) -> tuple[str, int, str]:
    """Return title, sequence and status of the one event in a calendar."""
    [found] = Calendar.from_ical(browser.get(path).content).walk("VEVENT")
    return str(found["summary"]), int(found["sequence"]), str(found.get("status", ""))


def dates(event: Event, days: int) -> dict[str, Any]:
    start = event.starts_on + dt.timedelta(days=days)
    return {"starts_on": start, "ends_on": None, "precision": "day"}


def test_everybody_invited_hears_once_that_an_event_is_cancelled(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    decline(network.place("Reno"), network.official["Reno"])

    turn = turning.cancel(network.event, network.secretary, reason="A strike of all trains.")

    assert told(turn) == [
        "colleague@example.org",
        "lublin@example.org",
        "oslo@example.org",
        "reno@example.org",
    ]
    letter = Letter.objects.filter(occasion__startswith="event-turn:").first()
    assert letter is not None
    assert letter.subject == "Cancelled: Responding together"
    assert "Reason: A strike of all trains." in letter.text


def test_nobody_answers_or_is_invited_while_an_event_is_cancelled(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    accept(network.place("Reno"), network.official["Reno"])
    turning.cancel(network.event, network.secretary, reason="A strike.")

    with pytest.raises(CancelledError):
        decline(network.place("Oslo"), network.official["Oslo"])
    with pytest.raises(CancelledError):
        accept(network.place("Lublin"), network.official["Lublin"])
    with pytest.raises(CancelledError):
        invite(network.event, [], network.secretary)
    with pytest.raises(CancelledError):
        inviting.remind(network.event, network.secretary)
    actions.set_capacity(network.event, 5, network.secretary)
    assert network.states() == {"Oslo": "accepted", "Reno": "waiting", "Lublin": "invited"}


def test_a_reinstated_event_keeps_its_answers_and_fills_its_places(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    accept(network.place("Reno"), network.official["Reno"])
    turning.cancel(network.event, network.secretary, reason="A strike.")
    actions.set_capacity(network.event, 5, network.secretary)

    turn = turning.reinstate(network.event, network.secretary, reason="The trains run.")

    assert network.states() == {"Oslo": "accepted", "Reno": "accepted", "Lublin": "invited"}
    assert len(told(turn)) == len(NAMES) + 1
    accept(network.place("Lublin"), network.official["Lublin"])
    assert network.place("Lublin").state == "accepted"


def test_calendars_say_cancelled_and_take_the_newer_entry(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    oslo = signed_in(network.official["Oslo"])
    own, public = f"{EVENT}invitations/oslo/event.ics", f"{EVENT}event.ics"
    planned = (entry(oslo, own), entry(Client(), public))

    turning.cancel(network.event, network.secretary, reason="A strike.")

    title = "Responding together"
    assert planned == ((title, 0, "CONFIRMED"), (title, 0, ""))
    assert entry(oslo, own) == (f"Cancelled: {title}", 1, "CANCELLED")
    assert entry(Client(), public) == (f"Cancelled: {title}", 1, "CANCELLED")
    turning.reinstate(network.event, network.secretary, reason="")
    assert entry(oslo, own) == (title, 2, "CONFIRMED")


@pytest.mark.parametrize(
    "path", [EVENT, "/events/", "/events/feed.xml", "/search/?q=responding+together"]
)
def test_pages_lists_and_feeds_say_that_an_event_is_cancelled(network: Network, path: str) -> None:
    assert "Cancelled" not in text(Client().get(path))

    turning.cancel(network.event, network.secretary, reason="A strike of all trains.")

    assert "Cancelled" in text(Client().get(path))


def test_an_event_that_moves_takes_its_agenda_along_and_says_where_it_was(
    network: Network,
) -> None:
    event = network.event
    event.session_list.filter(title="Opening").update(day=event.starts_on)
    planned = event.starts_on

    turn = turning.move(event, dates(event, 7), network.secretary, reason="The hall is taken.")

    assert turn is not None
    assert (turn.starts_on, event.starts_on) == (planned, planned + dt.timedelta(days=7))
    assert event.session_list.get(title="Opening").day == event.starts_on
    assert "The hall is taken." in text(Client().get(EVENT))
    assert f"planned for {planned.day} " in text(Client().get(EVENT))
    assert entry(Client(), f"{EVENT}event.ics") == ("Responding together", 1, "")
    assert len(told(turn)) == len(NAMES) + 1
    assert as_record(event)["turns"][0]["started"] == planned.isoformat()


def test_dates_that_cities_know_are_changed_by_moving_the_event_alone(network: Network) -> None:
    event, browser = network.event, signed_in(network.secretary)

    with pytest.raises(planning.AnnouncedError):
        planning.change(event, dates(event, 7), network.secretary)
    asked = browser.get(f"{PLAN}when/")

    assert asked["Location"] == f"{EVENT}move/"
    same = {name: getattr(event, name) for name in ("starts_on", "ends_on", "precision")}
    assert turning.move(event, same, network.secretary, reason="") is None


@pytest.mark.parametrize("answered", [True, False])
def test_an_invitation_is_taken_back_and_its_place_goes_on(
    network: Network, *, answered: bool
) -> None:
    if answered:
        accept(network.place("Oslo"), network.official["Oslo"], named=True)
        accept(network.place("Reno"), network.official["Reno"])

    turning.withdraw(network.place("Oslo"), network.secretary, reason="Too many from the north.")

    oslo = network.place("Oslo")
    assert (oslo.state, oslo.named, oslo.withdrawn_because) == (
        "withdrawn",
        False,
        "Too many from the north.",
    )
    assert network.place("Reno").state == ("accepted" if answered else "invited")
    letters = Letter.objects.filter(occasion__startswith="event-taken-back:")
    assert {letter.email for letter in letters} == {"oslo@example.org", "colleague@example.org"}
    with pytest.raises(actions.WithdrawnError):
        accept(oslo, network.official["Oslo"])
    assert AuditEntry.objects.filter(verb="take back an invitation to an event").count() == 1


def test_who_had_a_place_finds_it_cancelled_in_the_calendar(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    browser, path = signed_in(network.official["Oslo"]), f"{EVENT}invitations/oslo/event.ics"

    turning.withdraw(network.place("Oslo"), network.secretary, reason="Too many.")

    assert entry(browser, path) == ("Responding together", 1, "CANCELLED")
    page = text(browser.get(f"{EVENT}invitations/oslo/"))
    assert "was taken back" in page
    assert 'name="answer"' not in page
    assert "Cancelled or taken back" in text(browser.get("/events/invitations/"))


def test_a_city_no_longer_invited_no_longer_sees_what_was_for_the_invited(
    network: Network,
) -> None:
    share(network.event, SharingLabel.AMBER, network.secretary)

    turning.withdraw(network.place("Oslo"), network.secretary, reason="Too many.")

    with as_system("a test looks"):
        still = Invited.objects.filter(record=network.event.record)
        assert {row.authority.name for row in still} == {"Lublin", "Reno"}
    assert signed_in(network.official["Oslo"]).get(EVENT).status_code == 404
    assert signed_in(network.official["Reno"]).get(EVENT).status_code == 200


def test_a_city_can_be_invited_again_and_gets_another_letter(network: Network) -> None:
    oslo = network.place("Oslo").authority
    first = network.place("Oslo").occasion("invitation")
    turning.withdraw(network.place("Oslo"), network.secretary, reason="Too many.")

    [again] = invite(network.event, [oslo], network.secretary)

    assert (again.state, again.withdrawn_because) == ("invited", "")
    assert again.occasion("invitation") == f"{first}:1"


def test_only_the_secretariat_turns_events(network: Network) -> None:
    who = network.official["Oslo"]

    with pytest.raises(NotYoursError):
        turning.cancel(network.event, who, reason="No.")
    with pytest.raises(NotYoursError):
        turning.withdraw(network.place("Reno"), who, reason="No.")
    with as_system("a test looks"):
        assert not Registration.objects.filter(state="withdrawn").exists()


def test_the_secretariat_cancels_with_a_reason_on_a_page_and_reinstates(
    network: Network,
) -> None:
    browser = signed_in(network.secretary)

    asked = text(browser.get(f"{EVENT}cancel/"))
    empty = text(browser.post(f"{EVENT}cancel/", {"reason": ""}))
    browser.post(f"{EVENT}cancel/", {"reason": "A strike."})
    cancelled = text(browser.get(PLAN))
    browser.post(f"{EVENT}reinstate/", {"reason": ""})

    assert "3 cities get a letter" in asked
    assert "Say why; those who planned to come will ask." in empty
    assert "This event is cancelled." in cancelled
    assert "Invite cities" not in cancelled
    network.event.refresh_from_db()
    assert (network.event.cancelled_on, network.event.revision) == (None, 2)
    assert browser.get(f"{EVENT}reinstate/").status_code == 404


def test_the_secretariat_moves_an_event_and_takes_an_invitation_back_on_pages(
    network: Network,
) -> None:
    browser, day = signed_in(network.secretary), network.event.starts_on + dt.timedelta(days=3)

    browser.post(
        f"{EVENT}move/", {"starts_on": day.isoformat(), "precision": "day", "reason": "Hall."}
    )
    browser.post(f"{EVENT}invitations/oslo/take-back/", {"reason": "Too many."})

    network.event.refresh_from_db()
    assert network.event.starts_on == day
    assert network.place("Oslo").state == "withdrawn"
    plan = text(browser.get(PLAN))
    assert "Moved on" in plan
    assert "Too many." in plan
