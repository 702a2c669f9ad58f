"""The pages about triggers: declaring one, what rose since, and ending a check early."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone
from tests.threats.conftest import make_city, make_person, observe
from tests.threats.test_triggers import DAY, HAPPENED, declare, many, two_a_week

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority
from hanse.threats.actions import alarms
from hanse.threats.models import Alarm, Trigger

pytestmark = pytest.mark.django_db
LIST, NEW = "/threats/triggers/", "/threats/triggers/new/"


@pytest.fixture
def at_work(client: Client, official: User) -> Client:
    client.force_login(official)
    return client


def filled(**said: object) -> dict[str, object]:
    known = {
        "key": str(uuid.uuid4()),
        "title": "A march of the far right",
        "happens_on": timezone.localdate().isoformat(),
        "before": "3",
        "after": "10",
        "language": "en",
    }
    return known | said


def test_a_trigger_is_declared_in_one_form(at_work: Client, city: Authority) -> None:
    answer = at_work.post(NEW, filled(whose=str(city.pk), categories=["racism"]))

    made = Trigger.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.owner, made.categories, made.sharing_label) == (city, ["racism"], "amber+strict")
    today = timezone.localdate()
    assert (made.first_day, made.last_day) == (today - 3 * DAY, today + 10 * DAY)
    page = at_work.get(LIST).content.decode()
    assert "Checked now" in page
    assert "A march of the far right" in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": "Mr Miller speaks"}, "looks like the name of a person"),
        ({"happens_on": "2019-01-01"}, "at most a year away"),
        ({"after": "90"}, "less than or equal to 48"),
        ({"whose": "network"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_checked_is_told(
    at_work: Client, city: Authority, said: dict[str, str], sentence: str
) -> None:
    page = at_work.post(NEW, filled(**{"whose": str(city.pk)} | said)).content.decode()

    assert sentence in page
    assert not Trigger.objects.exists()


def test_the_secretariat_declares_for_every_member_city(client: Client, city: Authority) -> None:
    secretary = make_person(city, "sam")
    Affiliation.objects.all().delete()
    User.objects.filter(pk=secretary.pk).update(network_role="secretariat")
    client.force_login(secretary)

    answer = client.post(NEW, filled(whose="network"))

    made = Trigger.objects.get()
    assert (made.owner, made.sharing_label) == (None, "green")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "every member city" in page
    assert "for their own city alone" in page
    assert client.post(f"{made.get_absolute_url()}end/", {"reason": "Over."}).status_code == 302


def test_what_rose_since_stands_on_the_page_with_its_uplift_and_alarms(
    at_work: Client, city: Authority, official: User
) -> None:
    two_a_week(city)
    many(city, HAPPENED, 8)
    observe(city, HAPPENED, "polarisation", eep="experienced")
    trigger = declare(city, official)
    alarms.evaluate_days(city, trigger)

    page = at_work.get(trigger.get_absolute_url())
    text = " ".join(page.content.decode().split())

    kinds = {kind["title"]: kind["rows"] for kind in page.context["kinds"]}
    row = next(one for one in kinds["What happened"] if one["name"] == "Antisemitism")
    # eight in four days, sixteen in the fifty-six before
    assert (row["since"], row["before"], row["times"]) == ("8", "16", "7.2")
    assert (row["span"], row["said"], row["alarm"]) == ("2.9 – 15.9", "risen", "yes")  # noqa: RUF001 - a range
    assert [one["said"] for one in kinds["What people feel"]] == ["too few to say"] * 2
    assert "Antisemitism rose in Aarhus: 10 in the seven days to" in text
    assert text.count('class="weeks-observed"') == 2


def test_a_daily_alarm_names_its_trigger_everywhere(
    at_work: Client, city: Authority, official: User
) -> None:
    two_a_week(city)
    many(city, HAPPENED, 8)
    trigger = declare(city, official)
    alarms.evaluate_days(city, trigger)
    alarm = Alarm.objects.get(category="antisemitism")

    listed, shown = (
        at_work.get(one).content.decode() for one in ("/threats/alarms/", alarm.get_absolute_url())
    )

    for page in (listed, shown):
        assert trigger.get_absolute_url() in page
    assert "Found by the daily check around:" in shown
    assert "Observations of these seven days" in shown
    assert "Hold it back from the network" not in shown
    assert 'class="weeks-observed"' in shown
    assert "Daily GP8" in at_work.get("/threats/alarms/detectors/").content.decode()


def test_another_citys_trigger_is_not_found(
    client: Client, city: Authority, official: User
) -> None:
    trigger = declare(city, official)
    client.force_login(make_person(make_city("Boston"), "bea"))

    assert client.get(trigger.get_absolute_url()).status_code == 404
    assert client.post(f"{trigger.get_absolute_url()}end/", {"reason": "x"}).status_code == 404


def test_ending_needs_a_reason(at_work: Client, city: Authority, official: User) -> None:
    trigger = declare(city, official)

    silent = at_work.post(f"{trigger.get_absolute_url()}end/", {"reason": ""})
    done = at_work.post(f"{trigger.get_absolute_url()}end/", {"reason": "It was a false report."})

    assert (silent.status_code, done.status_code) == (200, 302)
    page = at_work.get(LIST).content.decode()
    assert "No day is checked" in page
    assert "It was a false report." in page


def test_a_forecast_fills_the_form(at_work: Client, city: Authority) -> None:
    soon = timezone.localdate() + 5 * DAY
    seen = observe(city, soon, "protest-tension", eep="potential", reported_on=timezone.localdate())

    form = at_work.get(f"{NEW}?from={seen.record}").context["form"]

    assert (form["happens_on"].value(), form["before"].value()) == (soon, 7)
    assert "Check the days around it" in at_work.get(seen.get_absolute_url()).content.decode()
