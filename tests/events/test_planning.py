"""The secretariat plans an event, from nothing or from last year's."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.accounts.cast import signed_in
from tests.events.cast import NAMES, Network, cities, person

from hanse.events.actions import accept
from hanse.events.models import Event, Programme
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import AuditEntry, Invited

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
NEW = "/events/new/"
PLAN, INVITE = "/events/oslo-workshop/plan/", "/events/oslo-workshop/invite/"
ANSWERS: list[tuple[str, dict[str, Any]]] = [
    ("template", {"template": ""}),
    ("name", {"title": "Malmö workshop", "language": "en"}),
    ("when", {"starts_on": "2027-03-10", "ends_on": "2027-03-11", "precision": "day"}),
    ("where", {"place": "Malmö", "country": "SE"}),
    ("meeting", {"format": "workshop", "rule": "chatham-house"}),
    ("places", {"capacity": "40", "reply_by": "2027-02-01"}),
    ("summary", {"summary": "What holds a city together."}),
]


@pytest.fixture
def secretary(network: Network) -> Client:
    return signed_in(network.secretary)


def answer_all(browser: Client, template: Event | None = None) -> Any:
    """Answer one question after another as the pages ask them; return the last page."""
    page, carried = browser.get(NEW), dict[str, Any]()
    for step, answers in ANSWERS:
        assert page.context["walk"].step == step
        begun = template.pk if step == "template" and template else ""
        carried |= answers | ({"template": str(begun)} if begun else {})
        reached = page.context["walk"].reached
        page = browser.post(NEW, {**carried, "step": step, "reached": reached})
    return page


def hidden_in(page: Any) -> dict[str, list[str]]:
    """Return what a page carries along."""
    found: dict[str, list[str]] = {"reached": [str(page.context["walk"].reached)]}
    for name, value in page.context["walk"].carried:
        found.setdefault(name, []).append(value)
    return found


def test_an_event_is_asked_for_question_by_question_and_stored_at_the_end(
    secretary: Client,
) -> None:
    page = answer_all(secretary)
    before = Event.objects.count()

    answer = secretary.post(NEW, {**hidden_in(page), "create": "yes"})

    made = Event.objects.get(title="Malmö workshop")
    assert (Event.objects.count() - before, answer["Location"]) == (1, f"/events/{made.slug}/plan/")
    assert (made.slug, made.sharing_label) == ("2027-malmo-workshop", SharingLabel.AMBER_STRICT)
    assert (made.starts_on, made.capacity) == (dt.date(2027, 3, 10), 40)
    assert (made.reply_by, made.rule) == (dt.date(2027, 2, 1), "chatham-house")
    assert Client().get(made.get_absolute_url()).status_code == 404
    assert AuditEntry.objects.filter(verb="plan an event").count() == 1


def test_going_back_changes_one_answer_and_loses_none(secretary: Client) -> None:
    page = answer_all(secretary)

    asked = secretary.post(NEW, {**hidden_in(page), "back": "where"})
    sent = {**hidden_in(asked), "step": "where", "place": "Lund", "country": "SE"}
    again = secretary.post(NEW, sent)
    secretary.post(NEW, {**hidden_in(again), "create": "yes"})

    assert asked.context["form"]["place"].value() == "Malmö"
    assert Event.objects.get(title="Malmö workshop").place == "Lund"


def test_an_answer_that_cannot_be_is_asked_again_and_nothing_is_stored(secretary: Client) -> None:
    wrong = {
        "title": "",
        "starts_on": "2027-03-10",
        "ends_on": "2027-03-09",
        "reached": "7",
        "create": "yes",
    }
    page = secretary.post(NEW, wrong)

    assert page.context["walk"].step == "template" or page.context["form"].errors
    assert re.search(r"<title>\s*Error:", page.content.decode())
    assert not Event.objects.filter(place="Malmö").exists()


def test_last_years_event_gives_agenda_hosts_texts_and_places(
    secretary: Client, network: Network
) -> None:
    Event.objects.update(starts_on="2023-05-08", ends_on="2023-05-09")
    template = Event.objects.get(pk=network.event.pk)
    suggested = secretary.post(NEW, {"template": template.pk, "step": "template"})

    page = answer_all(secretary, template)
    secretary.post(NEW, {**hidden_in(page), "create": "yes"})

    made = Event.objects.get(title="Malmö workshop")
    sessions = [(row.title, row.day) for row in made.session_list.all()]
    assert suggested.context["form"]["title"].value() == "Responding together"
    assert sessions == [("Opening", dt.date(2027, 3, 10)), ("A walk", None)]
    assert [row.name for row in made.organisation_list.all()] == ["City of Oslo"]
    assert made.count_list.count() == made.eventcity_list.count() == 0


def test_the_facts_of_an_event_are_changed_one_question_at_a_time(
    secretary: Client, network: Network
) -> None:
    where = {"place": "Bergen", "country": "NO"}
    answer = secretary.post(f"{PLAN}where/", where)

    network.event.refresh_from_db()
    entry = AuditEntry.objects.get(verb="change an event")
    assert (answer["Location"], network.event.place) == (PLAN, "Bergen")
    assert entry.detail == {"what": ["place", "venue"]}
    assert "Bergen" not in str(entry.detail)
    assert secretary.get(f"{PLAN}nothing/").status_code == 404


def test_an_event_moves_between_programmes(secretary: Client, network: Network) -> None:
    summits = Programme.objects.get(slug="summits")

    name = {"title": "New title", "language": "en", "programmes": [summits.pk]}
    secretary.post(f"{PLAN}name/", name)

    (standing,) = network.event.standings.all()
    assert (standing.programme, standing.standing) == (summits, "related")


def test_fewer_places_than_cities_coming_is_refused_with_a_reason(
    secretary: Client, network: Network
) -> None:
    secretary.post(f"{PLAN}places/", {"capacity": "3"})
    accept(network.place("Oslo"), network.official["Oslo"])
    accept(network.place("Reno"), network.official["Reno"])

    page = secretary.post(f"{PLAN}places/", {"capacity": "1"})

    assert "More cities than that have accepted already." in page.content.decode()


def test_an_event_cities_are_invited_to_stays_in_their_sight(
    secretary: Client, network: Network
) -> None:
    narrow = secretary.post(f"{PLAN}sharing/", {"label": "amber+strict"})
    secretary.post(f"{PLAN}sharing/", {"label": "amber"})

    assert b"Cities are invited already" in narrow.content
    assert Invited.objects.filter(record=network.event.record).count() == len(NAMES)
    assert AuditEntry.objects.filter(verb="change the label").count() == 1


def test_the_agenda_is_put_in_order(secretary: Client, network: Network) -> None:
    agenda = "/events/oslo-workshop/agenda/"
    day = timezone.localdate().isoformat()
    secretary.post(agenda, {"title": "Closing", "day": day, "starts_at": "16:00"})
    wrong = secretary.post(agenda, {"title": "Dinner", "starts_at": "19:00"})
    closing = network.event.session_list.get(title="Closing")

    secretary.post(f"{agenda}{closing.pk}/", {"move": "earlier"})
    secretary.post(f"{agenda}{closing.pk}/", {"move": "earlier"})
    secretary.post(f"{agenda}{closing.pk}/", {"move": "earlier"})
    opening = network.event.session_list.get(title="Opening")
    secretary.post(f"{agenda}{opening.pk}/", {"title": "Welcome", "day": day})
    walk = network.event.session_list.get(title="A walk")
    secretary.post(f"{agenda}{walk.pk}/", {"remove": "yes"})

    assert b"Hours need a day." in wrong.content
    titles = [row.title for row in network.event.session_list.all()]
    assert titles == ["Closing", "Welcome"]


def test_a_programme_and_its_sides(secretary: Client) -> None:
    sides = "Europe\nNorth America\n\n東アジア"
    secretary.post("/events/programmes/new/", {"name": "Harbours", "sides": sides})
    made = Programme.objects.get(name="Harbours")
    secretary.post(
        f"/events/programmes/{made.slug}/", {"name": "Ports", "sides": "North America\nAfrica"}
    )

    made.refresh_from_db()
    keys = [(side.name, side.key) for side in made.sides.all()]
    assert (made.name, keys) == (
        "Ports",
        [("North America", "north-america"), ("Africa", "africa")],
    )


def test_an_event_must_be_shared_before_cities_are_invited(secretary: Client) -> None:
    page = answer_all(secretary)
    secretary.post(NEW, {**hidden_in(page), "create": "yes"})
    event = Event.objects.get(title="Malmö workshop")
    (city,) = cities(1)
    invite = f"/events/{event.slug}/invite/"

    asked = secretary.post(invite, {"city": [city.pk], "send": "yes"})
    untouched = event.registrations.count()
    secretary.post(invite, {"city": [city.pk], "send": "yes", "label": "amber"})

    event.refresh_from_db()
    assert (b"error-summary" in asked.content, untouched) == (True, 0)
    assert (event.sharing_label, event.registrations.count()) == ("amber", 1)
    assert Invited.objects.filter(record=event.record, authority=city).exists()


@pytest.mark.parametrize(
    "path",
    [
        NEW,
        PLAN,
        f"{PLAN}where/",
        "/events/oslo-workshop/move/",
        "/events/oslo-workshop/cancel/",
        "/events/oslo-workshop/invitations/oslo/take-back/",
        f"{PLAN}sharing/",
        "/events/oslo-workshop/agenda/",
        INVITE,
        "/events/oslo-workshop/remind/",
        "/events/programmes/",
        "/events/programmes/new/",
        "/events/programmes/dialogue/",
    ],
)
def test_planning_is_the_secretariats_alone_and_takes_few_queries(
    path: str, secretary: Client, network: Network
) -> None:
    for who in (network.official["Oslo"], person("steward", None, network="steward")):
        assert signed_in(who).get(path).status_code == 404
        assert signed_in(who).post(path).status_code == 404
    assert Client().get(path)["Location"].startswith("/account/login/")

    secretary.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert secretary.get(path).status_code == 200
    asked = [query["sql"] for query in caught if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= MOST_QUERIES, "\n".join(query[:150] for query in asked)
