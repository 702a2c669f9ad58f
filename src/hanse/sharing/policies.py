"""The same rule in SQL, for the database to hold when a query forgot it.

A feature's migration lists `protect("app_table")` for a shareable table and
`protect_child("app_child", "parent_id", "app_table")` for tables that hang on it.
The owner of the tables passes freely, as migrations need; the role that serves does not.
"""

from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation

# each clause on a line of its own: tests remove them one by one and expect to be caught
READABLE = """
sharing_label = 'clear'
OR (SELECT hanse_system())
OR (sharing_label = 'green'
    AND (SELECT hanse_member()))
OR ((SELECT hanse_mfa())
    AND sharing_label IN ('amber', 'amber+strict')
    AND (
        owner_id = ANY ((SELECT hanse_cities())::uuid[])
        OR (owner_id IS NULL
            AND (SELECT hanse_secretariat()))))
OR ((SELECT hanse_mfa())
    AND sharing_label = 'amber'
    AND (
        owner_id = ANY ((SELECT hanse_partner_of())::uuid[])
        OR record IN (SELECT i.record FROM sharing_invited AS i
            WHERE i.authority_id = ANY ((SELECT hanse_cities() || hanse_partner_of())::uuid[]))))
OR ((SELECT hanse_mfa())
    AND sharing_label = 'red'
    AND record IN (SELECT a.record FROM sharing_audience AS a
        WHERE a.person_id = (SELECT hanse_person())))
OR ((SELECT hanse_mfa())
    AND record IN (SELECT w.record FROM sharing_authorship AS w
        WHERE w.person_id = (SELECT hanse_person())))
"""

FUNCTIONS = {
    "hanse_actor": (
        "jsonb",
        "SELECT coalesce(nullif(current_setting('hanse.actor', true), ''), '{}')::jsonb",
    ),
    "hanse_system": ("boolean", "SELECT coalesce(hanse_actor() ->> 'system', '') <> ''"),
    "hanse_person": ("uuid", "SELECT (hanse_actor() ->> 'person_id')::uuid"),
    "hanse_mfa": (
        "boolean",
        "SELECT hanse_person() IS NOT NULL AND coalesce((hanse_actor() ->> 'mfa')::boolean, false)",
    ),
    "hanse_member": (
        "boolean",
        """SELECT coalesce((hanse_actor() ->> 'member')::boolean, false)
        OR coalesce(hanse_actor() ->> 'network_role', '') IN ('secretariat', 'steward')""",
    ),
    "hanse_secretariat": (
        "boolean",
        "SELECT coalesce(hanse_actor() ->> 'network_role', '') = 'secretariat'",
    ),
    "hanse_cities": (
        "uuid[]",
        "SELECT ARRAY(SELECT jsonb_array_elements_text(hanse_actor() -> 'cities')::uuid)",
    ),
    "hanse_partner_of": (
        "uuid[]",
        "SELECT ARRAY(SELECT jsonb_array_elements_text(hanse_actor() -> 'partner_of')::uuid)",
    ),
}


def helpers() -> list[Operation]:
    """Return the operations that teach the database who is reading."""
    return [
        RunSQL(
            f"CREATE FUNCTION {name}() RETURNS {kind} LANGUAGE sql STABLE PARALLEL SAFE"
            f" SET search_path = pg_catalog, public, pg_temp AS $$ {body} $$",
            f"DROP FUNCTION {name}()",
        )
        for name, (kind, body) in FUNCTIONS.items()
    ]


def protect(table: str, rule: str = READABLE) -> Operation:
    """Return the operation that lets the serving role see and write only what the rule allows."""
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY readable ON {table} USING ({rule}) WITH CHECK ({rule})",
        f"DROP POLICY readable ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    )


def renew_rule() -> Operation:
    """Return the operation that gives every shareable table of before the rule as it reads now.

    A shareable table is known by its columns, so that no feature's migration need come first.
    """
    return RunSQL(
        f"""DO $renew$ DECLARE kept regclass; BEGIN
        FOR kept IN SELECT polrelid FROM pg_policy WHERE polname = 'readable' AND (
            SELECT count(*) FROM pg_attribute WHERE attrelid = polrelid
            AND attname IN ('record', 'owner_id', 'sharing_label') AND NOT attisdropped) = 3
        LOOP
            EXECUTE format('ALTER POLICY readable ON %s USING (%s) WITH CHECK (%s)',
                kept, $rule${READABLE}$rule$, $rule${READABLE}$rule$);
        END LOOP; END $renew$""",  # noqa: S608 - our own rule, no input
        RunSQL.noop,
    )


def protect_child(table: str, column: str, parent: str) -> Operation:
    """Return the operation that shows a row of `table` to whoever may see its parent's."""
    visible = f"SELECT p.id FROM {parent} AS p"  # noqa: S608 - names written in a migration
    return protect(table, f"{column} IN ({visible})")


def append_only(table: str) -> Operation:
    """Return the operation that refuses to change or remove what was written, whoever asks."""
    name = f"{table}_is_append_only"
    return RunSQL(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{table} is added to, never changed'; END $$;"
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER append_only ON {table}; DROP FUNCTION {name}()",
    )


def protect_own(table: str, *, writers: str, readers: str = "") -> Operation:
    """Return the operation that lets people see the rows about themselves, and writers add some."""
    mine = f"person_id = (SELECT hanse_person()) {readers}"
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY readable ON {table} FOR SELECT USING ({mine});"
        f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({writers});",
        f"DROP POLICY added ON {table}; DROP POLICY readable ON {table};"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    )


def forget_own(table: str) -> Operation:
    """Return the operation that lets people remove the rows about themselves."""
    return RunSQL(
        f"CREATE POLICY forgotten ON {table} FOR DELETE"
        " USING (person_id = (SELECT hanse_person()))",
        f"DROP POLICY forgotten ON {table}",
    )


def forget_erased(table: str) -> Operation:
    """Return the operation that lets the system remove rows about people who were erased."""
    return RunSQL(
        f"CREATE POLICY forgotten ON {table} FOR DELETE USING ((SELECT hanse_system()) AND"  # noqa: S608 - names written in a migration
        " EXISTS (SELECT FROM accounts_user AS u WHERE u.id = person_id"
        " AND u.erased_at IS NOT NULL))",
        f"DROP POLICY forgotten ON {table}",
    )


def freeze_audience() -> Operation:
    """Return the operation that refuses an addressee later than the transaction of the posting."""
    return RunSQL(
        "CREATE FUNCTION sharing_audience_is_frozen() RETURNS trigger LANGUAGE plpgsql"
        # as owner, because the rows of others decide and the one who writes does not see them
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN"
        " NEW.addressed_at := transaction_timestamp();"
        " IF EXISTS (SELECT FROM sharing_audience AS earlier WHERE earlier.record = NEW.record"
        " AND earlier.addressed_at <> NEW.addressed_at) THEN"
        " RAISE EXCEPTION 'the audience of a RED record is frozen when it is posted'; END IF;"
        " RETURN NEW; END $$;"
        "CREATE TRIGGER frozen BEFORE INSERT ON sharing_audience"
        " FOR EACH ROW EXECUTE FUNCTION sharing_audience_is_frozen()",
        "DROP TRIGGER frozen ON sharing_audience; DROP FUNCTION sharing_audience_is_frozen()",
    )
