"""The pages about alarms: who sees them, what they show, and what people do with them."""

import re

import pytest
from django.test import Client
from tests.threats.conftest import make_city, make_person, observe
from tests.threats.rising import newest_week, rise

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Role, Standing
from hanse.threats.actions import alarms
from hanse.threats.models import Agreement, Alarm, DigestChoice, Notice

pytestmark = pytest.mark.django_db
LIST = "/threats/alarms/"


@pytest.fixture
def alarm(city: Authority) -> Alarm:
    rise(city)
    alarms.evaluate(city)
    return Alarm.objects.get(owner=city, category="antisemitism")


def address(alarm: Alarm) -> str:
    return f"/threats/alarms/{alarm.record}/"


def test_the_list_says_what_was_seen_and_leads_to_the_alarm(
    client: Client, official: User, alarm: Alarm
) -> None:
    client.force_login(official)

    page = client.get(LIST).content.decode()

    assert "Antisemitism" in page
    assert "9 reported, 1.5 expected" in page
    assert f'href="{address(alarm)}"' in page


def test_an_alarm_shows_all_it_rests_on(client: Client, official: User, alarm: Alarm) -> None:
    client.force_login(official)

    page = client.get(address(alarm)).content.decode()

    assert "GP52" in page
    assert "52 weeks known" in page
    assert page.count("/threats/observations/") >= 9
    assert "As known at each look" in page
    assert 'class="weeks-observed"' in page


@pytest.mark.parametrize("who", ["of another city", "partner", "secretariat"])
def test_nobody_else_sees_an_alarm(client: Client, alarm: Alarm, who: str) -> None:
    assert alarm.owner is not None
    home = alarm.owner if who == "partner" else make_city("Boston")
    person = make_person(home, "p", Role.PARTNER if who == "partner" else Role.OFFICIAL)
    if who == "secretariat":
        User.objects.filter(pk=person.pk).update(network_role="secretariat")
    client.force_login(person)

    assert client.get(address(alarm)).status_code == 404
    assert client.post(address(alarm), {"status": "acknowledged"}).status_code == 404
    listed = client.get(LIST)
    assert listed.status_code == (404 if who == "partner" else 200)
    assert "Antisemitism" not in listed.content.decode()


def test_an_answer_needs_a_reason_and_never_a_person(
    client: Client, official: User, alarm: Alarm
) -> None:
    client.force_login(official)

    silent = client.post(address(alarm), {"status": "explained"})
    named = client.post(
        address(alarm), {"status": "explained", "reason": "Ask anna@example.org about it."}
    )
    client.post(
        address(alarm),
        {
            "status": "explained",
            "reason": "A demonstration.",
            "in_charge": str(official.pk),
            "action": "Patrols near the synagogue",
        },
    )

    assert "Say why, so that others can follow it later." in silent.content.decode()
    assert named.status_code == 200
    alarm.refresh_from_db()
    assert (alarm.status, alarm.in_charge) == ("explained", official)
    assert alarm.action == "Patrols near the synagogue"


def test_only_the_citys_own_people_can_be_put_in_charge(
    client: Client, official: User, alarm: Alarm
) -> None:
    stranger = make_person(make_city("Boston"), "bea")
    client.force_login(official)

    answer = client.post(address(alarm), {"status": "acknowledged", "in_charge": str(stranger.pk)})

    assert answer.status_code == 200
    alarm.refresh_from_db()
    assert alarm.in_charge is None


def test_a_week_is_left_out_of_the_baseline_and_an_alarm_held_back(
    client: Client, official: User, alarm: Alarm
) -> None:
    client.force_login(official)

    client.post(f"{address(alarm)}settle/", {"excluded": "yes"})
    client.post(f"{address(alarm)}settle/", {"held": "yes"})

    alarm.refresh_from_db()
    assert (alarm.excluded, alarm.held_back) == (True, True)


def test_only_an_editor_lets_the_network_hear(client: Client, official: User, alarm: Alarm) -> None:
    client.force_login(official)
    assert client.post(f"{LIST}agreement/aarhus/", {"alarms": "yes"}).status_code == 404

    Affiliation.objects.filter(person=official).update(standing=Standing.EDITOR)
    client.post(f"{LIST}agreement/aarhus/", {"alarms": "yes"})

    assert Agreement.objects.get().alarms
    assert Notice.objects.filter(alarm=alarm).exists()


def test_three_cities_within_two_weeks_are_named_together_without_a_count(client: Client) -> None:
    reader = make_person(make_city("Dijon"), "dora")
    for name in ("Aarhus", "Boston", "Calais"):
        city = make_city(name)
        person = make_person(city, name)
        rise(city, newest=17)
        alarms.agree(city, person, alarms=True)
        alarms.evaluate(city)
    client.force_login(reader)

    page = client.get(f"{LIST}network/?every").content.decode()
    main = page[page.index("<main") : page.index("</main")]

    assert "the same alarm in Aarhus, Boston, Calais within two weeks" in main
    assert "17" not in re.sub(r"<[^>]+>", " ", main).replace(str(newest_week().year), "")


def test_detectors_carry_their_record(client: Client, official: User, alarm: Alarm) -> None:
    alarms.answer(alarm, official, status="dismissed", reason="Entered twice.")
    client.force_login(official)

    page = client.get(f"{LIST}detectors/").content.decode()

    assert "GP52" in page
    assert "0%" in page


def test_the_record_of_a_city_holds_its_episodes(
    client: Client, city: Authority, official: User
) -> None:
    rise(city)
    client.force_login(official)

    page = client.get(f"{LIST}past/").content.decode()

    assert "Antisemitism" in page
    assert "Most in a week" in page


def test_people_choose_their_letters(client: Client, official: User) -> None:
    client.force_login(official)

    client.post(f"{LIST}letters/", {"how": "at once"})
    client.post(f"{LIST}letters/", {"how": "hourly"})

    assert DigestChoice.objects.get(person=official).how == "at once"


def test_a_city_without_alarms_is_told_what_a_warning_needs(
    client: Client, city: Authority, official: User
) -> None:
    observe(city)
    client.force_login(official)

    pages = {rest: client.get(LIST + rest) for rest in ("", "past/", "detectors/", "network/")}

    assert {page.status_code for page in pages.values()} == {200}
    assert "The first warning needs 26 weeks" in pages[""].content.decode()
