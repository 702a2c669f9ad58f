"""Authorship, audiences and the audit are sealed by the database, whatever our code does."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.sharing.conftest import House

from hanse.dialogues.models import Dialogue, Statement
from hanse.sharing import actions, audit, quotes
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import PUBLIC, actor_of
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Attribution, Audience, AuditEntry, Authorship


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE dialogues_dialogue DISABLE ROW LEVEL SECURITY",
        "DROP POLICY readable ON dialogues_dialogue",
        "ALTER TABLE sharing_auditentry DISABLE TRIGGER append_only",
        "TRUNCATE sharing_auditentry",
        "SET ROLE hanse_owner",
    ],
)
@pytest.mark.django_db
def test_the_serving_role_cannot_take_the_rules_away(sql: str) -> None:
    with pytest.raises(DatabaseError):
        run(sql)


def test_what_hangs_on_a_hidden_record_is_hidden_with_it(full_house: House) -> None:
    for key in ("aarhus-amber-strict-false", "aarhus-clear-false"):
        Statement.objects.create(dialogue=full_house.records[key], position=0, ref="1", text=key)

    with acting(actor_of(full_house.person("bea of Boston"))):
        assert list(Statement.objects.values_list("text", flat=True)) == ["aarhus-clear-false"]


def test_nobody_writes_what_they_could_not_read(full_house: House) -> None:
    secret = full_house.records["aarhus-amber-strict-false"]

    with acting(actor_of(full_house.person("bea of Boston"))):
        assert Dialogue.objects.filter(pk=secret.pk).update(title="taken") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Dialogue.objects.create(slug="planted", owner=full_house.cities["Aarhus"])


def test_only_authors_find_out_who_wrote(full_house: House) -> None:
    aino = full_house.people["aino of Aarhus"]
    record = full_house.records["aarhus-green-false"].record
    signed = Authorship.objects.filter(record=record)
    with acting(actor_of(aino)):
        Authorship.objects.create(record=record, person=aino, attribution=Attribution.CHATHAM)
        assert signed.count() == 1

    for other in ("anders of Aarhus, password only", "sam of the secretariat"):
        with acting(actor_of(full_house.person(other))):
            assert signed.count() == 0
            assert signed.update(attribution=Attribution.NAMED) == 0
            assert signed.delete()[0] == 0
    with as_system("any job"):
        assert Authorship.objects.count() == 0


def test_authors_write_what_they_signed_while_they_have_a_second_factor(full_house: House) -> None:
    nils = full_house.people["nils, no city yet"]
    mine = Dialogue.objects.filter(slug="signed-3-amber-strict")

    with acting(actor_of(nils)):
        assert mine.update(title="said better") == 1
        Dialogue.objects.get(slug="signed-3-amber-strict").delete()
    for name in ("camille of Calais", "stella, steward of the network"):
        with acting(actor_of(full_house.person(name))):
            assert Dialogue.objects.filter(slug="signed-1-amber-strict").update(title="mine") == 0


def test_nobody_signs_what_is_stored_already(full_house: House) -> None:
    stored = full_house.records["aarhus-amber-strict-false"]

    with pytest.raises(ValueError, match="before it is stored"):
        quotes.sign(stored, full_house.people["bea of Boston"], None)  # type: ignore[arg-type]


def test_nobody_signs_for_somebody_else(full_house: House) -> None:
    aino, bea = full_house.people["aino of Aarhus"], full_house.people["bea of Boston"]
    record = full_house.records["aarhus-green-false"].record

    with acting(actor_of(bea)), pytest.raises(DatabaseError), transaction.atomic():
        Authorship.objects.create(record=record, person=aino, attribution=Attribution.NAMED)


def test_people_see_of_an_audience_only_themselves(full_house: House) -> None:
    with acting(actor_of(full_house.person("olga, observer"))):
        seen = set(Audience.objects.values_list("person__name", flat=True))
        assert seen == {"olga, observer"}
        assert Audience.objects.all().delete()[0] == 0
    with acting(PUBLIC), pytest.raises(DatabaseError), transaction.atomic():
        actions.address(full_house.records["aarhus-red-true"].record, full_house.people.values())


@pytest.mark.django_db(transaction=True)
def test_an_audience_is_frozen_when_the_record_is_posted() -> None:
    from tests.sharing.conftest import build_house

    with as_system("a test"):
        full_house = build_house()
    red = full_house.records["aarhus-red-true"]

    with as_system("a test"), pytest.raises(DatabaseError, match="frozen"):
        actions.address(red.record, [full_house.people["bea of Boston"]])


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_audit_is_never_rewritten(act: str, full_house: House) -> None:
    entry = audit.record("look", "a record", full_house.people["aino of Aarhus"], why="a test")
    change: dict[str, Any] = {"verb": "nothing"} if act == "update" else {}

    with pytest.raises(DatabaseError, match="added to, never changed"), transaction.atomic():
        getattr(AuditEntry.objects.filter(pk=entry.pk), act)(**change)

    assert AuditEntry.objects.get(pk=entry.pk).verb == "look"


def test_an_entry_falls_with_the_act(full_house: House) -> None:
    shared = full_house.records["aarhus-amber-false"]
    aino = full_house.person("aino of Aarhus")

    with transaction.atomic():
        actions.relabel(shared, SharingLabel.CLEAR, aino)
        assert AuditEntry.objects.filter(verb="change the label").count() == 1
        transaction.set_rollback(True)

    assert not AuditEntry.objects.filter(verb="change the label").exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_the_transaction_of_its_act() -> None:
    with pytest.raises(audit.OutsideTransactionError):
        audit.record("look", "a record", None)


def test_a_label_is_changed_by_its_owner_alone_and_written_down(full_house: House) -> None:
    shared = full_house.records["aarhus-amber-false"]
    for other in ("bea of Boston", "alva, partner of Aarhus", "sam of the secretariat"):
        with pytest.raises(actions.NotTheOwnerError):
            actions.relabel(shared, SharingLabel.CLEAR, full_house.person(other))

    actions.relabel(shared, SharingLabel.CLEAR, full_house.person("aino of Aarhus"))

    entry = AuditEntry.objects.get(verb="change the label")
    assert entry.detail == {"before": "amber", "after": "clear"}
    assert entry.target == f"dialogues.dialogue:{shared.record}"


@pytest.mark.parametrize(("before", "after"), [("red", "amber"), ("green", "red")])
def test_red_is_chosen_when_posted_and_stays(before: str, after: str, full_house: House) -> None:
    shared = full_house.records[f"aarhus-{before}-true"]

    with pytest.raises(ValueError, match="RED is chosen"):
        actions.relabel(shared, SharingLabel(after), full_house.person("aino of Aarhus"))
