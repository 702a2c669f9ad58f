"""The index follows every change in the transaction that makes it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from tests.sharing.conftest import House, build_house

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Membership
from hanse.dialogues.models import Dialogue, Statement
from hanse.findings.models import Edition
from hanse.home import search_index
from hanse.home.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    from tests.home.test_front_page import edition

    edition(2, 2026)
    made = build_house()
    held = made.records["aarhus-clear-false"]
    Statement.objects.create(dialogue=held, position=0, ref="1", text="Speak early.")
    return made


FIELDS = ("kind", "source", "sharing_label", "owner_id", "title", "shown_until")
CHANGES: dict[str, Callable[[], object]] = {
    "relabelled": lambda: Dialogue.objects.update(sharing_label="amber"),
    "given away": lambda: Dialogue.objects.update(owner=None),
    "renamed": lambda: Dialogue.objects.update(title="other words"),
    "taken out": lambda: Statement.objects.update(moderated=-1),
    "withdrawn": lambda: Edition.objects.update(status="draft"),
    "suspended": lambda: User.objects.update(is_active=False),
    "moved away": lambda: Affiliation.objects.update(until="2026-01-02", since="2026-01-01"),
    "left": lambda: Authority.objects.update(membership=Membership.LEFT),
    "removed": lambda: Statement.objects.filter(findings=None).delete(),
    "described": lambda: Authority.objects.update(
        summary="By the sea.", strategy="Calm.", labels={"summary": "clear", "strategy": "red"}
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_index_equals_what_it_indexes_after_every_change(change: str, house: House) -> None:
    del house
    before = set(SearchEntry.objects.values_list(*FIELDS))

    CHANGES[change]()

    assert set(search_index.differences().values()) == {0}
    assert set(SearchEntry.objects.values_list(*FIELDS)) != before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE home_searchentry SET sharing_label = 'clear'",
        "DELETE FROM home_searchentry",
        "INSERT INTO home_searchword VALUES ('planted')",
        "DROP TRIGGER search_dialogue_dialogues_dialogue_insert ON dialogues_dialogue",
    ],
)
def test_the_serving_role_cannot_write_the_index(sql: str, house: House) -> None:
    del house
    before = list(SearchEntry.objects.order_by("pk").values_list("pk", "sharing_label"))

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        pass

    assert list(SearchEntry.objects.order_by("pk").values_list("pk", "sharing_label")) == before


def test_the_index_falls_back_with_a_change_that_fails(house: House) -> None:
    shown = house.records["aarhus-clear-false"]
    entry = SearchEntry.objects.get(kind="dialogue", source=str(shown.pk))

    with transaction.atomic():
        Dialogue.objects.filter(pk=shown.pk).update(sharing_label="amber+strict")
        assert SearchEntry.objects.get(pk=entry.pk).sharing_label == "amber+strict"
        transaction.set_rollback(True)

    assert SearchEntry.objects.get(pk=entry.pk).sharing_label == "clear"


def test_the_database_keeps_the_index_as_this_code_says() -> None:
    assert search_index.is_installed()
    assert len({searchable.kind for searchable in search_index.declared()}) == len(
        search_index.declared()
    )


def test_nothing_is_left_to_migrate() -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)
