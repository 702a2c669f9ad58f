"""What a file leaves of the effort behind it: a row per period and source, taken back with it."""

from django.db.backends.utils import CursorWrapper

from hanse.threats.models import Effort, ImportRun

# A file that is complete for its time spoke of every week or month in it, also of those without
# an incident. A month is kept under its first Monday.
_NOTE = """
    INSERT INTO threats_effort (owner_id, sharing_label, simulated, week, reporter, channel, rows,
        by_month, import_run_id)
    SELECT %(city)s, %(label)s, %(simulated)s,
        CASE WHEN unit = 'month'
            THEN (begins + (8 - extract(isodow FROM begins)::int) %% 7 * interval '1 day')::date
            ELSE begins::date END,
        md5(%(source)s)::uuid, source_class, sum(told), unit = 'month', %(run)s
    FROM (
        SELECT unit, date_trunc(unit, occurred_on::timestamp) AS begins, source_class, 1 AS told
        FROM incoming JOIN units USING (precision)
        UNION ALL
        SELECT unit, generate_series(date_trunc(unit, min(occurred_on)::timestamp),
            date_trunc(unit, max(occurred_on)::timestamp), ('1 ' || unit)::interval),
            source_class, 0
        FROM incoming JOIN units USING (precision)
        WHERE %(complete)s GROUP BY unit, source_class
    ) AS seen
    GROUP BY unit, begins, source_class
"""
_UNITS = "WITH units (precision, unit) AS (VALUES ('day', 'week'), ('month', 'month'))"


def note_file(cursor: CursorWrapper, run: ImportRun) -> None:
    """Count the received file among what reported in its weeks or months.

    The same source read twice stays one: its rows share a reporter.
    """
    values = {
        "city": run.owner_id,
        "label": run.sharing_label,
        "simulated": run.simulated,
        "source": f"{run.owner_id} {run.profile['id']}",
        "run": run.pk,
        "complete": run.complete,
    }
    cursor.execute(_UNITS + _NOTE, values)


def forget_file(run: ImportRun) -> None:
    """Let a file that was taken back count no longer."""
    Effort.objects.filter(import_run=run).delete()
