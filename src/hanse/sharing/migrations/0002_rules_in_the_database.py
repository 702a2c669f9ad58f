"""Teach the database who is reading; seal authorship, freeze audiences, never rewrite the audit."""

from django.db import migrations

from hanse.sharing.policies import append_only, freeze_audience, helpers, protect_own


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_who_may_read")]

    operations = [
        *helpers(),
        protect_own("sharing_authorship", writers="person_id = (SELECT hanse_person())"),
        protect_own(
            "sharing_audience",
            readers="OR (SELECT hanse_system())",
            writers="(SELECT hanse_system()) OR (SELECT hanse_person()) IS NOT NULL",
        ),
        freeze_audience(),
        append_only("sharing_auditentry"),
    ]
