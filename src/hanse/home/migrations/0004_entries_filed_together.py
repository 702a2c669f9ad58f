"""File entries of the index of words a few at a time: half the work of one by one."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

WAITING = "ALTER INDEX search_words SET (fastupdate = on, gin_pending_list_limit = 64)"
ONE_BY_ONE = """
ALTER INDEX search_words RESET (gin_pending_list_limit);
ALTER INDEX search_words SET (fastupdate = off);
SELECT gin_clean_pending_list('search_words')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_entries_kept_from_partners"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(WAITING, ONE_BY_ONE)],
            state_operations=[
                migrations.RemoveIndex("searchentry", "search_words"),
                migrations.AddIndex(
                    "searchentry",
                    GinIndex(fields=["vector"], gin_pending_list_limit=64, name="search_words"),
                ),
            ],
        ),
    ]
