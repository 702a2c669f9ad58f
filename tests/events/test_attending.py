"""Three cities are invited to an event with one place, and everybody keeps to the rules."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from tests.events.cast import NAMES, Network

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.events.actions import (
    FullError,
    NotYoursError,
    accept,
    decline,
    delegate,
    invite,
    set_capacity,
)
from hanse.events.models import Registration
from hanse.events.queries import registrations_for
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import PUBLIC, actor_of
from hanse.sharing.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_the_first_gets_the_place_and_the_others_wait(network: Network) -> None:
    for name in ("Oslo", "Reno", "Lublin"):
        accept(network.place(name), network.official[name])

    assert network.states() == {"Oslo": "accepted", "Reno": "waiting", "Lublin": "waiting"}


def test_a_place_that_becomes_free_goes_to_who_waits_longest(network: Network) -> None:
    for name in ("Oslo", "Reno", "Lublin"):
        accept(network.place(name), network.official[name])

    decline(network.place("Oslo"), network.official["Oslo"])

    assert network.states() == {"Oslo": "declined", "Reno": "accepted", "Lublin": "waiting"}
    assert network.place("Reno").person == network.official["Reno"]
    assert network.place("Oslo").person is None


def test_more_places_are_given_to_those_who_wait_and_none_is_taken_away(network: Network) -> None:
    for name in NAMES:
        accept(network.place(name), network.official[name])

    set_capacity(network.event, 2, network.secretary)
    assert network.states() == {"Lublin": "accepted", "Oslo": "accepted", "Reno": "waiting"}
    with pytest.raises(FullError):
        set_capacity(network.event, 1, network.secretary)
    set_capacity(network.event, None, network.secretary)
    assert set(network.states().values()) == {"accepted"}


def test_accepting_twice_takes_one_place_and_keeps_the_turn(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])
    accept(network.place("Reno"), network.official["Reno"])
    before = network.place("Reno").answered_at

    accept(network.place("Reno"), network.official["Reno"])
    accept(network.place("Oslo"), network.colleague)

    assert network.place("Reno").answered_at == before
    assert network.place("Oslo").person == network.colleague
    assert network.states()["Oslo"] == "accepted"


def test_a_city_sends_somebody_of_its_own(network: Network) -> None:
    official = network.official["Oslo"]
    delegate(network.place("Oslo"), network.colleague, official)

    assert network.place("Oslo").person == network.colleague
    assert network.states()["Oslo"] == "accepted"
    for stranger in (network.partner, network.official["Reno"]):
        with pytest.raises(NotYoursError):
            delegate(network.place("Oslo"), stranger, official)


ANSWERS: list[Callable[[Registration, User], Registration]] = [accept, decline]


@pytest.mark.parametrize("answer", ANSWERS)
def test_nobody_answers_for_another_city(
    answer: Callable[[Registration, User], Registration], network: Network
) -> None:
    for stranger in (network.official["Reno"], network.secretary, network.partner):
        with pytest.raises(NotYoursError):
            answer(network.place("Oslo"), stranger)

    assert network.states()["Oslo"] == "invited"


def test_only_the_secretariat_invites(network: Network) -> None:
    with pytest.raises(NotYoursError):
        invite(network.event, [], network.official["Oslo"])
    with pytest.raises(NotYoursError):
        set_capacity(network.event, 9, network.official["Oslo"])


def test_inviting_again_adds_nothing(network: Network) -> None:
    assert invite(network.event, Authority.objects.all(), network.secretary) == []
    assert len(network.states()) == len(NAMES)


def test_a_city_sees_its_own_invitation_and_the_database_holds_the_same(network: Network) -> None:
    seen = {"secretary": set(NAMES), "oslo": {"Oslo"}, "partner": set(), "public": set()}
    readers = {
        "secretary": network.secretary,
        "oslo": network.official["Oslo"],
        "partner": network.partner,
        "public": PUBLIC,
    }

    for name, reader in readers.items():
        with acting(actor_of(reader)):
            by_database = Registration.objects.values_list("authority__name", flat=True)
            assert set(by_database) == seen[name]
        with as_system("a test looks past the database"):
            by_query = registrations_for(actor_of(reader))
            assert set(by_query.values_list("authority__name", flat=True)) == seen[name]


def test_every_answer_is_written_down(network: Network) -> None:
    accept(network.place("Oslo"), network.official["Oslo"])

    with as_system("a test looks"):
        entry = AuditEntry.objects.filter(verb="answer an invitation").get()
    assert entry.person == network.official["Oslo"].pk
    assert (entry.detail["before"], entry.detail["after"]) == ("invited", "accepted")


@pytest.mark.parametrize("wrong", [{"state": "maybe"}, {"state": "accepted"}])
def test_a_registration_that_contradicts_itself_is_refused(
    wrong: dict[str, str], network: Network
) -> None:
    with pytest.raises(IntegrityError), as_system("a test breaks it"):
        Registration.objects.filter(pk=network.place("Reno").pk).update(**wrong)
