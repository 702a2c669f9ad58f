"""What is sent: a form is believed of those who may, and of what it asks them.

Who may not send it changes nothing: test_matrix.py sends the same forms as everybody.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from tests.access.cast import OTHER
from tests.access.house import House, addresses
from tests.access.sending import Sent, believed
from tests.access.visiting import visit

TAKES = sorted(
    name for name, told in addresses().items() if "POST" in told.methods and not told.lenient
)
NOT_OFFERED = "zznotofferedzz"
Columns = dict[tuple[str, str], Counter[str]]


@pytest.mark.parametrize("name", TAKES)
def test_somebody_is_believed_at_every_address_that_takes_a_form(name: str, house: House) -> None:
    sent = believed(house, name)

    assert bool(sent) != bool(addresses()[name].silent), "say with told() what it must be told"


@pytest.mark.parametrize("name", TAKES)
def test_nothing_is_believed_that_a_form_does_not_ask(name: str, house: House) -> None:
    if not (sent := believed(house, name)):
        return
    asked = {*sent.form.fields, *sent.answers}
    unasked = {field: value for field, value in extra(house).items() if field not in asked}
    first, second = stored_by(house, sent, {}), stored_by(house, sent, {})

    third = stored_by(house, sent, unasked)

    steady = {place for place in first if first[place] == second.get(place)}
    assert first.keys() == third.keys()
    assert {place: third[place] for place in steady} == {place: first[place] for place in steady}


@pytest.mark.parametrize("name", TAKES)
def test_no_choice_is_believed_that_was_not_offered(name: str, house: House) -> None:
    if not (sent := believed(house, name)):
        return
    before = stored_by(house, sent, {})
    for field, told in sent.form.fields.items():
        if not told.offered or told.kind == "button":
            continue
        for value in {NOT_OFFERED, str(house.cities[OTHER].pk)} - set(told.offered):
            stored = stored_by(house, sent, {field: [value]})

            assert written_anew(value, stored, before) == [], field


def written_anew(value: str, stored: Columns, before: Columns) -> list[tuple[str, str]]:
    """Name the columns in which a value stands more often than before."""
    known = {place: found[value] for place, found in before.items()}
    return [place for place, found in stored.items() if found[value] > known.get(place, 0)]


def extra(house: House) -> dict[str, Any]:
    """Return what somebody could hope that a form writes down unasked."""
    other, staff = house.cities[OTHER].pk, house.people["secretariat"].pk
    own = dict.fromkeys(("owner", "owner_id", "authority", "authority_id"), other)
    who = ("author", "author_id", "person", "person_id", "user", "recorded_by", "decided_by", "by")
    far = {"sharing_label": "clear", "label": "clear", "attribution": "named", "audience": staff}
    done = dict.fromkeys(("state", "status"), "published") | {"published_on": "2020-01-01"}
    right = {"standing": "steward", "role": "mayor", "network_role": "steward"}
    admin = dict.fromkeys(("is_staff", "is_superuser", "is_active", "simulated", "named"), "on")
    times = dict.fromkeys(("until", "withdrawn_at", "confirmed_at", "suspended_at"), "2020-01-01")
    named = {"id": 1, "pk": 1, "record": staff, "membership": "member", "version": 99, "token": "x"}
    return {**own, **dict.fromkeys(who, staff), **far, **done, **right, **admin, **times, **named}


def stored_by(house: House, sent: Sent, more: Mapping[str, Any]) -> Columns:
    """Return what stands in each column of the tables that a form writes to, once it is sent."""
    found: Columns = {}

    def look(wrote: frozenset[str]) -> None:
        for table in wrote:
            found.update(columns_of(table))

    visit(house, sent.reader, "POST", sent.path, {**sent.answers, **more}, look=look)
    return found


def columns_of(table: str) -> Columns:
    """Return how often each value stands in each column of a table, whoever may see the rows."""
    from hanse.sharing.acting import as_system

    with as_system("a test"), connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the name is PostgreSQL's own
        rows, names = cursor.fetchall(), [column.name for column in cursor.description or ()]
    return {
        (table, name): Counter(str(row[index]) for row in rows) for index, name in enumerate(names)
    }
