"""From what a file says to rows: compared with what is there, then brought in or taken back.

Everything happens in the transaction of the caller, in statements over all rows at once.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper

from hanse.threats.importing.incidents import Incident
from hanse.threats.models import ImportRun, Reading
from hanse.threats.models.observations import kept_until
from hanse.threats.queries.kept import counted_until
from hanse.threats.vocabulary import VERSION

UNDONE = "import taken back"
SHOWN = 20  # possible duplicates that are listed; all are counted
_COPIED = (
    "occurred_on date, precision text, reported_on date, labels varchar[], eep text, "
    "severity smallint, source_class text, reliability text, credibility smallint, "
    "text text, language text"
)
_TABLE = f"incoming (external_id text PRIMARY KEY, source_digest text, {_COPIED})"
_SAID = ", ".join(column.split()[0] for column in _COPIED.split(", "))
# every column of a reading, whatever is added to it later
_READING = ", ".join(str(field.column) for field in Reading._meta.fields)  # noqa: SLF001 - documented by Django


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file changes: incidents by what becomes of them.

    `withdrawn` were taken out by a person and stay out; `counted` are of a time of which counts
    alone are kept, and stay out too; `missing` are there from an earlier file and not in this one.
    `alike`: new ones on a day and with a label of an observation from another source.
    """

    added: int
    changed: int
    same: int
    withdrawn: int
    counted: int
    missing: int
    alike: int


def clock(cursor: CursorWrapper) -> dt.datetime:
    """Return the moment by the database's clock, another one each time."""
    cursor.execute("SELECT clock_timestamp()")
    moment: dt.datetime = cursor.fetchone()[0]
    return moment


def receive(cursor: CursorWrapper, incidents: Iterable[Incident]) -> None:
    """Copy incidents into a table that lives as long as the transaction."""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming")
    cursor.execute(f"CREATE TEMP TABLE {_TABLE} ON COMMIT DROP")
    copied = f"COPY incoming (external_id, source_digest, {_SAID}) FROM STDIN"
    with cursor.copy(copied) as copy:
        for values in _values(incidents):
            copy.write_row(values)
    cursor.execute("ANALYZE incoming")


def compare(cursor: CursorWrapper, run: ImportRun) -> Difference:
    """Say what the received incidents would change, and change nothing."""
    cursor.execute(
        f"""
        SELECT count(*) FILTER (WHERE old.id IS NULL AND NOT ({_COUNTED})),
            count(*) FILTER (WHERE {_CHANGED}),
            count(*) FILTER (WHERE old.withdrawn_at IS NULL
                AND old.source_digest = new.source_digest),
            count(*) FILTER (WHERE old.withdrawn_at IS NOT NULL),
            count(*) FILTER (WHERE old.id IS NULL AND {_COUNTED})
        FROM incoming AS new LEFT JOIN {_OLD}
        """,  # noqa: S608 - names of our own columns
        _values_of(run),
    )
    added, changed, same, withdrawn, counted = cursor.fetchone()
    cursor.execute(_MISSING, _values_of(run))
    missing = cursor.fetchone()[0]
    cursor.execute(f"SELECT count(*) FROM ({_ALIKE}) AS found", _values_of(run))  # noqa: S608 - names of our own columns
    alike = cursor.fetchone()[0]
    return Difference(added, changed, same, withdrawn, counted, missing, alike)


def alike(cursor: CursorWrapper, run: ImportRun) -> list[dict[str, Any]]:
    """List some of the new incidents that may be another source's telling of a known one."""
    cursor.execute(f"{_ALIKE} LIMIT {SHOWN}", _values_of(run))
    return [
        {"number": number, "day": day.isoformat(), "labels": labels, "record": str(record)}
        for number, day, labels, record in cursor.fetchall()
    ]


def bring_in(cursor: CursorWrapper, run: ImportRun, moment: dt.datetime) -> None:
    """Add what is new, and correct what the source says differently now."""
    values = _values_of(run) | {"moment": moment}
    for statement in (_KEEP_EARLIER, _CORRECT, _ADD):
        cursor.execute(statement, values)


def take_back(cursor: CursorWrapper, run: ImportRun) -> tuple[int, int]:
    """Withdraw what a run added and undo what it corrected; return how many of each.

    Withdrawn rows give up their number in the source, so that the file can be imported again.
    What a person corrected since then stays as it is.
    """
    values = {
        "run": run.pk,
        "then": run.imported_at,
        "moment": run.undone_at,
        "because": UNDONE,
    }
    cursor.execute(_RESTORE, values)
    restored = cursor.rowcount
    cursor.execute(_WITHDRAW, values)
    return cursor.rowcount, restored


def _values(incidents: Iterable[Incident]) -> Iterator[tuple[object, ...]]:
    for one in incidents:
        yield (
            one.external_id,
            one.content(),
            one.occurred_on,
            one.precision,
            one.reported_on,
            list(one.labels),
            one.eep,
            one.severity,
            one.source_class,
            one.reliability,
            one.credibility,
            one.text,
            one.language,
        )


def _values_of(run: ImportRun) -> dict[str, Any]:
    source = str(run.profile["id"])
    return {
        "run": run.pk,
        "city": run.owner_id,
        "label": run.sharing_label,
        "simulated": run.simulated,
        "source": f"{source}:%",
        "kept_until": kept_until(),
        "version": VERSION,
        "counted_until": counted_until(run.owner, source),
    }


_OLD = "threats_observation AS old ON old.owner_id = %(city)s AND old.external_id = new.external_id"
_KEPT = """
    SELECT source_class, eep, starts_on FROM threats_tally
    WHERE owner_id = %(city)s AND category = '' AND precision ="""
# an earlier file of this source was counted up to a day, or the kind of source was for the period
_COUNTED = f"""(new.occurred_on <= %(counted_until)s
    OR (new.precision = 'day' AND (new.source_class, new.eep,
        date_trunc('week', new.occurred_on::timestamp)::date) IN ({_KEPT} 'day'))
    OR (new.source_class, new.eep,
        date_trunc('month', new.occurred_on::timestamp)::date) IN ({_KEPT} 'month')
    OR (new.source_class, new.eep,
        date_trunc('year', new.occurred_on::timestamp)::date) IN ({_KEPT} 'year'))
"""
_CHANGED = "old.withdrawn_at IS NULL AND old.source_digest <> new.source_digest"
_MISSING = """
    SELECT count(*) FROM threats_observation AS old
    WHERE old.owner_id = %(city)s AND old.external_id LIKE %(source)s AND old.withdrawn_at IS NULL
        AND old.occurred_on BETWEEN (SELECT min(occurred_on) FROM incoming)
            AND (SELECT max(occurred_on) FROM incoming)
        AND NOT EXISTS (SELECT FROM incoming AS new WHERE new.external_id = old.external_id)
"""
_ALIKE = """
    SELECT DISTINCT ON (new.external_id) new.external_id, new.occurred_on, new.labels, other.record
    FROM incoming AS new
    JOIN threats_observation AS other ON other.owner_id = %(city)s
        AND other.occurred_on = new.occurred_on AND other.labels && new.labels
        AND other.precision = 'day' AND new.precision = 'day'
        AND other.withdrawn_at IS NULL AND other.external_id NOT LIKE %(source)s
    WHERE NOT EXISTS (SELECT FROM threats_observation AS old WHERE old.owner_id = %(city)s
        AND old.external_id = new.external_id)
    ORDER BY new.external_id, other.id
"""
_KEEP_EARLIER = f"""
    INSERT INTO threats_earlier (observation_id, known_from, known_until, {_READING})
    SELECT old.id, coalesce(old.corrected_at, old.recorded_at), %(moment)s,
        {", ".join(f"old.{column}" for column in _READING.split(", "))}
    FROM incoming AS new JOIN {_OLD} WHERE {_CHANGED}
"""  # noqa: S608 - names of our own columns
_CORRECT = f"""
    UPDATE threats_observation AS old SET ({_SAID}, source_digest, vocabulary_version, corrected_at)
        = ({", ".join(f"new.{column}" for column in _SAID.split(", "))}, new.source_digest,
            %(version)s, %(moment)s)
    FROM incoming AS new
    WHERE old.owner_id = %(city)s AND old.external_id = new.external_id AND {_CHANGED}
"""  # noqa: S608 - names of our own columns
_ADD = f"""
    INSERT INTO threats_observation (owner_id, sharing_label, simulated, techniques,
        vocabulary_version, withdrawn_because, recorded_at, aggregate_only_after, import_run_id,
        external_id, source_digest, {_SAID})
    SELECT %(city)s, %(label)s, %(simulated)s, '{{}}', %(version)s, '', %(moment)s,
        %(kept_until)s, %(run)s, new.external_id, new.source_digest,
        {", ".join(f"new.{column}" for column in _SAID.split(", "))}
    FROM incoming AS new LEFT JOIN {_OLD}
    WHERE old.id IS NULL AND NOT ({_COUNTED}) ORDER BY new.occurred_on, new.external_id
"""  # noqa: S608 - names of our own columns
_RESTORE = f"""
    WITH reverted AS (
        SELECT now.id, now.corrected_at, earlier.id AS earlier_id
        FROM threats_observation AS now
        JOIN threats_earlier AS earlier ON earlier.observation_id = now.id
            AND earlier.known_until = %(then)s
        WHERE now.corrected_at = %(then)s AND now.withdrawn_at IS NULL
    ), kept AS (
        INSERT INTO threats_earlier (observation_id, known_from, known_until, {_READING})
        SELECT now.id, now.corrected_at, %(moment)s,
            {", ".join(f"now.{column}" for column in _READING.split(", "))}
        FROM threats_observation AS now JOIN reverted ON reverted.id = now.id
    )
    UPDATE threats_observation AS now SET ({_READING}, source_digest, corrected_at)
        = ({", ".join(f"earlier.{column}" for column in _READING.split(", "))}, '',
            %(moment)s)
    FROM reverted JOIN threats_earlier AS earlier ON earlier.id = reverted.earlier_id
    WHERE now.id = reverted.id
"""  # noqa: S608 - names of our own columns
_WITHDRAW = """
    UPDATE threats_observation SET withdrawn_at = %(moment)s,
        withdrawn_because = %(because)s, external_id = ''
    WHERE import_run_id = %(run)s AND withdrawn_at IS NULL
"""
