"""The functions and triggers by which the database keeps the index of the search."""

from collections.abc import Iterator

from hanse.home.search_sql import SAFE
from hanse.shared.search import COLUMNS, Searchable

_LONGEST = 100_000  # letters of a text that are indexed; a tsvector holds a megabyte
_CASTS = {"source": "::text", "arguments": "::text[]"}
_VALUES = ", ".join(f"r.{name}{_CASTS.get(name, '')}" for name in COLUMNS)
_VECTOR = f"""
    setweight(to_tsvector(search_configuration(r.language), r.title), 'A')
    || setweight(to_tsvector(search_configuration(r.language), left(r.words, {_LONGEST})), 'D')
    || array_to_tsvector(search_keys({{kind}}, r.sharing_label, r.owner_id, r.day, r.language))"""

_EACH = """(SELECT DISTINCT unnest(touched) AS key) AS t,
    LATERAL (SELECT * FROM ({rows}) AS x WHERE x.source = t.key OFFSET 0) AS r"""


def keeping(searchable: Searchable) -> Iterator[str]:
    """Yield the functions and triggers that keep one kind of entry."""
    kind = searchable.kind
    yield _refresh(searchable)
    yield f"""
CREATE FUNCTION search_rebuild_{kind}() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER {SAFE} AS $$ BEGIN
    DELETE FROM home_searchentry WHERE kind = '{kind}';
    {_insert(searchable, f"({searchable.rows}) AS r")}
END $$"""
    for table, touched in searchable.follows.items():
        name = f"search_{kind}_{table}"[:63]
        yield f"""
CREATE FUNCTION {name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER {SAFE} AS $$ BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM search_refresh_{kind}(ARRAY(
            WITH changed AS (SELECT * FROM before UNION ALL SELECT * FROM after) {touched}));
    ELSE
        PERFORM search_refresh_{kind}(ARRAY({touched}));
    END IF;
    RETURN NULL; END $$"""
        yield from _triggers(name, table)


def _triggers(function: str, table: str) -> Iterator[str]:
    for verb, rows in (
        ("INSERT", "NEW TABLE AS changed"),
        ("DELETE", "OLD TABLE AS changed"),
        ("UPDATE", "OLD TABLE AS before NEW TABLE AS after"),
    ):
        yield (
            f"CREATE TRIGGER {function[:55]}_{verb.lower()} AFTER {verb} ON {table}"
            f" REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )


def _refresh(searchable: Searchable) -> str:
    # key by key, each by the index of its table: of a table that a bulk load has only just filled
    # the planner knows nothing, and would compare every row with every key
    kind = searchable.kind
    return f"""
CREATE FUNCTION search_refresh_{kind}(touched {searchable.key_type}[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER {SAFE} AS $$ BEGIN
    IF cardinality(touched) = 0 THEN RETURN; END IF;
    DELETE FROM home_searchentry AS e WHERE e.kind = '{kind}'
        AND e.source = ANY (touched::text[]) AND NOT EXISTS (
            SELECT FROM ({searchable.rows}) AS r
            WHERE r.source = e.source::{searchable.key_type} AND r.part = e.part OFFSET 0);
    {_insert(searchable, _EACH.format(rows=searchable.rows))}
END $$"""


def _insert(searchable: Searchable, rows: str) -> str:
    """Return the statement that writes entries anew where they differ."""
    names = ", ".join(COLUMNS)
    new = ", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS[2:], "vector"))
    return f"""
    INSERT INTO home_searchentry AS e (kind, {names}, vector)
    SELECT '{searchable.kind}', {_VALUES}, {_vector(searchable)}
    FROM {rows}
    ON CONFLICT (kind, source, part) DO UPDATE SET {new}
    WHERE ({_compared("e")}) IS DISTINCT FROM ({_compared("excluded")});"""


def _compared(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in COLUMNS)


def differing(searchable: Searchable) -> str:
    """Return the query that counts entries missing, left over, or other than they ought."""
    ought = f"SELECT {_VALUES}, {_vector(searchable)} FROM ({searchable.rows}) AS r"
    names = ", ".join(COLUMNS)
    kept = f"SELECT {names}, vector FROM home_searchentry WHERE kind = '{searchable.kind}'"
    return (
        f"SELECT count(*) FROM ((({ought}) EXCEPT ({kept}))"
        f" UNION ALL (({kept}) EXCEPT ({ought}))) AS d"
    )


def _vector(searchable: Searchable) -> str:
    return _VECTOR.replace("{kind}", f"'{searchable.kind}'")
