"""The functions by which the database reads the index of the search for a reader."""

from collections.abc import Iterable, Iterator

from hanse.shared.search import Searchable
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
MOST_COUNTED = 1000  # of each kind; what is more is said to be more
_FIRST_QUARTER = 4 * 2000 + 1  # of years; what is older, or has no day, counts as of this one
_RARE = 100  # found in the newest quarter of a year; with fewer, all at once are not too many
_FEW_NAMED = 500  # records shared with a reader by name, up to which each is read for its words
_MOST_NAMED = 4000  # records shared with a reader by name, up to which they are looked up singly
SAFE = "SET search_path = pg_catalog, public, pg_temp"

# whatever the planner believes of the reader's words, the index of words is the way in
_BY_WORDS = (
    "SET plan_cache_mode = force_generic_plan SET enable_seqscan = off"
    " SET enable_indexscan = off SET enable_indexonlyscan = off"
)

SHOWN = (
    "(shown_from IS NULL OR shown_from <= current_date)"
    " AND (shown_until IS NULL OR shown_until >= current_date)"
)
INSIDE = """(NOT inside
 OR cardinality((SELECT hanse_cities())) > 0
 OR (SELECT coalesce(hanse_actor() ->> 'network_role', '')) IN ('secretariat', 'steward'))"""
VISIBLE = f"({READABLE}) AND (({SHOWN}) AND {INSIDE} OR (SELECT hanse_system()))"

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

_READING = (
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
LANGUAGE sql STABLE PARALLEL SAFE {SAFE} AS $$
    SELECT string_agg(CASE n WHEN {len(LANGUAGES) + 1} THEN q::text
        ELSE format('((%s) & (%s))', spoken, q) END, ' | ')::tsquery FROM (
        SELECT q, string_agg(quote_literal('language ' || l), ' | ') AS spoken,
            count(*) AS n
        FROM (VALUES {_ROWS}) AS v (l, c),
            LATERAL (SELECT websearch_to_tsquery(c::regconfig, words) AS q) AS x
        WHERE querytree(q) NOT IN ('', 'T') GROUP BY q) AS readings $$
""",
    f"""
CREATE FUNCTION search_plainly(words text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE {SAFE} AS $$
    SELECT string_agg(DISTINCT '(' || q::text || ')', ' | ')::tsquery
    FROM (VALUES {_ROWS}) AS v (l, c),
        LATERAL (SELECT websearch_to_tsquery(c::regconfig, words) AS q) AS x
    WHERE querytree(q) NOT IN ('', 'T') $$
""",
    f"""
CREATE FUNCTION search_quarter(day date) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT greatest(coalesce(4 * extract(year FROM day) + extract(quarter FROM day), 0),
        {_FIRST_QUARTER})::integer $$
""",
    """
CREATE FUNCTION search_keys(kind text, label text, owner uuid, day date, tag text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['language ' || search_language(tag), 'kind ' || kind,
        'quarter ' || search_quarter(day)]
        || CASE WHEN label IN ('clear', 'green', 'red') THEN ARRAY['label ' || label]
        ELSE ARRAY['label amber', coalesce('owned by ' || owner, 'owned by the network')] END $$
""",
    # what the reader may see by label and owner; the rule itself is asked of every row again
    f"""
CREATE FUNCTION search_reach() RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE {SAFE} AS $$
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
LANGUAGE sql STABLE SECURITY DEFINER {SAFE} AS $$
    SELECT i.record FROM sharing_invited AS i WHERE hanse_mfa()
        AND i.authority_id = ANY (hanse_cities() || hanse_partner_of())
    UNION SELECT a.record FROM sharing_audience AS a
        WHERE hanse_mfa() AND a.person_id = hanse_person()
    UNION SELECT w.record FROM sharing_authorship AS w
        WHERE hanse_mfa() AND w.person_id = hanse_person() $$
""",
    # the kinds of which there is no more than can be read at once, in one reading
    f"""
CREATE FUNCTION search_of_kinds(near tsquery, kinds text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER {SAFE}
{_BY_WORDS} AS $$
DECLARE wanted tsquery := near && (SELECT string_agg(quote_literal('kind ' || k), ' | ')
    FROM unnest(kinds) AS k)::tsquery;
BEGIN
    RETURN ARRAY(SELECT id FROM home_searchentry WHERE vector @@ wanted AND {VISIBLE});
END $$
""",
    # a kind of which there may be very much: the newest quarter of a year tells how far to go back
    f"""
CREATE FUNCTION search_newest(near tsquery, of_kind text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER {SAFE}
{_BY_WORDS} AS $$
DECLARE
    wanted tsquery := near && quote_literal('kind ' || of_kind)::tsquery;
    found bigint[] := ARRAY[]::bigint[];
    last integer := search_quarter((SELECT max(day) FROM home_searchentry));
    upto integer := last;
    many integer := 1;
BEGIN
    WHILE upto >= {_FIRST_QUARTER} AND cardinality(found) <= {MOST_COUNTED} LOOP
        found := found || ARRAY(SELECT id FROM home_searchentry WHERE vector @@ (wanted && (
            SELECT string_agg(quote_literal('quarter ' || q), ' | ')::tsquery
            FROM generate_series(greatest(upto - many + 1, {_FIRST_QUARTER}), upto) AS q))
            AND {VISIBLE} ORDER BY day DESC NULLS LAST, hashint8(id) LIMIT {MOST_COUNTED + 1});
        upto := upto - many;
        IF many = 1 AND cardinality(found) < {_RARE} THEN
            found := ARRAY(SELECT id FROM home_searchentry WHERE vector @@ wanted AND {VISIBLE}
                LIMIT {MOST_COUNTED + 1});
            IF cardinality(found) <= {MOST_COUNTED} THEN RETURN found; END IF;
            found := ARRAY[]::bigint[];
            upto := last;
            many := 20;
        ELSE
            many := ({MOST_COUNTED} - cardinality(found)) * (last - upto) * 5
                / (cardinality(found) * 4 + 1) + 1;
        END IF;
    END LOOP;
    RETURN found;
END $$
""",
    # what others shared with the reader by name: invited, addressed, signed
    f"""
CREATE FUNCTION search_near(asked tsquery, reach tsquery) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER {SAFE}
{_BY_WORDS} AS $$
DECLARE named uuid[] := ARRAY(SELECT search_named() LIMIT {_MOST_NAMED + 1});
BEGIN
    IF cardinality(named) <= {_FEW_NAMED} THEN  -- the name of the operator keeps its index out
        RETURN ARRAY(SELECT id FROM home_searchentry WHERE record = ANY (named)
            AND ts_match_vq(vector, asked) AND NOT ts_match_vq(vector, reach) AND {VISIBLE});
    ELSIF cardinality(named) > {_MOST_NAMED} THEN
        RETURN ARRAY(SELECT id FROM home_searchentry WHERE vector @@ asked
            AND NOT vector @@ reach AND {VISIBLE} LIMIT {_MOST_NAMED});
    END IF;
    RETURN ARRAY(SELECT id FROM home_searchentry WHERE record = ANY (named)
        AND vector @@ asked AND NOT vector @@ reach AND {VISIBLE});
END $$
""",
    f"""
CREATE FUNCTION search_visible(question text)
RETURNS TABLE (entry bigint, sort varchar, happened date)
LANGUAGE plpgsql STABLE SECURITY DEFINER {SAFE} AS $$
DECLARE
    asked tsquery := search_asked(question);
    reach tsquery := search_reach();
    found bigint[];
    k text;
BEGIN
    IF asked IS NULL THEN RETURN; END IF;
    found := search_of_kinds(asked && reach, ARRAY[{{few}}]::text[]);
    FOREACH k IN ARRAY ARRAY[{{many}}]::text[] LOOP
        found := found || search_newest(asked && reach, k);
    END LOOP;
    IF hanse_mfa() AND NOT hanse_system() THEN
        found := found || search_near(asked, reach);
    END IF;
    RETURN QUERY SELECT id, kind, day FROM home_searchentry WHERE id = ANY (found);
END $$
""",
    f"""
CREATE FUNCTION search_found(question text, only_kind text)
RETURNS TABLE (entry bigint, sort varchar, score real, happened date, counted bigint)
LANGUAGE sql STABLE SECURITY DEFINER {SAFE} SET enable_seqscan = off AS $$
    WITH found AS MATERIALIZED (SELECT * FROM search_visible(question)),
    placed AS (
        SELECT f.*, row_number() OVER newest AS place, count(*) OVER (PARTITION BY sort) AS n
        FROM found AS f WINDOW newest AS (
            PARTITION BY sort ORDER BY happened DESC NULLS LAST, hashint8(f.entry)))
    SELECT p.entry, p.sort, ts_rank(e.vector, (SELECT search_plainly(question))), p.happened, p.n
    FROM placed AS p JOIN home_searchentry AS e ON e.id = p.entry
    WHERE p.place <= {MOST_RANKED} AND coalesce(p.sort = only_kind, true)
    UNION ALL SELECT NULL, sort, NULL, NULL, n FROM placed WHERE place = 1 $$
""",
    # what is offered depends on visible entries alone: the list of words is looked up as the reader
    f"""
CREATE FUNCTION search_words_like(asked text)
RETURNS TABLE (offered text, alike real)
LANGUAGE sql STABLE SECURITY DEFINER {SAFE} AS $$
    SELECT word, alike FROM (
        SELECT w.word, similarity(w.word, asked) AS alike FROM home_searchword AS w
        WHERE w.word % asked AND similarity(w.word, asked) >= 0.4
        ORDER BY alike DESC, w.word) AS near
    WHERE EXISTS (SELECT FROM search_visible(near.word)) LIMIT 1 $$
""",
    f"""
CREATE FUNCTION search_learn_words() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER {SAFE} AS $$ BEGIN
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


def reading(searchables: Iterable[Searchable]) -> Iterator[str]:
    """Yield the statements that teach the database to read the index."""
    kinds: dict[bool, list[str]] = {False: [], True: []}
    for searchable in searchables:
        kinds[searchable.many].append(f"'{searchable.kind}'")
    few, many = ", ".join(kinds[False]), ", ".join(kinds[True])
    for statement in _READING:
        yield statement.replace("{few}", few).replace("{many}", many)
