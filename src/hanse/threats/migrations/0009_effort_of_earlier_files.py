from django.db import migrations

# what `import_effort` leaves of a file from now on, for the files of before
_NOTE = """
WITH units (precision, unit) AS (VALUES ('day', 'week'), ('month', 'month')),
told AS (
    SELECT one.import_run_id AS run_id, unit, one.occurred_on::timestamp AS day, one.source_class
    FROM threats_observation AS one JOIN units USING (precision)
    WHERE one.import_run_id IS NOT NULL AND one.withdrawn_at IS NULL
)
INSERT INTO threats_effort (owner_id, sharing_label, simulated, week, reporter, channel, rows,
    by_month, import_run_id)
SELECT run.owner_id, run.sharing_label, run.simulated,
    CASE WHEN unit = 'month'
        THEN (begins + (8 - extract(isodow FROM begins)::int) % 7 * interval '1 day')::date
        ELSE begins::date END,
    md5(run.owner_id || ' ' || (run.profile ->> 'id'))::uuid, seen.source_class, sum(seen.number),
    unit = 'month', run.id
FROM (
    SELECT run_id, unit, date_trunc(unit, day) AS begins, source_class, 1 AS number FROM told
    UNION ALL
    SELECT run_id, unit, generate_series(date_trunc(unit, min(day)), date_trunc(unit, max(day)),
        ('1 ' || unit)::interval), source_class, 0
    FROM told JOIN threats_importrun AS whole ON whole.id = run_id WHERE whole.complete
    GROUP BY run_id, unit, source_class
) AS seen JOIN threats_importrun AS run ON run.id = seen.run_id
WHERE run.state = 'done'
GROUP BY run.id, unit, begins, seen.source_class
"""


class Migration(migrations.Migration):

    dependencies = [
        ("threats", "0008_triggers_and_effort_of_files"),
    ]

    operations = [
        migrations.RunSQL(_NOTE, migrations.RunSQL.noop),
    ]
