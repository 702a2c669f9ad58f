"""The table behind Django's database cache: counters of attempts, shared by all processes."""

from django.db import migrations

CREATE = """
CREATE TABLE accounts_counters (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX accounts_counters_expires ON accounts_counters (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_invitations")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE accounts_counters")]
