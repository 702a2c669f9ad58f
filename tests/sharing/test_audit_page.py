"""Stewards read who did what: by verb, target and person, without a word of any record."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.accounts.cast import signed_in
from tests.sharing.conftest import House

from hanse.accounts.models import AuditEntry
from hanse.cities.actions import editing
from hanse.cities.models import Authority
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing import actions, audit

pytestmark = pytest.mark.django_db
STELLA, SAM = "stella, steward of the network", "sam of the secretariat"


@pytest.fixture
def stella(full_house: House) -> Client:
    aino = full_house.people["aino of Aarhus"]
    aarhus, boston = full_house.cities["Aarhus"], full_house.cities["Boston"]
    editing.edit(aarhus, {"summary": "clear"}, by=aino, changed=["summary"])
    editing.edit(boston, {}, by=full_house.people["bea of Boston"])
    actions.relabel(
        full_house.records["aarhus-amber-false"],
        SharingLabel.CLEAR,
        full_house.person("aino of Aarhus"),
    )
    return signed_in(full_house.people[STELLA])


def rows(browser: Client, query: str = "") -> list[tuple[str, str]]:
    lines: Any = browser.get(f"/audit/?verb=&{query}").context["lines"]
    return [(line.verb, line.target) for line in lines if "sign in" not in line.verb]


def test_entries_are_filtered_by_what_to_what_and_by_whom(stella: Client) -> None:
    newest = ("edit a city", "Boston"), ("edit a city", "Aarhus")

    assert rows(stella)[1:] == list(newest)
    assert rows(stella, "target=aarh") == [newest[1]]
    assert rows(stella, "person=bea") == [newest[0]]
    assert [verb for verb, _target in rows(stella, "verb=change+the+label")] == ["change the label"]
    assert rows(stella, "target=nobody") == []


def test_an_entry_names_city_person_and_fields_and_no_words(
    stella: Client, full_house: House
) -> None:
    Authority.objects.filter(name="Aarhus").update(summary="Words of the city.")

    page = stella.get("/audit/?target=aarhus").content.decode()

    assert "aino of Aarhus" in page
    assert "fields: summary" in page
    assert f'href="{full_house.cities["Aarhus"].get_absolute_url()}"' in page
    assert "Words of the city." not in page


def test_the_page_does_not_tell_who_wrote_what(stella: Client, full_house: House) -> None:
    author = full_house.people["camille of Calais"]
    audit.record("take back a note", "events.note:0b5f", author)

    line = stella.get("/audit/?verb=take+back+a+note").context["lines"][0]

    assert line.by == "not shown: it could tell who wrote it"
    assert line.target == "note 0b5f"
    assert AuditEntry.objects.get(verb="take back a note").person == author.pk


@pytest.mark.parametrize(
    ("name", "status"),
    [(STELLA, 200), (SAM, 200), ("aino of Aarhus", 404), ("olga, observer", 404)],
)
def test_the_audit_is_for_staff(full_house: House, name: str, status: int) -> None:
    assert signed_in(full_house.people[name]).get("/audit/").status_code == status


def test_fifty_entries_cost_what_one_costs(stella: Client, full_house: House) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            stella.get("/audit/")
        return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)

    stella.get("/audit/")  # the first click also notes the session
    few = cost()
    for name, city in full_house.cities.items():
        for _ in range(20):
            audit.record("look", city, full_house.people["aino of Aarhus"], name=name)

    assert cost() == few
    assert few <= 12
