"""Looks through the whole database for what must never be so; reads only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from hanse.home import search_index
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing.models import Contribution, Shareable

_LABELS = ", ".join(f"'{label}'" for label in SharingLabel.values)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold: what, over how many, and what speaks against it."""

    what: str
    looked_at: int
    against: tuple[str, ...]


def verify() -> Iterator[Check]:
    """Make every check, one after the other; to be asked as the system."""
    for what, check in CHECKS.items():
        looked_at, against = check()
        yield Check(what, looked_at, tuple(against))


Found = tuple[int, list[str]]


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _tables_of(kind: type[Model]) -> list[str]:
    return sorted(
        model._meta.db_table  # noqa: SLF001 - Django's documented door to a model's table
        for model in apps.get_models()
        if issubclass(model, kind)
    )


def _each(tables: list[str], sql: str) -> Found:
    """Ask the same of each table; `sql` gives rows looked at and rows against."""
    counted = [(table, *_rows(sql.format(table=table))[0]) for table in tables]
    against = [f"{table}: {wrong} of {all_}" for table, all_, wrong in counted if wrong]
    return sum(all_ for _table, all_, _wrong in counted), against


def migrations_are_applied() -> Found:
    """Hold that the tables are those of this version."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    names = [f"{step.app_label} {step.name} is missing" for step, _backwards in missing]
    return len(executor.loader.disk_migrations or ()), names


def tables_are_guarded() -> Found:
    """Hold that every table of shared records has the one rule, switched on."""
    rows = _rows(
        "SELECT c.relname, c.relrowsecurity, replace(replace(pg_get_expr(p.polqual, c.oid),"
        " c.relname || '.', ''), '(' || c.relname || ')', '')"
        " FROM pg_class AS c LEFT JOIN pg_policy AS p ON p.polrelid = c.oid"
        " AND p.polname = 'readable' WHERE c.relkind = 'r'"
    )
    found = {name: (on, rule) for name, on, rule in rows}
    tables = _tables_of(Shareable)
    rules = [found[table][1] for table in tables if table in found]
    common = max(set(rules), key=rules.count, default=None)
    against = [f"{t} has no rule" for t in tables if not found.get(t, (False, None))[1]]
    against += [f"{t} has another rule" for t in tables if found.get(t, (0, 0))[1] != common]
    against += [f"{name} is switched off" for name, (on, rule) in found.items() if rule and not on]
    return len([rule for _on, rule in found.values() if rule]), against


def labels_are_known() -> Found:
    """Hold that no record has a label that nobody can read aright."""
    bad = f"sharing_label IS NULL OR sharing_label NOT IN ({_LABELS})"
    return _each(
        _tables_of(Shareable), f"SELECT count(*), count(*) FILTER (WHERE {bad}) FROM {{table}}"
    )


def red_names_its_people() -> Found:
    """Hold that a RED record was addressed to somebody."""
    nobody = "NOT EXISTS (SELECT FROM sharing_audience AS a WHERE a.record = t.record)"
    return _each(
        _tables_of(Shareable),
        f"SELECT count(*), count(*) FILTER (WHERE {nobody}) FROM {{table}} AS t"
        " WHERE sharing_label = 'red'",
    )


def credits_keep_their_rule() -> Found:
    """Hold that nothing is kept of a speaker beyond what they let be shown."""
    said_too_much = (
        "attribution IN ('chatham', 'no-quote') AND credit <> '{{}}'"
        " OR attribution = 'role' AND credit ?| ARRAY['name', 'city']"
    )
    return _each(
        _tables_of(Contribution),
        f"SELECT count(*), count(*) FILTER (WHERE {said_too_much}) FROM {{table}}",
    )


def places_suffice() -> Found:
    """Hold that no more have accepted than there are places."""
    rows = _rows(
        "SELECT e.slug, e.capacity, count(r.id) FROM events_event AS e LEFT JOIN"
        " events_registration AS r ON r.event_id = e.id AND r.state = 'accepted'"
        " WHERE e.capacity IS NOT NULL GROUP BY e.id"
    )
    against = [f"{slug}: {taken} for {places}" for slug, places, taken in rows if taken > places]
    return len(rows), against


def history_is_never_rewritten() -> Found:
    """Hold that what may only be added to is guarded against change and removal."""
    rows = _rows(
        "SELECT c.relname, t.tgenabled FROM pg_trigger AS t JOIN pg_class AS c"
        " ON c.oid = t.tgrelid WHERE t.tgname = 'append_only'"
    )
    against = [f"{name} is switched off" for name, enabled in rows if enabled not in ("O", b"O")]
    return len(rows), against + ([] if rows else ["the audit is not guarded"])


def search_equals_its_sources() -> Found:
    """Hold that the index of the search says what the records say."""
    if not search_index.is_installed():
        return 0, ["the index is not kept by this version"]
    against = [f"{kind}: {n}" for kind, n in search_index.differences().items() if n]
    return int(_rows("SELECT count(*) FROM home_searchentry")[0][0]), against


def published_files_are_whole() -> Found:
    """Hold that briefs are the bytes they were when they were published."""
    rows = _rows(
        "SELECT 'brief ' || id, sha256 = encode(sha256(content), 'hex') FROM findings_brieffile"
    )
    return len(rows), [f"{name} has changed" for name, whole in rows if not whole]


def findings_recount() -> Found:
    """Hold that each finding's numbers over everyone are those of the votes it rests on."""
    rows = _rows(
        "SELECT e.year || ' ' || f.number, (b ->> 'agree')::int = r.agree"
        " AND (b ->> 'disagree')::int = r.disagree AND (b ->> 'passed')::int = r.passed"
        " FROM findings_finding AS f JOIN findings_edition AS e ON e.id = f.edition_id"
        " JOIN dialogues_storedanalysis AS a ON a.dialogue_id = f.dialogue_id"
        " AND a.data_version = f.data_version"
        " JOIN dialogues_statementresult AS r ON r.analysis_id = a.id"
        " AND r.statement_id = f.statement_id"
        " CROSS JOIN LATERAL jsonb_array_elements(f.evidence -> 'blocs') AS b"
        " WHERE b ->> 'attribute' = 'everyone' AND e.status = 'published'"
    )
    return len(rows), [f"finding {name} counts otherwise" for name, same in rows if not same]


CHECKS: dict[str, Callable[[], Found]] = {
    "the tables are those of this version": migrations_are_applied,
    "every shared table is guarded by the one rule": tables_are_guarded,
    "every record has a known sharing label": labels_are_known,
    "every RED record names its people": red_names_its_people,
    "nothing more is kept of a speaker than may be shown": credits_keep_their_rule,
    "no event has more guests than places": places_suffice,
    "history is added to, never rewritten": history_is_never_rewritten,
    "the search says what the records say": search_equals_its_sources,
    "published briefs are the bytes they were": published_files_are_whole,
    "published findings count what was voted": findings_recount,
}
