"""Every table of shared records is guarded, and the guard knows the same rule everywhere."""

import pytest
from django.apps import apps
from django.db import connection

from hanse.sharing.models import Shareable


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
