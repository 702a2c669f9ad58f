"""Every table of shared records is guarded, and the guard knows the same rule everywhere."""

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from hanse.sharing.models import Shareable
from hanse.sharing.policies import renew_rule


@pytest.mark.django_db
def test_every_shareable_table_holds_the_same_rule() -> None:
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, Shareable)}

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, replace(replace(pg_get_expr(polqual, c.oid), c.relname || '.', ''),"
            " '(' || c.relname || ')', ''), c.relrowsecurity FROM pg_policy JOIN pg_class AS c"
            " ON c.oid = polrelid WHERE polname = 'readable' AND c.relname = ANY (%s)",
            [list(tables)],
        )
        rows = cursor.fetchall()

    assert {name for name, _rule, on in rows if on} == tables
    assert len({rule for _name, rule, _on in rows}) == 1


@pytest.mark.django_db
def test_a_table_with_the_rule_of_before_gets_it_as_it_reads_now() -> None:
    known = connection.settings_dict
    address = {"host": known["HOST"], "dbname": known["NAME"], "user": "hanse_owner"}
    renew: Any = renew_rule()

    with psycopg.connect(**address) as owner:
        before = _rules(owner)
        owner.execute("ALTER POLICY readable ON dialogues_dialogue USING (true) WITH CHECK (true)")
        assert _rules(owner) != before
        owner.execute(renew.sql)
        after = _rules(owner)
        owner.rollback()

    assert after == before


def _rules(owner: psycopg.Connection[Any]) -> list[Any]:
    return owner.execute(
        "SELECT tablename, policyname, qual, with_check FROM pg_policies ORDER BY 1, 2"
    ).fetchall()
