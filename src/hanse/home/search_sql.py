"""The SQL of the search: how the database keeps the index, and how it reads it for a reader."""

from collections.abc import Iterator

from hanse.shared.search import COLUMNS, Searchable
from hanse.sharing.policies import READABLE

# content in a language that is not here is searched word by word, without stemming
LANGUAGES = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "sv": "swedish",
}
MOST_RANKED = 200  # of each kind, the newest
_MOST_NAMED = 4000  # records shared with a reader by name, up to which they are looked up singly
_LONGEST = 100_000  # letters of a text that are indexed; a tsvector holds a megabyte
_SAFE = "SET search_path = pg_catalog, public, pg_temp"

SHOWN = (
    "(shown_from IS NULL OR shown_from <= current_date)"
    " AND (shown_until IS NULL OR shown_until >= current_date)"
)
VISIBLE = f"({READABLE}) AND (({SHOWN}) OR (SELECT hanse_system()))"

CONFIGURATIONS = "".join(
    f"""
CREATE TEXT SEARCH CONFIGURATION hanse_{code or "plain"} (COPY = {name});
ALTER TEXT SEARCH CONFIGURATION hanse_{code or "plain"}
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {stem};"""
    for code, name, stem in (
        ("", "simple", "simple"),
        *((code, name, f"{name}_stem") for code, name in LANGUAGES.items()),
    )
)
DROP_CONFIGURATIONS = "".join(
    f"DROP TEXT SEARCH CONFIGURATION hanse_{code or 'plain'};" for code in ("", *LANGUAGES)
)

_CODES = ", ".join(f"'{code}'" for code in LANGUAGES)
_CASES = " ".join(f"WHEN '{code}' THEN 'public.hanse_{code}'::regconfig" for code in LANGUAGES)
_ROWS = ", ".join(f"('{code}', 'public.hanse_{code or 'plain'}')" for code in ("", *LANGUAGES))

DROP_TRIGGERS = """
DO $$ DECLARE t record; BEGIN
FOR t IN SELECT tgname, tgrelid::regclass AS tab FROM pg_trigger
    WHERE tgname LIKE 'search\\_%' AND NOT tgisinternal LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', t.tgname, t.tab);
END LOOP; END $$
"""
_DROP_FUNCTIONS = """
DO $$ DECLARE f regprocedure; BEGIN
FOR f IN SELECT oid FROM pg_proc
    WHERE proname LIKE 'search\\_%' AND pronamespace = 'public'::regnamespace LOOP
    EXECUTE format('DROP FUNCTION %s', f);
END LOOP; END $$
"""

READING = (
    DROP_TRIGGERS,
    _DROP_FUNCTIONS,
    f"""
CREATE FUNCTION search_language(tag text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN l IN ('nb', 'nn') THEN 'no' WHEN l IN ({_CODES}) THEN l ELSE '' END
    FROM (SELECT lower(left(tag, 2)) AS l) AS x $$
""",
    f"""
CREATE FUNCTION search_configuration(tag text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE search_language(tag) {_CASES} ELSE 'public.hanse_plain'::regconfig END $$
""",
    # each language reads the words in its own way, and only for entries in that language
    f"""
CREATE FUNCTION search_asked(words text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE {_SAFE} AS $$
    SELECT string_agg(format('(%L & (%s))', 'language ' || l, q::text), ' | ')::tsquery
    FROM (VALUES {_ROWS}) AS v (l, c), LATERAL websearch_to_tsquery(c::regconfig, words) AS q
    WHERE querytree(q) NOT IN ('', 'T') $$
""",
    f"""
CREATE FUNCTION search_plainly(words text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE {_SAFE} AS $$
    SELECT string_agg(DISTINCT '(' || q::text || ')', ' | ')::tsquery
    FROM (VALUES {_ROWS}) AS v (l, c), LATERAL websearch_to_tsquery(c::regconfig, words) AS q
    WHERE querytree(q) NOT IN ('', 'T') $$
""",
    """
CREATE FUNCTION search_keys(label text, owner uuid) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN label IN ('clear', 'green', 'red') THEN ARRAY['label ' || label]
        ELSE ARRAY['label amber', coalesce('owned by ' || owner, 'owned by the network')] END $$
""",
    # what the reader may see by label and owner; the rule itself is asked of every row again
    f"""
CREATE FUNCTION search_reach() RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE {_SAFE} AS $$
    SELECT string_agg(quote_literal(k), ' | ')::tsquery FROM (
        SELECT 'label clear' AS k
        UNION ALL SELECT 'label green' WHERE hanse_member() OR hanse_system()
        UNION ALL SELECT 'owned by the network' WHERE hanse_mfa() AND hanse_secretariat()
        UNION ALL SELECT 'owned by ' || c FROM unnest(hanse_cities() || hanse_partner_of()) AS c
            WHERE hanse_mfa()
        UNION ALL SELECT unnest(ARRAY['label amber', 'label red']) WHERE hanse_system()) AS x $$
""",
    f"""
CREATE FUNCTION search_named() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER {_SAFE} AS $$
    SELECT i.record FROM sharing_invited AS i WHERE hanse_mfa()
        AND i.authority_id = ANY (hanse_cities() || hanse_partner_of())
    UNION SELECT a.record FROM sharing_audience AS a
        WHERE hanse_mfa() AND a.person_id = hanse_person()
    UNION SELECT w.record FROM sharing_authorship AS w
        WHERE hanse_mfa() AND w.person_id = hanse_person() $$
""",
    f"""
CREATE FUNCTION search_visible(words text)
RETURNS TABLE (entry bigint, sort varchar, happened date)
LANGUAGE plpgsql STABLE SECURITY DEFINER {_SAFE}
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
    asked tsquery := search_asked(words);
    reach tsquery := search_reach();
    near tsquery := asked && reach;
    named uuid[];
BEGIN
    IF asked IS NULL THEN RETURN; END IF;
    RETURN QUERY SELECT id, kind, day FROM home_searchentry
        WHERE vector @@ near AND {VISIBLE};
    IF NOT hanse_mfa() OR hanse_system() THEN RETURN; END IF;
    named := ARRAY(SELECT search_named() LIMIT {_MOST_NAMED + 1});
    IF cardinality(named) > {_MOST_NAMED} THEN
        RETURN QUERY SELECT id, kind, day FROM home_searchentry
            WHERE vector @@ asked AND NOT vector @@ reach AND {VISIBLE};
    ELSE
        RETURN QUERY SELECT id, kind, day FROM home_searchentry
            WHERE record = ANY (named) AND vector @@ asked AND NOT vector @@ reach AND {VISIBLE};
    END IF;
END $$
""",
    f"""
CREATE FUNCTION search_found(words text, only_kinds text[])
RETURNS TABLE (entry bigint, sort varchar, score real, happened date, everything bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER {_SAFE} AS $$
DECLARE plainly tsquery := search_plainly(words);
BEGIN
    RETURN QUERY
    WITH found AS MATERIALIZED (SELECT * FROM search_visible(words)),
    counted AS (SELECT f.sort, count(*) AS n FROM found AS f GROUP BY f.sort),
    newest AS (
        SELECT t.entry, t.sort, t.happened FROM counted AS c, LATERAL (
            SELECT f.entry, f.sort, f.happened FROM found AS f WHERE f.sort = c.sort
            ORDER BY f.happened DESC NULLS LAST, f.entry LIMIT {MOST_RANKED}) AS t
        WHERE only_kinds IS NULL OR c.sort = ANY (only_kinds))
    SELECT e.id, e.kind, ts_rank(e.vector, plainly), n.happened, NULL::bigint
    FROM newest AS n JOIN home_searchentry AS e ON e.id = n.entry
    UNION ALL SELECT NULL, c.sort, NULL, NULL, c.n FROM counted AS c;
END $$
""",
    # what is offered depends on visible entries alone: the list of words is looked up as the reader
    f"""
CREATE FUNCTION search_words_like(asked text)
RETURNS TABLE (offered text, alike real)
LANGUAGE sql STABLE SECURITY DEFINER {_SAFE} AS $$
    SELECT word, alike FROM (
        SELECT w.word, similarity(w.word, asked) AS alike FROM home_searchword AS w
        WHERE w.word % asked AND similarity(w.word, asked) >= 0.4
        ORDER BY alike DESC, w.word) AS near
    WHERE EXISTS (SELECT FROM search_visible(near.word)) LIMIT 1 $$
""",
    f"""
CREATE FUNCTION search_learn_words() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER {_SAFE} AS $$ BEGIN
    DELETE FROM home_searchword;
    INSERT INTO home_searchword SELECT word FROM ts_stat(
        $q$SELECT to_tsvector('public.hanse_plain', title || ' ' || words)
        FROM home_searchentry WHERE sharing_label <> 'red'$q$)
    WHERE length(word) BETWEEN 4 AND 40 AND word !~ '[0-9_./@]';
END $$
""",
    "ALTER TABLE home_searchentry ENABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS findable ON home_searchentry",
    f"CREATE POLICY findable ON home_searchentry FOR SELECT USING ({VISIBLE})",
    "ALTER TABLE home_searchword ENABLE ROW LEVEL SECURITY",
)

_CASTS = {"source": "::text", "arguments": "::text[]"}
_VALUES = ", ".join(f"r.{name}{_CASTS.get(name, '')}" for name in COLUMNS)
_VECTOR = f"""
    setweight(to_tsvector(search_configuration(r.language), r.title), 'A')
    || setweight(to_tsvector(search_configuration(r.language), left(r.words, {_LONGEST})), 'D')
    || array_to_tsvector(search_keys(r.sharing_label, r.owner_id)
        || ('language ' || search_language(r.language)))"""


def keeping(searchable: Searchable) -> Iterator[str]:
    """Yield the functions and triggers that keep one kind of entry."""
    kind = searchable.kind
    yield _refresh(searchable)
    yield f"""
CREATE FUNCTION search_rebuild_{kind}() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER {_SAFE} AS $$ BEGIN
    DELETE FROM home_searchentry WHERE kind = '{kind}';
    {_insert(searchable, "")}
END $$"""
    for table, touched in searchable.follows.items():
        name = f"search_{kind}_{table}"[:63]
        yield f"""
CREATE FUNCTION {name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER {_SAFE} AS $$ BEGIN
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
    kind = searchable.kind
    return f"""
CREATE FUNCTION search_refresh_{kind}(touched {searchable.key_type}[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER {_SAFE} AS $$ BEGIN
    IF cardinality(touched) = 0 THEN RETURN; END IF;
    DELETE FROM home_searchentry AS e WHERE e.kind = '{kind}'
        AND e.source = ANY (touched::text[]) AND NOT EXISTS (
            SELECT FROM ({searchable.rows}) AS r WHERE r.source = ANY (touched)
                AND r.source::text = e.source AND r.part = e.part);
    {_insert(searchable, "WHERE r.source = ANY (touched)")}
END $$"""


def _insert(searchable: Searchable, where: str) -> str:
    """Return the statement that writes entries anew where they differ."""
    names = ", ".join(COLUMNS)
    new = ", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS[2:], "vector"))
    return f"""
    INSERT INTO home_searchentry AS e (kind, {names}, vector)
    SELECT '{searchable.kind}', {_VALUES}, {_VECTOR}
    FROM ({searchable.rows}) AS r {where}
    ON CONFLICT (kind, source, part) DO UPDATE SET {new}
    WHERE ({_compared("e")}) IS DISTINCT FROM ({_compared("excluded")});"""


def _compared(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in COLUMNS)


def differing(searchable: Searchable) -> str:
    """Return the query that counts entries missing, left over, or other than they ought."""
    ought = f"SELECT {_VALUES}, {_VECTOR} FROM ({searchable.rows}) AS r"
    names = ", ".join(COLUMNS)
    kept = f"SELECT {names}, vector FROM home_searchentry WHERE kind = '{searchable.kind}'"
    return (
        f"SELECT count(*) FROM ((({ought}) EXCEPT ({kept}))"
        f" UNION ALL (({kept}) EXCEPT ({ought}))) AS d"
    )
