"""Taking observations along for another system, and bringing such a file in."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.threats.conftest import MONDAY, make_city, make_person, observe
from tests.threats.exchange.test_strangers import REPORT

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Standing
from hanse.sharing.models import AuditEntry
from hanse.threats.models import ImportRun, Observation, SavedProfile

STIX, MISP = (f"/threats/observations/observations.{form}.json" for form in ("stix", "misp"))


@pytest.fixture
def at_work(client: Client, city: Authority, official: User) -> Client:
    Affiliation.objects.filter(person=official, authority=city).update(standing=Standing.EDITOR)
    client.force_login(official)
    return client


def numbers(client: Client, address: str) -> list[str]:
    told = json.loads(client.get(address).content)["objects"]
    own = [next(iter(t["extensions"].values())) for t in told if t["type"] == "report"]
    return [one["external_id"] for one in own]


def test_an_export_holds_the_reader_s_own_city_s_live_observations(
    at_work: Client, city: Authority
) -> None:
    observe(city, external_id="a:1")
    observe(city, external_id="a:2", withdrawn_at=dt.datetime.now(dt.UTC), withdrawn_because="x")
    observe(make_city("Bergen"), external_id="a:3", sharing_label="green")

    answer = at_work.get(STIX)

    assert answer.headers["Content-Type"] == "application/stix+json;version=2.1"
    assert "TLP-AMBER-STRICT" in answer.headers["Content-Disposition"]
    assert numbers(at_work, STIX) == ["a:1"]
    assert AuditEntry.objects.filter(verb="export observations").count() == 2


def test_an_export_for_others_leaves_out_what_its_label_keeps_in(
    at_work: Client, city: Authority
) -> None:
    for number, label in enumerate(("amber+strict", "amber", "green", "clear")):
        observe(city, MONDAY + dt.timedelta(days=number), external_id=label, sharing_label=label)

    found = {label: numbers(at_work, f"{STIX}?readers={label}") for label in ("amber", "green")}

    assert found == {"amber": ["amber", "green", "clear"], "green": ["green", "clear"]}
    assert at_work.get(f"{STIX}?readers=everybody").status_code == 404


@pytest.mark.parametrize("address", [STIX, MISP])
def test_what_one_city_exports_another_imports_for_its_own_people_alone(
    at_work: Client, city: Authority, address: str
) -> None:
    observe(city, MONDAY, "anti-roma", "extreme-right", sharing_label="clear", text="Leaflets.")
    bergen = make_city("Bergen")
    editor = make_person(bergen, "bo")
    Affiliation.objects.filter(person=editor).update(standing=Standing.EDITOR)
    file = SimpleUploadedFile("told.json", at_work.get(address).content)
    at_work.force_login(editor)

    page = at_work.post("/threats/imports/new/", {"city": bergen.pk, "file": file})
    at_work.post(page.headers["Location"], {"import": ""})

    [one] = Observation.objects.filter(owner=bergen)
    assert (one.labels, one.text, one.sharing_label) == (
        ["anti-roma", "extreme-right"],
        "Leaflets.",
        "amber+strict",
    )
    assert ImportRun.objects.get().state == "done"


def test_json_that_is_neither_is_refused_with_a_reason(at_work: Client, city: Authority) -> None:
    file = SimpleUploadedFile("told.json", b'{"a": 1}')

    at_work.post("/threats/imports/new/", {"city": city.pk, "file": file})

    assert "neither a STIX bundle nor MISP events" in ImportRun.objects.get().failure


def test_a_stranger_s_words_get_a_meaning_that_is_kept_for_the_next_file(
    at_work: Client, city: Authority
) -> None:
    stranger = {**REPORT, "labels": ["flag-burning"]}
    body = json.dumps({"type": "bundle", "id": "bundle--x", "objects": [stranger]}).encode()

    def hand_over() -> ImportRun:
        file = SimpleUploadedFile("told.json", body)
        at_work.post("/threats/imports/new/", {"city": city.pk, "file": file})
        return ImportRun.objects.latest("pk")

    page = hand_over().get_absolute_url()
    seen = at_work.get(page).content.decode()
    at_work.post(f"{page}words/", {"word-0": "anti-muslim", "keep": "on"})
    at_work.post(page, {"import": ""})
    again = hand_over()

    assert (f"{page}words/" in seen, "Leaflets at a mosque" in seen) == (True, True)
    assert [one.labels for one in Observation.objects.all()] == [["anti-muslim"]]
    change = {name: number for name, number in again.found["change"].items() if number}
    assert (change, again.unknown, SavedProfile.objects.get().source) == ({"same": 1}, {}, "stix")
