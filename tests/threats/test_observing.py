"""Recording an observation: once, without persons, corrected without forgetting."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.threats.conftest import MONDAY, make_city, make_person, observe

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Role
from hanse.sharing.models import AuditEntry
from hanse.threats.models import Earlier, Effort, Observation
from hanse.threats.vocabulary import VERSION

NEW = "/threats/observations/new/"


def filled(**changed: Any) -> dict[str, Any]:
    """Return a filled-in form."""
    return {
        "key": str(uuid.uuid4()),
        "text": "Words were sprayed on the wall of a synagogue.",
        "target": ["antisemitism"],
        "phenomenon": ["extreme-right"],
        "severity": "3",
        "eep": "evidenced",
        "occurred_on": MONDAY.isoformat(),
        "precision": "day",
        "reported_on": MONDAY.isoformat(),
        "source_class": "municipal",
        "reliability": "B",
        "credibility": "2",
        "sharing_label": "amber+strict",
        "language": "en",
        **changed,
    }


@pytest.fixture
def at_work(client: Client, official: User) -> Client:
    client.force_login(official)
    return client


def verbs() -> list[str]:
    ours = AuditEntry.objects.filter(target__startswith="threats.")
    return list(ours.values_list("verb", flat=True))


def test_an_observation_is_recorded_with_both_axes(at_work: Client, city: Authority) -> None:
    answer = at_work.post(NEW, filled())

    stored = Observation.objects.get()
    assert answer.headers["Location"] == f"{stored.get_absolute_url()}?recorded"
    assert (stored.owner, stored.sharing_label) == (city, "amber+strict")
    assert stored.labels == ["antisemitism", "extreme-right"]
    assert (stored.severity, stored.credibility, stored.vocabulary_version) == (3, 2, VERSION)
    assert verbs() == ["record an observation"]


def test_the_same_form_sent_twice_is_one_observation(at_work: Client) -> None:
    form = filled()

    places = [at_work.post(NEW, form).headers["Location"] for _ in range(3)]

    assert len(set(places)) == 1
    assert Observation.objects.count() == 1
    assert verbs() == ["record an observation"]


def test_a_form_changed_after_it_was_sent_says_that_the_change_is_not_stored(
    at_work: Client,
) -> None:
    form = filled()
    at_work.post(NEW, form)

    page = at_work.post(NEW, {**form, "severity": "1"}, follow=True)

    assert "What was changed since is not stored" in page.content.decode()
    assert Observation.objects.get().severity == 3


def test_two_people_with_one_key_make_two_observations(client: Client, city: Authority) -> None:
    form = filled()
    for name in ("aino", "anders"):
        client.force_login(make_person(city, name))
        client.post(NEW, form)

    assert Observation.objects.count() == 2


WRONG = {
    "Take out a telephone number": {"text": "Call 030 1234567 for more."},
    "looks like the name of a person": {"text": "Frau Schmidt wurde beschimpft."},
    "Tick at least one label": {"target": [], "phenomenon": []},
    "It cannot be reported before it happened": {"reported_on": "2026-03-01"},
    "This day is still to come": {"reported_on": "2199-01-01"},
    "What is still to come is marked": {"occurred_on": "2199-01-01"},
    "Look at the year": {"occurred_on": "1026-03-02"},
    "This field is required": {"severity": ""},
}


@pytest.mark.parametrize(("sentence", "changed"), WRONG.items(), ids=WRONG)
def test_a_form_is_refused_and_keeps_what_was_typed(
    sentence: str, changed: dict[str, Any], at_work: Client
) -> None:
    page = at_work.post(NEW, filled(**changed)).content.decode()

    assert sentence in page
    assert "Something needs your attention" in page
    assert changed.get("text", "sprayed on the wall") in page
    assert Observation.objects.count() == 0


def test_what_may_happen_lies_ahead(at_work: Client) -> None:
    at_work.post(NEW, filled(eep="potential", occurred_on="2199-01-01"))

    assert Observation.objects.get().eep == "potential"


def test_a_month_is_stored_by_its_first_day(at_work: Client) -> None:
    at_work.post(NEW, filled(precision="month", occurred_on="2026-02-17"))

    assert Observation.objects.get().occurred_on.isoformat() == "2026-02-01"


def test_who_reported_is_counted_and_not_kept(at_work: Client, official: User) -> None:
    for _ in range(2):
        at_work.post(NEW, filled())
    at_work.post(NEW, filled(source_class="police"))

    kept = list(Effort.objects.values_list("channel", "reporter"))
    assert sorted(channel for channel, _who in kept) == ["municipal", "police"]
    assert len({who for _channel, who in kept}) == 1
    assert official.pk not in {who for _channel, who in kept}


def test_a_correction_keeps_what_was_known_before(at_work: Client, city: Authority) -> None:
    seen = observe(city, MONDAY, "misogyny")
    page = f"{seen.get_absolute_url()}correct/"
    stamp = at_work.get(page).context["form"]["seen"].value()

    at_work.post(page, filled(seen=stamp))

    seen.refresh_from_db()
    before = Earlier.objects.get()
    assert (before.labels, before.severity) == (["misogyny"], 1)
    assert before.known_from == seen.recorded_at
    assert before.known_until == seen.corrected_at
    assert seen.labels == ["antisemitism", "extreme-right"]
    shown = at_work.get(seen.get_absolute_url()).content.decode()
    assert "What was known before" in shown
    assert "Misogyny" in shown


def test_a_correction_of_something_else_than_was_on_the_screen_is_refused(
    at_work: Client, city: Authority
) -> None:
    seen = observe(city)
    page = f"{seen.get_absolute_url()}correct/"
    stamp = at_work.get(page).context["form"]["seen"].value()
    at_work.post(page, filled(seen=stamp))

    late = at_work.post(page, filled(seen=stamp, severity="1")).content.decode()

    assert "Somebody else corrected this meanwhile" in late
    assert Observation.objects.get().severity == 3


def test_a_correction_that_changes_nothing_leaves_no_trace(
    at_work: Client, city: Authority
) -> None:
    seen = observe(city)
    page = f"{seen.get_absolute_url()}correct/"
    form = at_work.get(page).context["form"]
    same = {bound.name: bound.value() for bound in form}
    same |= {"occurred_on": MONDAY, "reported_on": MONDAY}

    at_work.post(page, same)

    assert Earlier.objects.count() == 0


def test_an_observation_is_withdrawn_with_a_reason(at_work: Client, city: Authority) -> None:
    seen = observe(city)
    page = f"{seen.get_absolute_url()}withdraw/"

    assert "This field is required" in at_work.post(page, {"reason": ""}).content.decode()
    at_work.post(page, {"reason": "It was recorded twice."})

    assert "It was recorded twice." in at_work.get(seen.get_absolute_url()).content.decode()
    assert at_work.get(page).status_code == 404
    assert "withdraw an observation" in verbs()


def test_every_reading_is_written_down(at_work: Client, city: Authority) -> None:
    seen = observe(city)

    for page in ("/threats/observations/", seen.get_absolute_url()):
        at_work.get(page)
    at_work.get("/threats/observations/observations.csv")

    assert verbs() == ["read observations", "read an observation", "export observations"]


def test_the_table_holds_the_citys_own_and_no_formula(at_work: Client, city: Authority) -> None:
    observe(city, text="=1+1", labels=["anti-black", "extreme-right"])
    observe(make_city("Boston"), text="Elsewhere.")

    table = at_work.get("/threats/observations/observations.csv").content.decode("utf-8-sig")

    lines = table.splitlines()
    assert len(lines) == 2
    assert "Aarhus,2026-03-02,day" in lines[1]
    assert ",12,evidenced,1,municipal,F,6,'=1+1,en,amber+strict," in lines[1]


def test_the_list_is_filtered_by_word_with_what_stands_under_it(
    at_work: Client, city: Authority
) -> None:
    black, other = observe(city, MONDAY, "anti-black"), observe(city, MONDAY, "misogyny")

    def found(query: str) -> list[Observation]:
        page = at_work.get(f"/threats/observations/{query}").context["page"]
        return list(page.object_list)

    assert found("?label=racism") == [black]
    assert found("?label=nonsense") == [other, black]
    assert found("?since=2026-03-03") == []
    assert found("?source=police") == []


def test_the_list_costs_the_same_for_one_and_for_many(at_work: Client, city: Authority) -> None:
    observe(city)
    at_work.get("/threats/observations/")  # notes where the person is signed in

    costs = []
    for number in (0, 60):
        for _ in range(number):
            observe(city)
        with CaptureQueriesContext(connection) as asked:
            at_work.get("/threats/observations/")
        costs.append(sum("SAVEPOINT" not in one["sql"] for one in asked.captured_queries))

    assert costs[0] == costs[1] <= 12


@pytest.mark.parametrize("who", ["a partner", "somebody of another city", "somebody of none"])
def test_others_find_nothing_there(who: str, city: Authority, client: Client) -> None:
    seen = observe(city, text="Words were sprayed.")
    at = {"a partner": city, "somebody of another city": make_city("Boston")}.get(who)
    person = make_person(at or city, "bea", Role.PARTNER if who == "a partner" else Role.MAYOR)
    if who == "somebody of none":
        Affiliation.objects.all().delete()
    client.force_login(person)

    for page in ("", "correct/", "withdraw/"):
        answer = client.get(f"{seen.get_absolute_url()}{page}")
        assert answer.status_code == 404
    assert b"sprayed" not in client.get("/threats/observations/").content
